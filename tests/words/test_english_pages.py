"""No Japanese stands in an English page but for what people typed, and names without English."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.support.fixtures.item_forms import UNDER_REVIEW
from tests.support.people import person_named
from tests.support.told import tell_all
from workflow import advice, items, threads
from workflow.engine import Engine
from workflow.models import Base

JAPANESE = re.compile("[\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uff01-\uff9f]")
"""Kana, kanji, and the brackets, stops and wide letters that only Japanese has."""

READ = {"title", "aria-label", "placeholder", "alt", "data-label", "content"}
"""The attributes that people see or hear; what a field holds was typed."""

OURS = {"process_versions": {"source"}, "mails": {"subject", "body"}, "search_texts": {"text"}}
"""Columns that hold texts of the program, or copies."""

OWN_NAMES = {"日本語"}
"""What a language is called for whoever reads no other."""

ROLES = ["kenko", "reviewer", "evaluator", "secretariat", "admin", "advisor"]


class Texts(HTMLParser):
    """What a page says in the language of the page: each text, and each attribute that is read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._other = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if (given.get("lang") == "ja" and tag != "html") or tag == "textarea":
            self._other = tag  # Another language, or what a field holds.
        self.texts += [value for name, value in given.items() if name in READ and not self._other]
        if tag == "a":
            self.links.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._other:
            self._other = ""

    def handle_data(self, data: str) -> None:
        if not self._other:
            self.texts.append(data)


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of a column, whatever it is nested in."""
    if isinstance(value, str):
        yield value
        yield from filter(None, value.splitlines())
    elif isinstance(value, dict):
        for name, one in value.items():
            if name != "section":  # the name of a section, which has its English
                yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


@pytest.fixture(scope="module")
def told(shared_demo_engine) -> Engine:
    """The demonstration, in which questions were asked, advice too, and everybody was told."""
    engine = shared_demo_engine
    advisor = person_named(engine, "advisor").person_id
    with engine.write(person_named(engine, "reviewer")) as work:
        item_id = items.find(work, UNDER_REVIEW)
        threads.ask(work, item_id, "単価の根拠は。", field="amount_kyen", answer_in=3)
        threads.ask(work, item_id, "昨年の査定と比べる。", internal=True)
        advice.ask(work, item_id, [advisor], "妥当か。", date(2021, 8, 20))
    tell_all(engine)
    return engine


@pytest.fixture(scope="module")
def typed(told) -> list[str]:
    """What people typed: every text in the database that has no English beside it."""
    found: set[str] = set()
    with told.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for name, value in row.items():
                    if name in OURS.get(table.name, ()):
                        continue
                    if row.get(f"{name.removesuffix('_ja')}_en"):
                        continue
                    plain = value if isinstance(value, str | dict | list) else str(value or "")
                    found |= {one for one in strings(plain) if JAPANESE.search(one)}
    return sorted(found, key=len, reverse=True)


@pytest.fixture(scope="module")
def left_of(typed) -> Callable[[str, bool], str]:
    """`left_of(text, pieces)`: see `japanese_in`; most texts stand on many pages."""
    return cache(partial(japanese_in, typed))


def japanese_in(typed: list[str], text: str, pieces: bool) -> str:
    """What is left of `text` without what people typed, where that is still Japanese.

    Where a page cuts what was typed into `pieces`, to mark some, a piece is enough.
    """
    left = "" if text.strip() in typed else text
    for one in typed:
        left = left.replace(one, "")
    if not JAPANESE.search(left):
        return ""
    cut = text.partition("…")[0].strip(" “”")
    return "" if (pieces or "…" in text) and any(cut in one for one in typed) else text.strip()


def walk(app, browser) -> Iterator[tuple[str, Texts]]:
    """One page of every kind that can be reached by links from the first."""
    addresses = app.url_map.bind("localhost")
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        try:
            endpoint, _ = addresses.match(urlsplit(path).path, "GET")
        except (HTTPException, RequestRedirect):
            continue
        kind = (endpoint, *sorted(re.findall(r"[?&](\w+)=", path)))
        if kind in seen:
            continue
        seen.add(kind)
        answer = browser.get(path, follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        assert answer.status_code == 200, path
        page = Texts(answer.text)
        yield path, page
        waiting += [one.partition("#")[0] for one in page.links if one.startswith("/")]


@pytest.mark.parametrize("login", ROLES)
def test_no_japanese_stands_in_an_english_page_but_what_people_typed(
    shared_app, shared_sign_in_as, submit, left_of, login
):
    browser = shared_sign_in_as(login)
    submit(browser, "/language", {"language": "en", "back": "/"}, page="/")

    found = {}
    for path, page in walk(shared_app, browser):
        pieces = path.startswith("/search") or "/changes" in path
        said = {text for text in page.texts if JAPANESE.search(text)} - OWN_NAMES
        left = {left_of(text, pieces) for text in said}
        if left := sorted(left - {""}):
            found[path] = left

    assert found == {}, json.dumps(found, ensure_ascii=False, indent=1)


def test_one_item_is_not_called_items(sign_in_as, submit):
    officer = sign_in_as("soumu")
    submit(officer, "/language", {"language": "en"}, page="/")

    listed = officer.get("/items/?cycle=2021-09").text
    figures = officer.get("/headquarters/figures?cycle=2021-09").text

    assert "Total (1 item)" in listed
    assert "1 item (60,016 thousand yen) names no field or no step." in figures
    assert not re.search(r"\b1 items\b", listed + figures)
