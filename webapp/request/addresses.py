"""Addresses: of many pages at once, from outside (followed within this site), and in routes."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Flask, url_for
from werkzeug.routing import IntegerConverter, UnicodeConverter

from webapp.request import current
from workflow.models import LARGEST_ID
from workflow.values import FIRST_YEAR, LAST_YEAR


def each_of(endpoint: str, name: str = "item_id", **fixed: Any) -> Callable[[int], str]:
    """The address of a page of items by the item's id, for tables: Flask is asked only once.

    `name` is what the page calls the id, where it is of something else; `fixed` is the same of all.
    """
    given: dict[str, Any] = {name: LARGEST_ID, **fixed}
    start, _, end = url_for(endpoint, **given).partition(str(LARGEST_ID))
    return lambda row_id: f"{start}{row_id}{end}"


def local(asked: str | None, otherwise: str) -> str:
    """`asked` where it is a path of this site, else `otherwise`.

    Browsers read backslashes as slashes and drop control characters, so `/\\host` and
    `/<tab>/host` lead elsewhere as well as `//host` does.
    """
    if not asked or not asked.startswith("/") or asked.startswith("//") or "\\" in asked:
        return otherwise
    if any(ord(sign) < 0x20 or ord(sign) == 0x7F for sign in asked):
        return otherwise
    try:
        parts = urlsplit(asked)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else asked


def from_outside(path: str) -> str:
    """The whole address of a path of this site, as the operator names it.

    What a request calls the site is not believed: what is kept elsewhere would lead anywhere.
    """
    return current.settings().site.rstrip("/") + path


def is_within() -> bool:
    """Whether the operator's name for the site leads nowhere but to this machine itself."""
    host = urlsplit(current.settings().site).hostname or ""
    return host == "localhost" or host.startswith("127.") or host == "::1"


def extended(address: str, **parameters: str) -> str:
    """`address` with parameters after those that it has."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


def without(address: str, *names: str) -> str:
    """`address` with the parameters `names` taken out of its query."""
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in names]
    return urlunsplit(parts._replace(query=urlencode(kept)))


# --------------------------------------------------------- converters of routes


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
