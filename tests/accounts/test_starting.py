"""A first password by login and short code: one use, counted like a sign-in, kept by a key."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.accounts import ELSEWHERE, HOME, log_of, try_in, visit, with_passwords
from tests.support.demonstration import PASSWORD
from workflow import accounts, people
from workflow.accounts import Rules
from workflow.accounts.codes import SIGNS, kept, new_invitation
from workflow.models import AccountLink
from workflow.values.actor import OPERATOR
from workflow.values.errors import Refusal

NEW = "correct horse stable"
RULES = Rules(code_key=b"a key that no database holds")
WRONG, CLOSED = "code_refused", "too_many_attempts"


@pytest.fixture
def clock(office):
    return with_passwords(office, "officer", "reviewer")


def invited(office, login="officer"):
    return office.do("admin", accounts.invite, office.person(login).person_id, RULES)


def start(office, code, login="officer", password=NEW, rules=RULES, client=HOME):
    """The session's token, or the key of the refusal."""
    try:
        return accounts.start(office.engine, login, code, password, rules, client)[1]
    except Refusal as refused:
        return refused.key


def test_a_code_is_read_however_it_is_typed_and_nobody_guesses_one():
    made = {new_invitation().code for _ in range(200)}

    assert len(made) == 200
    assert {sign for code in made for sign in code} == {*SIGNS, "-"}
    assert not set(SIGNS) & set("01258BILOSUZ")
    typed = ("ACDE-FGHJ-KMNP", "acdefghjkmnp", "ＡＣＤＥ－ＦＧＨＪ－ＫＭＮＰ", " acde fghj kmnp ")
    assert len({kept(one, 7, b"key") for one in typed}) == 1
    assert len({kept("ACDE", 7, b"key"), kept("ACDE", 8, b"key"), kept("ACDE", 7, b"yek")}) == 3
    kept("\ud800" * 10_000, 7, b"key")


def test_a_code_sets_the_password_once_and_signs_in(office, clock):
    before = try_in(office, "officer", PASSWORD)
    made = invited(office)
    assert start(office, made.code, password="short") == "input_refused"

    session = start(office, made.code.lower().replace("-", " "), login=" OFFICER ")

    assert visit(office, session).actor.login == "officer"
    assert visit(office, before) is None
    assert start(office, made.code) == WRONG
    with pytest.raises(accounts.LinkEnded):
        office.look(None, accounts.link, made.token)
    assert [line for line in log_of(office) if line[0] in ("code_used", "failed")] == [
        ("code_used", "officer", ""), ("failed", "officer", ""),
    ]  # fmt: skip
    with office.engine.database.reading() as session:
        (stored,) = session.scalars(select(AccountLink.code_hash))
    assert made.code not in stored
    assert kept(made.code, office.person("officer").person_id, b"") != stored


def test_a_code_ends_with_its_time_its_link_a_newer_one_and_its_person(office, clock):
    replaced, late = invited(office), invited(office, "reviewer")
    by_link, gone = invited(office), invited(office, "viewer")
    office.do(None, accounts.redeem, by_link.token, NEW, HOME)
    office.do("admin", people.switch_off, office.person("viewer").person_id)
    told = [start(office, replaced.code), start(office, by_link.code)]
    told += [start(office, gone.code, "viewer"), start(office, late.code)]
    office.clock.advance(timedelta(days=14))

    told.append(start(office, late.code, "reviewer"))

    assert told == [WRONG] * 5
    office.do(OPERATOR, accounts.set_password, "officer", PASSWORD)
    assert try_in(office, "officer", PASSWORD) not in (WRONG, CLOSED)


@pytest.mark.parametrize("login", ["officer", "nobody"])
def test_wrong_codes_close_the_same_door_as_wrong_passwords(office, clock, login):
    made = invited(office)
    guesses = [try_in(office, login, "a wrong guess") for _ in range(3)]
    guesses += [start(office, "ACDE-FGHJ-KMNP", login) for _ in range(4)]

    assert guesses == ["sign_in_refused"] * 3 + [WRONG] * 3 + [CLOSED]
    assert try_in(office, login, PASSWORD) == CLOSED
    assert [line[0] for line in log_of(office)].count("locked") == 1
    assert start(office, made.code, client=ELSEWHERE) not in (WRONG, CLOSED)


@pytest.mark.both_databases
def test_of_two_who_use_a_code_at_once_one_wins(office, clock):
    made = invited(office)

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda word: start(office, made.code, password=word), (NEW, PASSWORD)))

    assert sorted(one == WRONG for one in told) == [False, True]
