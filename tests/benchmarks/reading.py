"""Lists, inbox and pages: how they grow, and what a page costs beyond its queries."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO
from typing import Any, Final

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from tests.benchmarks.batches import MANY
from tests.benchmarks.crowd import Size, preparation
from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure, interleaved, ratio, seconds
from tests.support.databases import Databases
from tests.support.office import NOW, SEPTEMBER, Office
from tests.support.people import set_password
from tests.support.units import look
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow import items
from workflow.items.list_views import ItemFilter

FEW: Final = Size(1_000)
TIMES: Final = 5
"""Reads a run."""

PASSWORD: Final = "correct horse battery"
PAGES: Final = {
    "home": "/",
    "list": "/items/",
    "item": "/items/5",
    "headquarters": "/headquarters/",
}

Read = Callable[[Office], object]
READS: Final[dict[str, Read]] = {
    "list page": lambda o: look(
        o.engine, o.person("reviewer"), items.page, ItemFilter(cycle_id=SEPTEMBER)
    ),
    "inbox": lambda o: look(o.engine, o.person("reviewer"), items.home, SEPTEMBER),
    "inbox of an officer": lambda o: look(o.engine, o.person("officer"), items.home, SEPTEMBER),
}


def reads_with_many_items(databases: Databases, kind: str) -> list[Figure]:
    """The time of list and inbox with 100,000 items over that with 1,000."""
    with (
        opened(databases, preparation(FEW)) as few,
        opened(databases, preparation(MANY)) as many,
    ):
        return [
            Figure(f"{name}, 100,000 items over 1,000 (time)", kind, _growth(few, many, read),
                   "×", 1.5, False)
            for name, read in READS.items()
        ]  # fmt: skip


def pages_over_queries(databases: Databases, kind: str) -> list[Figure]:
    """A page's server time over that of its bare queries, with 1,000 items."""
    nowhere = redirect_stderr(StringIO())
    with opened(databases, preparation(FEW)) as office, nowhere:
        browser = signed_in(office, "reviewer")
        return [
            Figure(f"page {name} over its bare queries (time)", kind,
                   page_over_queries(office, browser, path), "×", 2.5, False)
            for name, path in PAGES.items()
        ]  # fmt: skip


def signed_in(office: Office, login: str) -> FlaskClient:
    """A browser of the application on the office's database."""
    set_password(office.engine, login, PASSWORD)
    app = create_app(office.engine, Settings(secret_key="only for measuring", today=NOW.date()))
    browser = app.test_client()
    form = browser.get("/auth/sign-in").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert token
    data = {"csrf_token": token[1], "login": login, "password": PASSWORD}
    assert browser.post("/auth/sign-in", data=data).status_code == 302
    return browser


def _growth(few: Office, many: Office, read: Read) -> float:
    times = interleaved(
        {
            "few": lambda _run: seconds(lambda: [read(few) for _ in range(TIMES)]),
            "many": lambda _run: seconds(lambda: [read(many) for _ in range(TIMES)]),
        }
    )
    return ratio(times, "many", "few")


def page_over_queries(office: Office, browser: FlaskClient, path: str) -> float:
    """The time of a page over that of the statements it sends."""
    engine = office.engine.database.engine
    browser.get(path)
    with listening(engine) as sent:
        assert browser.get(path).status_code == 200
    times = interleaved(
        {
            "page": lambda _run: seconds(lambda: [browser.get(path) for _ in range(TIMES)]),
            "queries": lambda _run: seconds(lambda: [ask(engine, sent) for _ in range(TIMES)]),
        }
    )
    return ratio(times, "page", "queries")


def over_queries(office: Office, verb: Callable[..., object], *given: object) -> float:
    """The time of a verb that reads, as the reviewer asks it, over that of its bare queries."""
    engine = office.engine.database.engine

    def read() -> object:
        return look(office.engine, office.person("reviewer"), verb, *given)

    read()
    with listening(engine) as sent:
        read()
    times = interleaved(
        {
            "list": lambda _run: seconds(lambda: [read() for _ in range(TIMES)]),
            "queries": lambda _run: seconds(lambda: [ask(engine, sent) for _ in range(TIMES)]),
        }
    )
    return ratio(times, "list", "queries")


@contextmanager
def listening(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements sent to the database meanwhile, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def ask(engine: Engine, sent: list[tuple[str, Any]]) -> None:
    """The same statements by the driver alone, every row fetched."""
    connection = engine.raw_connection()
    cursor = connection.cursor()
    for statement, parameters in sent:
        cursor.execute(statement, parameters)
        cursor.fetchall()
    cursor.close()
    connection.rollback()
    connection.close()
