"""One person has a few requests answered at a time, and others are answered meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore

import pytest

from webapp.request import access, turns
from webapp.request.turns import AT_ONCE

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
    browsers = [sign_in_as("soumu") for _ in range(AT_ONCE)]
    waiting, other = sign_in_as("soumu"), sign_in_as("kenko")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        slow = [pool.submit(browser.get, "/held") for browser in browsers]
        assert all(arrived.acquire(timeout=LONGEST_WAIT) for _ in slow)
        refused, of_another = waiting.get("/"), other.get("/")
        let_go.set()
        answers = [one.result(LONGEST_WAIT).text for one in slow]

    assert refused.status_code == 429
    assert "複数のページを作成中" in refused.text
    assert refused.headers["Refresh"] == "2", "it asks again by itself"
    assert of_another.status_code == 200
    assert answers == ["answered"] * AT_ONCE
    assert waiting.get("/").status_code == 200, "the turns were given back"


def test_a_page_that_fails_gives_its_turn_back(app, sign_in_as):
    def fail():
        raise ZeroDivisionError

    app.add_url_rule("/failing", "failing", access.signed_in(fail))
    browser = sign_in_as("soumu")

    assert [browser.get("/failing").status_code for _ in range(AT_ONCE + 1)] == [500] * (
        AT_ONCE + 1
    )
    assert browser.get("/").status_code == 200


def test_a_long_page_holds_the_turn_of_long_pages_while_it_is_made(app, sign_in_as):
    long = app.extensions["jizen.turns"].long
    view = access.signed_in(turns.one_after_the_other(lambda: str(long.locked())))
    app.add_url_rule("/long", "long", view)

    assert sign_in_as("soumu").get("/long").text == "True"
    assert not long.locked()


def test_a_long_page_that_waits_too_long_is_asked_for_again(app, sign_in_as, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0)
    app.extensions["jizen.turns"].long.acquire()

    refused = sign_in_as("secretariat").get("/headquarters/list.csv?cycle=2021-09")

    assert (refused.status_code, refused.headers["Refresh"]) == (429, "2")
