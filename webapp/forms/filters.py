"""What every row of filters above a list can do: what cannot be read narrows nothing."""

from typing import Any

from wtforms import Form

from webapp.forms.fields import Count


class Filters(Form):
    """A row of filters, filled in from the address of the list."""

    def good(self, name: str) -> Any:
        """What a filter asks for; None where it cannot be read."""
        field: Any = self[name]
        return None if field.errors else field.value


class PagedFilters(Filters):
    """The same above a list of numbered pages."""

    page = Count()

    @property
    def number(self) -> int:
        """The page asked for; the first one for anything that is no number."""
        return self.good("page") or 1
