"""Sessions live on the server: what a cookie holds opens nothing once they have ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.accounts import ELSEWHERE, HOME, log_of, try_in, visit, with_passwords
from tests.support.demonstration import PASSWORD
from workflow import accounts, people
from workflow.accounts import EventFilter, Rules, passwords
from workflow.models import SignInSession
from workflow.values.accounts import SecurityKind, SessionEnd
from workflow.values.actor import OPERATOR
from workflow.values.errors import InputRefused, NotFound, WrongRole

RULES = Rules()


@pytest.fixture
def clock(office):
    return with_passwords(office, "officer", "reviewer")


def test_a_session_ends_when_it_is_idle_and_whatever_is_done_at_last(office, clock):
    used, idle = try_in(office, "officer", PASSWORD), try_in(office, "officer", PASSWORD)
    for _ in range(7):
        clock.advance(timedelta(minutes=100))
        found = visit(office, used)
        assert found.is_to_be_noted(clock.now())
        office.do(None, accounts.seen, found.session_id)

    assert visit(office, idle) is None
    assert visit(office, used, longest=timedelta(hours=11)) is None
    assert visit(office, used) is not None
    clock.advance(timedelta(minutes=20))
    assert visit(office, used) is None


def test_only_the_hash_of_a_token_is_kept(office, clock):
    token = try_in(office, "officer", PASSWORD)

    with office.engine.database.reading() as session:
        kept = session.scalar(select(SignInSession.token_hash))
    assert token not in kept
    assert visit(office, kept) is None
    assert visit(office, "\ud800") is None


def test_whoever_is_switched_off_is_out_at_once_and_signs_in_anew_when_switched_on(office, clock):
    token, officer = try_in(office, "officer", PASSWORD), office.person("officer").person_id
    office.do("admin", people.switch_off, officer)

    assert visit(office, token) is None
    assert try_in(office, "officer", PASSWORD) == "sign_in_refused"
    office.do("admin", people.switch_on, officer)

    assert visit(office, token) is None
    assert try_in(office, "officer", PASSWORD) != "sign_in_refused"


def test_sessions_are_listed_and_ended_one_by_one_and_all_but_one(office, clock):
    tokens = [try_in(office, "officer", PASSWORD, client) for client in (HOME, ELSEWHERE, HOME)]
    others = try_in(office, "reviewer", PASSWORD)
    ids = [visit(office, token).session_id for token in tokens]
    assert [one.id for one in office.look("officer", accounts.mine, RULES)] == ids[::-1]

    office.do("officer", accounts.revoke, ids[1], HOME)
    assert [visit(office, token) is not None for token in tokens] == [True, False, True]
    assert office.do("officer", accounts.revoke_others, ids[2], HOME) == 1
    assert [visit(office, token) is not None for token in tokens] == [False, False, True]
    office.do("officer", accounts.sign_out, ids[2], HOME)
    assert office.look("officer", accounts.mine, RULES) == ()

    assert visit(office, others) is not None
    assert [line[0] for line in log_of(office)[-3:]] == ["revoked", "revoked", "signed_out"]


def test_nobody_ends_or_sees_another_s_session_but_an_administrator(office, clock):
    session_id = visit(office, try_in(office, "officer", PASSWORD)).session_id
    officer = office.person("officer").person_id
    for verb, given in (
        (accounts.revoke, (session_id, HOME)),
        (accounts.of_person, (officer, RULES)),
        (accounts.revoke_all, (officer, HOME)),
        (accounts.events, (EventFilter(),)),
        (accounts.account, (officer,)),
    ):
        with pytest.raises(WrongRole):
            office.do("reviewer", verb, *given)
    with pytest.raises(NotFound):
        office.do("admin", accounts.revoke, 999, HOME)

    assert office.do("admin", accounts.revoke_all, officer, HOME) == 1
    assert log_of(office)[-1] == ("revoked", "admin", "officer")


def test_one_s_own_password_is_changed_by_the_old_one_and_signs_out_the_others(office, clock):
    here, other = try_in(office, "officer", PASSWORD), try_in(office, "officer", PASSWORD)
    asking = visit(office, here)

    def change(old: str, new: str) -> None:
        accounts.change_password(office.engine, asking.actor, old, new, asking.session_id, HOME)

    for old, new, field in (("wrong", "a long enough one", "old"), (PASSWORD, "short", "password")):
        with pytest.raises(InputRefused) as refused:
            change(old, new)
        assert refused.value.problems[0].field == field
    assert visit(office, other) is not None
    change(PASSWORD, "a long enough one")

    assert (visit(office, here) is not None, visit(office, other)) == (True, None)
    with office.engine.database.reading() as session:
        ended = session.scalars(select(SignInSession.why_ended).order_by(SignInSession.id)).all()
    assert ended == [None, SessionEnd.PASSWORD]
    assert try_in(office, "officer", "a long enough one") != "sign_in_refused"


def test_the_log_is_filtered_and_forgotten_after_its_time(office, clock):
    token = try_in(office, "officer", PASSWORD)
    try_in(office, "officer", "a wrong guess", ELSEWHERE)
    clock.advance(timedelta(days=300))
    try_in(office, "reviewer", PASSWORD)

    def found(**wanted: object) -> list[str]:
        return [one.kind for one in office.look("admin", accounts.events, EventFilter(**wanted))]

    assert found(kind=SecurityKind.SIGNED_IN, login="reviewer") == ["signed_in"]
    assert found(address=ELSEWHERE.address) == ["failed"]
    assert found(since=clock.now()) == ["signed_in"]
    assert len(found(before=clock.now())) == 4
    clock.advance(timedelta(days=100))
    office.do(None, accounts.tidy, RULES)

    assert found() == ["signed_in"]
    assert visit(office, token) is None
    with office.engine.database.reading() as session:
        assert len(session.scalars(select(SignInSession)).all()) == 1


@pytest.fixture
def while_it_is_checked(office, clock, monkeypatch):
    """Let something happen between the look at a password and what it opens."""
    check = passwords.password_matches

    def arrange(happens):
        def checked(kept, typed):
            matches = check(kept, typed)
            monkeypatch.setattr(passwords, "password_matches", check)
            happens()
            return matches

        monkeypatch.setattr(passwords, "password_matches", checked)

    return arrange


def test_a_password_that_is_replaced_while_it_is_checked_opens_nothing(office, while_it_is_checked):
    while_it_is_checked(
        lambda: office.do(OPERATOR, accounts.set_password, "officer", "another long one")
    )

    assert try_in(office, "officer", PASSWORD) == "sign_in_refused"
    assert try_in(office, "officer", "another long one") != "sign_in_refused"


def test_whoever_is_switched_off_while_their_password_is_checked_stays_out(
    office, while_it_is_checked
):
    officer = office.person("officer").person_id
    while_it_is_checked(lambda: office.do("admin", people.switch_off, officer))

    assert try_in(office, "officer", PASSWORD) == "sign_in_refused"
    with office.engine.database.reading() as session:
        assert session.scalars(select(SignInSession)).all() == []


def test_a_password_that_was_just_replaced_is_not_replaced_by_whoever_knew_the_old_one(
    office, while_it_is_checked
):
    token = try_in(office, "officer", PASSWORD)
    here = visit(office, token).session_id
    while_it_is_checked(
        lambda: office.do(OPERATOR, accounts.set_password, "officer", "another long one")
    )

    with pytest.raises(InputRefused) as refused:
        accounts.change_password(
            office.engine, office.person("officer"), PASSWORD, "a thief's long one", here, HOME
        )

    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("old", "old_password_wrong")
    ]
    assert try_in(office, "officer", "another long one") != "sign_in_refused"
