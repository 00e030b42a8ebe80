"""What is found once, when it is first asked for: large libraries, properties of objects."""

import functools
from importlib import import_module
from typing import TYPE_CHECKING, Any


class OnDemand:
    """A module that is imported when something of it is asked for.

    For type checkers the module itself is imported where this stands:

        if TYPE_CHECKING:
            import icalendar
        else:
            icalendar = OnDemand("icalendar")
    """

    def __init__(self, name: str) -> None:
        """Stand for the module of this name."""
        self._name = name

    def __getattr__(self, what: str) -> Any:
        """Give what the module has by this name, and have it at hand from then on."""
        found = getattr(import_module(self._name), what)
        setattr(self, what, found)
        return found


if TYPE_CHECKING:
    from functools import cached_property
else:

    class cached_property(functools.cached_property):  # noqa: N801 - it takes the other's place
        """`functools.cached_property` as it is from Python 3.12 on.

        Until then it holds one lock for all objects of the class while it asks: whoever renders
        a page would wait for the questions that everybody else's page puts to the database.
        """

        def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
            """What was found, which the object keeps under the same name from then on."""
            if instance is None:
                return self
            found = instance.__dict__[self.attrname] = self.func(instance)
            return found


__all__ = ["OnDemand", "cached_property"]
