"""Guesses are counted before they are judged, by login and address, for all processes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.support.accounts import ELSEWHERE, HOME, log_of, try_in, with_passwords
from tests.support.demonstration import PASSWORD
from workflow import accounts
from workflow.accounts import Client
from workflow.engine import Engine
from workflow.values.accounts import Attempted
from workflow.values.errors import NotFound, Refusal, WrongRole

WRONG, CLOSED = "sign_in_refused", "too_many_attempts"


@pytest.fixture
def clock(office):
    return with_passwords(office, "officer", "reviewer")


def guess(office, times: int, login: str = "officer", client: Client = HOME) -> list[str]:
    return [try_in(office, login, "a wrong guess", client) for _ in range(times)]


@pytest.mark.parametrize("login", ["officer", "nobody"])
def test_six_wrong_guesses_close_one_login_from_one_address_and_nothing_else(office, clock, login):
    assert guess(office, 8, login) == [WRONG] * 6 + [CLOSED] * 2

    assert guess(office, 1, login, ELSEWHERE) == [WRONG]
    assert try_in(office, "officer", PASSWORD, ELSEWHERE) not in (WRONG, CLOSED)
    assert try_in(office, "reviewer", PASSWORD, HOME) not in (WRONG, CLOSED)


def test_a_lock_ends_and_the_next_one_holds_twice_as_long(office, clock):
    guess(office, 6)
    clock.advance(timedelta(minutes=5))
    assert guess(office, 7) == [WRONG] * 6 + [CLOSED]

    clock.advance(timedelta(minutes=9))
    assert try_in(office, "officer", PASSWORD) == CLOSED
    clock.advance(timedelta(minutes=1))
    assert try_in(office, "officer", PASSWORD) not in (WRONG, CLOSED)
    assert guess(office, 6) == [WRONG] * 6  # a success has ended what was counted


def test_a_colleague_s_success_takes_no_guess_from_the_count_of_another(office, clock):
    guess(office, 5)
    try_in(office, "reviewer", PASSWORD)

    assert guess(office, 2) == [WRONG, CLOSED]


def test_guesses_from_many_addresses_are_slowed_but_not_for_who_came_from_there_before(
    office, clock
):
    try_in(office, "officer", PASSWORD, HOME)
    many = [Client(f"203.0.113.{number}") for number in range(1, 40)]

    told = [try_in(office, "officer", "a wrong guess", client) for client in many]

    assert told == [WRONG] * 30 + [CLOSED] * 9
    assert try_in(office, "officer", PASSWORD, ELSEWHERE) == CLOSED
    assert try_in(office, "officer", PASSWORD, HOME) not in (WRONG, CLOSED)
    assert try_in(office, "reviewer", PASSWORD, many[0]) not in (WRONG, CLOSED)


def test_failures_of_many_logins_close_no_office_behind_one_address(office, clock):
    for number in range(31):
        assert guess(office, 1, f"guess{number}") == [WRONG]

    assert try_in(office, "officer", PASSWORD) not in (WRONG, CLOSED)


def test_addresses_of_one_ipv6_network_are_one(office, clock):
    for number in range(6):
        guess(office, 1, client=Client(f"2001:db8:1:2::{number}"))

    assert guess(office, 1, client=Client("2001:db8:1:2:ffff::1")) == [CLOSED]
    assert guess(office, 1, client=Client("2001:db8:1:3::1")) == [WRONG]


@pytest.mark.both_databases
def test_guesses_made_at_once_in_several_processes_all_count(office, clock):
    engines = [Engine(office.engine.database.address, office.clock) for _ in range(2)]
    for engine in engines:
        engine.pace = clock

    def guess_there(number: int) -> str:
        try:
            accounts.sign_in(engines[number % 2], "officer", "a wrong guess", HOME)
        except Refusal as refused:
            return refused.key
        return ""

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(guess_there, range(10)))

    assert told == [WRONG] * 6 + [CLOSED] * 4
    for engine in engines:
        engine.close()


def test_an_administrator_sees_and_lifts_a_lock_and_nobody_else(office, clock):
    guess(office, 6)
    guess(office, 6, "my secret typed in the wrong field")
    for verb, *given in ((accounts.locks,), (accounts.lift, Attempted.SIGN_IN, "x", "y", HOME)):
        with pytest.raises(WrongRole):
            office.do("secretariat", verb, *given)

    found = office.look("admin", accounts.locks)
    assert [(one.is_known, one.address) for one in found] == [
        (False, "192.0.2.1"),
        (True, "192.0.2.1"),
    ]
    assert found[1].login == "officer"
    assert "secret" not in found[0].login
    for one in found:
        office.do("admin", accounts.lift, one.what, one.login, one.address, ELSEWHERE)

    assert office.look("admin", accounts.locks) == ()
    assert try_in(office, "officer", PASSWORD) not in (WRONG, CLOSED)
    told = [line for line in log_of(office) if line[0] in ("locked", "lifted")]
    assert told[0] == ("locked", "officer", "officer 192.0.2.1")
    assert told[1] == ("locked", "", "? 192.0.2.1")
    assert ("lifted", "admin", "officer 192.0.2.1") in told
    with pytest.raises(NotFound):
        office.do("admin", accounts.lift, Attempted.SIGN_IN, "officer", "192.0.2.1", HOME)
