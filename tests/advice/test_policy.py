"""Who asks for advice, withdraws, advises, reads and says what advisors are asked about."""

import pytest

from tests.support.actors import EVERYBODY
from tests.support.advising import ASKERS
from workflow.advice import policy
from workflow.advice.policy import (
    AdviceGiven,
    AdviceNotPossible,
    AdviceWithdrawn,
    NotAsked,
    RequestFacts,
)
from workflow.values.errors import NotSignedIn, WrongRole

ADVISOR = EVERYBODY["advisor"].person_id
OPEN = RequestFacts(ADVISOR, answered=False, withdrawn=False)
ANSWERED = RequestFacts(ADVISOR, answered=True, withdrawn=False)
WITHDRAWN = RequestFacts(ADVISOR, answered=False, withdrawn=True)


def kinds(rule, *facts, **more) -> dict[str, type]:
    """What each person is refused with, by login; nobody who may."""
    found = {login: rule(one, *facts, **more) for login, one in EVERYBODY.items()}
    return {login: type(refusal) for login, refusal in found.items() if refusal}


def test_the_centers_staff_asks_while_the_item_is_with_the_center():
    others = dict.fromkeys(EVERYBODY.keys() - ASKERS, WrongRole)

    assert kinds(policy.may_ask, with_center=True) == others
    late = dict.fromkeys(ASKERS, AdviceNotPossible)
    assert kinds(policy.may_ask, with_center=False) == others | late


def test_the_centers_staff_withdraws_what_was_not_answered():
    others = dict.fromkeys(EVERYBODY.keys() - ASKERS, WrongRole)

    for facts in (OPEN, WITHDRAWN):
        assert kinds(policy.may_withdraw, facts) == others
    assert kinds(policy.may_withdraw, ANSWERED) == others | dict.fromkeys(ASKERS, AdviceGiven)


@pytest.mark.parametrize("facts", [OPEN, ANSWERED])
def test_the_advisor_who_was_asked_advises_and_may_do_so_again(facts):
    others = dict.fromkeys(EVERYBODY.keys() - {"advisor"}, WrongRole)

    assert kinds(policy.may_advise, facts) == others


def test_another_advisor_does_not_advise():
    others = RequestFacts(ADVISOR + 1, answered=False, withdrawn=False)

    assert isinstance(policy.may_advise(EVERYBODY["advisor"], others), NotAsked)


def test_what_was_withdrawn_takes_no_advice():
    assert isinstance(policy.may_advise(EVERYBODY["advisor"], WITHDRAWN), AdviceWithdrawn)


def test_the_secretariat_and_administrators_say_what_advisors_are_asked_about():
    allowed = {"secretariat", "everything", "admin"}

    refused = kinds(policy.may_set_expertise)

    assert refused == dict.fromkeys(EVERYBODY.keys() - allowed, WrongRole)


def test_the_center_and_the_headquarters_read_everything():
    reading = {login for login, one in EVERYBODY.items() if policy.reads_all(one)}

    assert reading == ASKERS | {"admin", "viewer", "reading-officer"}


def test_a_stranger_may_do_nothing():
    assert isinstance(policy.may_ask(None, with_center=True), NotSignedIn)
    assert isinstance(policy.may_withdraw(None, OPEN), NotSignedIn)
    assert isinstance(policy.may_advise(None, OPEN), NotSignedIn)
    assert isinstance(policy.may_set_expertise(None), NotSignedIn)
    assert not policy.reads_all(None)
