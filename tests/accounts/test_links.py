"""One-use links: the person alone knows the password that is set by one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.accounts import (
    ELSEWHERE,
    HOME,
    log_of,
    redeemed,
    try_in,
    visit,
    with_passwords,
)
from tests.support.demonstration import PASSWORD
from workflow import accounts, people
from workflow.accounts import LinkEnded, LinkMadeSince, MayNotSignIn, Rules
from workflow.models import AccountLink
from workflow.values.actor import OPERATOR, Title
from workflow.values.errors import InputRefused, NotFound, WrongRole
from workflow.values.place import Place

NEW = "correct horse stable"


@pytest.fixture
def clock(office):
    return with_passwords(office, "officer")


def invited(office, login: str = "officer", by: object = "admin") -> str:
    return office.do(by, accounts.invite, office.person(login).person_id).token


def redeem(office, token: str, password: str = NEW) -> str:
    return redeemed(office, token, password)


def test_a_link_sets_the_password_once_and_signs_in(office, clock):
    before = try_in(office, "officer", PASSWORD)
    token = invited(office)
    found = office.look(None, accounts.link, token)

    session = redeem(office, token)

    assert (found.login, found.ends_at - office.clock.now()) == ("officer", timedelta(days=14))
    assert visit(office, session).actor.login == "officer"
    assert visit(office, before) is None
    assert redeem(office, token) == "link_ended"
    assert try_in(office, "officer", PASSWORD) == "sign_in_refused"
    assert log_of(office)[2:5] == [
        ("link_made", "admin", "officer"),
        ("link_used", "officer", ""),
        ("password_changed", "officer", ""),
    ]


def test_what_is_kept_of_a_link_opens_nothing(office, clock):
    token = invited(office)

    with office.engine.database.reading() as session:
        kept = session.scalar(select(AccountLink.token_hash))
    assert token not in kept
    assert redeem(office, kept) == "link_ended"


def test_a_link_ends_with_its_time_with_a_newer_one_and_with_a_password(office, clock):
    late, replaced = invited(office, "reviewer"), invited(office)
    overtaken = invited(office)
    assert redeem(office, replaced) == "link_ended"
    office.do(OPERATOR, accounts.set_password, "officer", PASSWORD)
    assert redeem(office, overtaken) == "link_ended"

    clock.advance(timedelta(days=20))  # of a training day only its own clock counts
    assert office.look(None, accounts.link, late).login == "reviewer"
    office.clock.advance(timedelta(days=14))

    assert redeem(office, late) == "link_ended"


def test_a_password_that_is_too_short_leaves_the_link_as_it_was(office, clock):
    token = invited(office)

    with pytest.raises(InputRefused):
        office.do(None, accounts.redeem, token, "elevenchars", HOME)

    assert visit(office, redeem(office, token)) is not None


@pytest.mark.both_databases
def test_of_two_who_use_a_link_at_once_one_wins(office, clock):
    token = invited(office)

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda word: redeem(office, token, word), (NEW, f"{NEW} too")))

    assert sorted(one == "link_ended" for one in told) == [False, True]
    won = (NEW, f"{NEW} too")[told[0] == "link_ended"]
    assert try_in(office, "officer", won) != "sign_in_refused"


def test_nobody_but_an_administrator_and_the_operator_makes_links(office, clock):
    with pytest.raises(WrongRole):
        invited(office, by="secretariat")
    with pytest.raises(NotFound):
        office.do("admin", accounts.invite, 999)

    assert redeem(office, invited(office, by=OPERATOR)) != "link_ended"


def test_a_link_of_somebody_who_was_switched_off_is_none(office, clock):
    token = invited(office)
    office.do("admin", people.switch_off, office.person("officer").person_id)

    with pytest.raises(MayNotSignIn):
        invited(office)
    with pytest.raises(LinkEnded):
        office.look(None, accounts.link, token)
    assert redeem(office, token) == "link_ended"
    office.do("admin", people.switch_on, office.person("officer").person_id)
    assert redeem(office, token) == "link_ended"


def test_a_forgotten_password_takes_the_same_for_everybody_and_has_an_end(office, clock):
    for login in ("officer", "nobody"):
        for _ in range(5):
            office.do(None, accounts.forgotten, login, ELSEWHERE)
        with pytest.raises(accounts.TooManyAttempts):
            office.do(None, accounts.forgotten, login, ELSEWHERE)

    assert [line for line in log_of(office) if line[0] == "link_asked"] == [
        ("link_asked", "officer", ""),
    ] * 5 + [("link_asked", "", "")] * 5
    assert try_in(office, "officer", PASSWORD, ELSEWHERE) != "too_many_attempts"


def test_rules_say_how_long_a_link_lasts():
    assert Rules(invitation=timedelta(days=3)).link_lasts("invitation") == timedelta(days=3)
    assert Rules().link_lasts("forgotten") == timedelta(minutes=30)


def test_many_get_a_link_each_at_one_go_and_only_whoever_has_none_is_listed(office, clock):
    with_password = office.person("officer").person_id
    invited(office, "viewer")
    listed = {one.login for one in office.look("admin", accounts.invitable)}
    idle = office.look("admin", accounts.invitable, accounts.Whose.WITHOUT_ROLE)
    assert ([one.login for one in idle], "nothing" in listed) == (["nothing"], False)
    seen = office.look("admin", accounts.newest_link)
    ids = [office.person(one).person_id for one in ("viewer", "colleague")] + [with_password]

    slips = office.do("admin", accounts.invite_many, ids, Rules(), ELSEWHERE, seen)

    assert "colleague" in listed
    assert not listed & {"officer", "viewer"}
    assert {one.person.login for one in slips} == {"viewer", "colleague", "officer"}
    assert redeem(office, slips[0].token) != "link_ended"
    assert {one.ends_at - office.clock.now() for one in slips} == {timedelta(days=14)}
    assert len({one.token for one in slips}) == 3
    with pytest.raises(LinkMadeSince):
        office.do("admin", accounts.invite_many, ids, Rules(), ELSEWHERE, seen)
    assert [line[0] for line in log_of(office)].count("link_made") == 4
    for refused, who, chosen in ((InputRefused, "admin", []), (WrongRole, "viewer", ids)):
        with pytest.raises(refused):
            office.do(who, accounts.invite_many, chosen, Rules(), ELSEWHERE, 0)
    many = office.look("admin", accounts.invitable, accounts.Whose.EVERYBODY)
    own = office.departments["soumu"]
    head = people.Particulars(Title("officer", "Officer"), place=Place(own))
    office.do("admin", people.change, with_password, head)
    (of_it,) = office.look("admin", accounts.invitable, accounts.Whose.EVERYBODY, own)
    assert (of_it.login, of_it.department.ja, of_it.section) == ("officer", "soumu", None)
    assert len(many) > len(office.look("admin", accounts.invitable, accounts.Whose.UNSET))
