"""Sending the items' forms the way a browser does: everything that stands in them, and changes."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.people import person_named
from tests.support.units import look
from workflow import items
from workflow.engine import Engine
from workflow.items.views import ItemDetail, ItemFilter

TAX = "税務総合システム大規模改修業務委託事業"
RETURNED = "子育て支援情報発信体制強化事業（仮称）"
SUBMITTED = "家庭養護推進体制整備事業"
UNDER_REVIEW = "急性期診療ネットワーク推進事業"
REVIEWED = "デジタルリテラシー普及事業"
EVALUATED = "秋田県公共事業執行管理システム改修事業"

Pairs = list[tuple[str, str]]
SendForm = Callable[..., TestResponse]


class _Controls(HTMLParser):
    """What the last form of a page would send: the page's own form follows the head's."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: Pairs = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self.pairs = []
        elif tag == "input" and (
            found.get("type") not in ("checkbox", "radio") or "checked" in found
        ):
            self.pairs.append((name, found.get("value", "")))
        elif tag == "select":
            self._select = name
            self.pairs.append((name, ""))
        elif tag == "option" and "selected" in found:
            self.pairs[-1] = (self._select, found.get("value", ""))
        elif tag == "textarea":
            self._area = name
            self.pairs.append((name, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.pairs[-1]
            self.pairs[-1] = (name, text + data.removeprefix("\r\n"))


def controls(page: str) -> Pairs:
    """The (name, value) pairs that the page's form holds."""
    reader = _Controls()
    reader.feed(page)
    return reader.pairs


@pytest.fixture(name="controls")
def controls_fixture() -> Callable[[str], Pairs]:
    """`controls(page)`: what the form on a page would send."""
    return controls


@pytest.fixture
def send_form() -> SendForm:
    """`send_form(browser, path, typed, page=None)`: the form at `path` with `typed` over it."""

    def send(
        browser: FlaskClient, path: str, typed: dict[str, Any], page: str | None = None
    ) -> TestResponse:
        kept = controls(page if page is not None else browser.get(path).text)
        data: dict[str, list[str]] = {}
        for name, value in kept:
            data.setdefault(name, []).append(value)
        data.update({k: v if isinstance(v, list) else [v] for k, v in typed.items()})
        return browser.post(path, data=data)

    return send


@pytest.fixture
def item_named(engine: Engine) -> Callable[[str], ItemDetail]:
    """`item_named(name)`: an item of 資料1-6 as it stands now."""

    def find(name: str) -> ItemDetail:
        center = person_named(engine, "reviewer")
        found = look(engine, center, items.page, ItemFilter(words=name, cycle_id=None)).rows
        assert [row.name for row in found] == [name]
        return look(engine, center, items.get, found[0].id)

    return find


@pytest.fixture
def count_items(engine: Engine) -> Callable[[], int]:
    """How many items there are."""
    return lambda: (
        look(engine, person_named(engine, "reviewer"), items.page, ItemFilter()).total.count
    )


@pytest.fixture
def names() -> dict[str, str]:
    """The six items by the state in which the demonstration leaves them."""
    return {
        "draft": TAX,
        "returned": RETURNED,
        "submitted": SUBMITTED,
        "under_review": UNDER_REVIEW,
        "reviewed": REVIEWED,
        "evaluated": EVALUATED,
    }


@pytest.fixture
def officer(sign_in_as):
    """An officer of 総務部, signed in."""
    return sign_in_as("soumu")


@pytest.fixture
def named(engine):
    """`named(words)`: the item of 総務部 that is found by these words, or None."""

    def find(name):
        rows = look(engine, person_named(engine, "soumu"), items.page, ItemFilter(words=name)).rows
        return look(engine, person_named(engine, "soumu"), items.get, rows[0].id) if rows else None

    return find
