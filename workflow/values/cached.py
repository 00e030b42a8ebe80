"""Properties that are found once for an object, without a lock between objects."""

import functools
from typing import TYPE_CHECKING, Any

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


__all__ = ["cached_property"]
