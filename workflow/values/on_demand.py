"""Large libraries that most processes never need: imported when they are first used."""

from importlib import import_module
from typing import Any


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
