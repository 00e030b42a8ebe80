"""The database goes away under load and comes back: people wait, nothing is lost."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from threading import Event, Thread
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.support.ledger import ledger_breaks
from tests.support.office import Office, open_office
from tests.support.outage import StoppableServer
from tests.support.people import set_password
from tests.support.prepared import prepare
from webapp.app.settings import Settings
from webapp.app.wiring import create_app

PASSWORD = "correct horse battery"
A_MOMENT = 0.05
"""Seconds before the button is pressed again."""

PEOPLE_AT_WORK = 4
MOVES_BETWEEN = 5
"""So many that each page is looked at once."""

LONG_ENOUGH = 120
"""Seconds after which something hangs; nobody waits for them otherwise."""


class PersonAtWork(Thread):
    """Submits an item and pulls it back again, and looks at one page after another in between.

    An answer that is not a success is asked for again with the same key, as a person
    does who presses the button once more.
    """

    def __init__(self, browser: FlaskClient, item_id: int, seen: str) -> None:
        super().__init__(daemon=True)
        self._browser, self._item, self._seen = browser, item_id, seen
        page = browser.get(f"/items/{item_id}/submit").text
        self._token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        self._moves = int(re.search(r'name="last_move"[^>]*value="([^"]+)"', page)[1])
        self.acknowledged: list[str] = []
        self.answers: Counter[int] = Counter()
        self.wrong: list[str] = []
        self.going_home = Event()

    def run(self) -> None:
        pages = cycle(("/", f"/items/{self._item}", "/items/", "/readyz", "/metrics"))
        for action in cycle(("submit", "pull_back")):
            key = uuid4().hex
            while not self._take(action, key):
                if self.going_home.wait(A_MOMENT):
                    return
            self.acknowledged.append(action)
            page = next(pages)
            self._answer(self._browser.get(page), page)

    def _take(self, action: str, key: str) -> bool:
        path = f"/items/{self._item}/{action}"
        last_move = self._moves + len(self.acknowledged)
        data = {"csrf_token": self._token, "seen": self._seen, "last_move": last_move, "key": key}
        answer = self._answer(self._browser.post(path, data=data), path)
        return answer.status_code == 302

    def _answer(self, answer, path):
        self.answers[answer.status_code] += 1
        if answer.status_code not in (200, 302, 409, 503):
            self.wrong.append(f"{path}: {answer.status}")
        if answer.status_code == 503 and "Retry-After" not in answer.headers:
            self.wrong.append(f"{path}: 503 without Retry-After")
        if answer.status_code == 302 and answer.location != f"/items/{self._item}":
            self.wrong.append(f"{path}: sent to {answer.location}")
        return answer


@pytest.fixture
def server() -> Iterator[StoppableServer]:
    """A server that may be stopped."""
    server = StoppableServer()
    yield server
    server.close()


@pytest.fixture
def office(server) -> Iterator[Office]:
    """An office on that server."""
    prepare(server.url)
    office = open_office(server.url)
    set_password(office.engine, "officer", PASSWORD)
    yield office
    office.engine.close()


@pytest.fixture
def people_at_work(office) -> Iterator[list[PersonAtWork]]:
    """Several people, each busy with an item."""
    app = create_app(office.engine, Settings(secret_key="a key for the tests only"))
    people = []
    for _ in range(PEOPLE_AT_WORK):
        item = office.row(office.an_item())
        people.append(PersonAtWork(signed_in(app.test_client()), item.id, item.content_hash))
    yield people
    for person in people:
        person.going_home.set()


def signed_in(browser: FlaskClient) -> FlaskClient:
    page = browser.get("/auth/sign-in").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    answer = browser.post(
        "/auth/sign-in", data={"csrf_token": token, "login": "officer", "password": PASSWORD}
    )
    assert answer.status_code == 302
    return browser


def wait_until(true_of_all, people: list[PersonAtWork]) -> None:
    """Wait until something is so for everyone."""
    never = Event()
    for _ in range(int(LONG_ENOUGH / A_MOMENT)):
        if all(true_of_all(person) for person in people):
            return
        never.wait(A_MOMENT)
    pytest.fail("somebody waits in vain")


def test_a_database_stopped_under_load_loses_nothing(server, office, people_at_work):
    for person in people_at_work:
        person.start()
    for how in ("fast", "immediate", "fast"):
        work_goes_on(people_at_work)
        server.stop(how)
        told = {person: person.answers[503] for person in people_at_work}
        wait_until(lambda person, told=told: person.answers[503] > told[person], people_at_work)
        server.start()
    work_goes_on(people_at_work)
    for person in people_at_work:
        person.going_home.set()

    # Whoever hears "not yet" gives up; whoever hears "done" has one more move to send.
    server.stop("fast")
    for person in people_at_work:
        person.join(LONG_ENOUGH)
    server.start()

    for person in people_at_work:
        assert person.wrong == []
        entries = [one.action for one in office.entries(person._item)]
        assert entries[: 1 + len(person.acknowledged)] == ["create", *person.acknowledged]
        assert len(entries) - len(person.acknowledged) in (1, 2)
    assert ledger_breaks(office.engine) == ()


def work_goes_on(people: list[PersonAtWork]) -> None:
    """Everyone gets some moves through."""
    done = {person: len(person.acknowledged) for person in people}
    wait_until(lambda person: len(person.acknowledged) >= done[person] + MOVES_BETWEEN, people)


def test_a_file_held_by_another_writer_for_too_long_is_said_to_be_busy(tmp_path, sqlite_databases):
    url = sqlite_databases.copy_of(prepare)
    office = open_office(f"{url}?timeout=0.05")
    set_password(office.engine, "officer", PASSWORD)
    item = office.row(office.an_item())
    app = create_app(office.engine, Settings(secret_key="a key for the tests only"))
    browser = signed_in(app.test_client())
    person = PersonAtWork(browser, item.id, item.content_hash)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert not person._take("submit", "once")
    other.execute("ROLLBACK")
    assert person._take("submit", "once")

    assert person.answers == {503: 1, 302: 1}
    assert person.wrong == []
    assert [one.action for one in office.entries(item.id)] == ["create", "submit"]
    other.close()
    office.engine.close()
    sqlite_databases.drop(url)


def test_reading_goes_on_beside_a_writer(sqlite_databases):
    url = sqlite_databases.copy_of(prepare)
    engine = open_office(url).engine
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert engine.database.is_alive()

    other.close()
    engine.close()
    sqlite_databases.drop(url)
