"""The converter `id` of routes: a number that a row could have."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

from workflow.models import LARGEST_ID


class IntegerId(IntegerConverter):
    """`<id:item_id>`: from 1 to the largest that the database keeps; anything else is no page."""

    def __init__(self, map: Any) -> None:  # noqa: A002 - what werkzeug calls it
        """Bounded on both sides."""
        super().__init__(map, min=1, max=LARGEST_ID)


def init_app(app: Flask) -> None:
    """Let routes say `<id:…>`."""
    app.url_map.converters["id"] = IntegerId
