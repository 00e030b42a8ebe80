"""One person has a few requests answered at a time, and others are answered meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event, Semaphore, Thread

import pytest
from werkzeug.test import EnvironBuilder

from webapp.request import access, turns
from webapp.request.turns import OF_ONE

LONGEST_WAIT = 30.0


@pytest.fixture
def held(app):
    """A page that is not answered before it is let go: (arrived, let go)."""
    arrived, let_go = Semaphore(0), Event()

    def hold():
        arrived.release()
        assert let_go.wait(LONGEST_WAIT)
        return "answered"

    app.add_url_rule("/held", "held", access.signed_in(hold))
    yield arrived, let_go
    let_go.set()


def test_one_person_cannot_take_all_threads(app, held, sign_in_as):
    arrived, let_go = held
    browsers = [sign_in_as("soumu") for _ in range(OF_ONE)]
    waiting, other = sign_in_as("soumu"), sign_in_as("kenko")

    with ThreadPoolExecutor(OF_ONE) as pool:
        slow = [pool.submit(browser.get, "/held") for browser in browsers]
        assert all(arrived.acquire(timeout=LONGEST_WAIT) for _ in slow)
        refused, of_another = waiting.get("/"), other.get("/")
        let_go.set()
        answers = [one.result(LONGEST_WAIT).text for one in slow]

    assert refused.status_code == 429
    assert "複数のページを作成中" in refused.text
    assert refused.headers["Refresh"] == "2", "it asks again by itself"
    assert of_another.status_code == 200
    assert answers == ["answered"] * OF_ONE
    assert waiting.get("/").status_code == 200, "the turns were given back"


def test_a_page_that_fails_gives_its_turn_back(app, sign_in_as):
    def fail():
        raise ZeroDivisionError

    app.add_url_rule("/failing", "failing", access.signed_in(fail))
    browser = sign_in_as("soumu")

    assert [browser.get("/failing").status_code for _ in range(OF_ONE + 1)] == [500] * (OF_ONE + 1)
    assert browser.get("/").status_code == 200


def test_a_long_page_holds_the_turn_of_long_pages_while_it_is_made(app, sign_in_as):
    long = app.extensions["jizen.turns"].long
    view = access.signed_in(turns.one_after_the_other(lambda: str(long.locked())))
    app.add_url_rule("/long", "long", view)

    assert sign_in_as("soumu").get("/long").text == "True"
    assert not long.locked()


def test_a_long_page_that_waits_too_long_is_asked_for_again(app, sign_in_as, monkeypatch):
    monkeypatch.setattr(turns, "LONG_PATIENCE", 0)
    app.extensions["jizen.turns"].long.acquire()

    refused = sign_in_as("secretariat").get("/headquarters/list.csv?cycle=2021-09")

    assert (refused.status_code, refused.headers["Refresh"]) == (429, "2")


def test_two_pages_are_made_at_a_time(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", LONGEST_WAIT)
    inside, most, two = [], [], Barrier(2)

    def page(_environ, _begin):
        inside.append(None)
        two.wait(LONGEST_WAIT)
        most.append(len(inside))
        two.wait(LONGEST_WAIT)
        inside.pop()
        return [b"page"]

    few = turns.FewAtOnce(page)
    people = [Thread(target=few, args=({}, None)) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join(LONGEST_WAIT)

    assert (most, inside) == ([2] * 6, [])


def test_a_page_does_not_wait_longer_than_its_patience_for_files_of_others(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0)
    begun, done = Barrier(3), Event()

    def page(environ, _begin):
        if environ["brings"]:
            begun.wait(LONGEST_WAIT)
            done.wait(LONGEST_WAIT)
        return [b"page"]

    few = turns.FewAtOnce(page)
    files = [Thread(target=few, args=({"brings": True}, None)) for _ in range(2)]
    for one in files:
        one.start()
    begun.wait(LONGEST_WAIT)

    assert few({"brings": False}, None) == [b"page"]
    done.set()
    for one in files:
        one.join(LONGEST_WAIT)


def test_a_long_page_leaves_its_place_to_others_while_it_waits(app, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", LONGEST_WAIT)
    long, waits = app.extensions["jizen.turns"].long, Semaphore(0)
    app.add_url_rule("/short", "short", access.public(lambda: "short"))
    view = access.public(turns.one_after_the_other(lambda: "long"))
    app.add_url_rule("/long", "long", view)
    monkeypatch.setattr(turns.Place, "left", _saying_so(turns.Place.left, waits))
    few = turns.FewAtOnce(app)

    def ask(path):
        return b"".join(few(EnvironBuilder(path).get_environ(), lambda *_: None)).decode()

    long.acquire()
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(ask, "/long") for _ in range(turns.AT_ONCE)]
        assert all(waits.acquire(timeout=LONGEST_WAIT) for _ in waiting)

        assert ask("/short") == "short"
        long.release()
        assert [one.result(LONGEST_WAIT) for one in waiting] == ["long", "long"]


def _saying_so(left, waits):
    @contextmanager
    def said(place):
        with left(place):
            waits.release()
            yield

    return said
