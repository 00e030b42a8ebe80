"""The converters of routes: `id`, a number that a row could have; `year`; and texts."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, UnicodeConverter

from workflow.models import LARGEST_ID
from workflow.values import FIRST_YEAR, LAST_YEAR


class IntegerId(IntegerConverter):
    """`<id:item_id>`: from 1 to the largest that the database keeps; anything else is no page."""

    def __init__(self, map: Any) -> None:  # noqa: A002 - what werkzeug calls it
        """Bounded on both sides."""
        super().__init__(map, min=1, max=LARGEST_ID)


class FiscalYear(IntegerConverter):
    """`<year:fiscal_year>`: a year that can be typed and printed; anything else is no page."""

    def __init__(self, map: Any) -> None:  # noqa: A002 - what werkzeug calls it
        """Bounded on both sides."""
        super().__init__(map, min=FIRST_YEAR, max=LAST_YEAR)


class Text(UnicodeConverter):
    """`<name>`: anything but the character 0, which PostgreSQL does not take."""

    def __init__(self, map: Any, **lengths: Any) -> None:  # noqa: A002 - what werkzeug calls it
        """As werkzeug has it otherwise."""
        super().__init__(map, **lengths)
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


def init_app(app: Flask) -> None:
    """Let routes say `<id:…>` and `<year:…>`."""
    app.url_map.converters |= {
        "id": IntegerId,
        "year": FiscalYear,
        "default": Text,
        "string": Text,
    }
