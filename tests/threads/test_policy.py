"""Who sees, asks, answers, corrects and closes, for each person and each kind of thread."""

from dataclasses import replace

import pytest

from tests.support.actors import DEPARTMENTS, EVERYBODY
from tests.support.people import OTHER, OWN
from tests.support.threads import CENTER, DEPARTMENT, READERS
from workflow.threads import policy
from workflow.threads.policy import (
    ItemFinished,
    NotAParty,
    NotesAreTheCenters,
    OnlyOnesOwnIsCorrected,
    OnlyTheAskerCloses,
    ThreadClosed,
    ThreadFacts,
)
from workflow.values.actor import Principal
from workflow.values.errors import NotSignedIn
from workflow.values.vocabulary import Side

BOTH = CENTER | DEPARTMENT
QUESTION = ThreadFacts(frozenset({DEPARTMENTS[OWN]}), finished=False, asked_by=Side.CENTER)
NOTE = replace(QUESTION, internal=True)


def allowed(rule, facts, *more) -> set[str]:
    """Who may, by login."""
    return {login for login, one in EVERYBODY.items() if rule(one, facts, *more) is None}


def refusals(rule, facts, logins, *more) -> set[type]:
    """What these people are refused with."""
    return {type(rule(EVERYBODY[login], facts, *more)) for login in logins}


@pytest.mark.parametrize("finished", [False, True])
@pytest.mark.parametrize("closed", [False, True])
def test_both_sides_and_administrators_see_a_question_and_the_center_alone_a_note(finished, closed):
    state = {"finished": finished, "closed": closed}

    for facts, seeing in ((QUESTION, READERS), (NOTE, CENTER)):
        now = replace(facts, **state)
        assert {who for who, one in EVERYBODY.items() if policy.may_see(one, now)} == seeing
        assert not policy.may_see(None, now)


def test_both_sides_ask_and_the_center_alone_takes_notes():
    assert allowed(policy.may_ask, QUESTION) == BOTH
    assert refusals(policy.may_ask, QUESTION, EVERYBODY.keys() - BOTH) == {NotAParty}
    assert allowed(policy.may_ask, NOTE) == CENTER
    assert refusals(policy.may_ask, NOTE, DEPARTMENT) == {NotesAreTheCenters}
    assert refusals(policy.may_ask, NOTE, EVERYBODY.keys() - BOTH) == {NotAParty}


def test_both_sides_answer_and_the_center_alone_writes_on_in_a_note():
    assert allowed(policy.may_post, QUESTION) == BOTH
    assert allowed(policy.may_post, NOTE) == CENTER


@pytest.mark.parametrize("rule", [policy.may_ask, policy.may_post, policy.may_close])
def test_a_stranger_may_do_nothing(rule):
    assert isinstance(rule(None, QUESTION), NotSignedIn)
    assert isinstance(policy.may_correct(None, QUESTION, 1), NotSignedIn)


def test_nothing_is_asked_said_corrected_or_closed_once_the_item_is_finished():
    for facts, parties in ((QUESTION, BOTH), (NOTE, CENTER)):
        over = replace(facts, finished=True)
        for rule in (policy.may_ask, policy.may_post, policy.may_close):
            assert allowed(rule, over) == set()
            assert refusals(rule, over, parties) == {ItemFinished}
        for login in parties:
            own = EVERYBODY[login].person_id
            assert refusals(policy.may_correct, over, [login], own) == {ItemFinished}


def test_a_closed_thread_takes_no_more_words():
    over = replace(QUESTION, closed=True)

    for rule in (policy.may_post, policy.may_close):
        assert allowed(rule, over) == set()
        assert refusals(rule, over, BOTH) == {ThreadClosed}


@pytest.mark.parametrize("closed", [False, True])
def test_everybody_corrects_what_they_said_themselves_even_in_a_closed_thread(closed):
    author = EVERYBODY["officer"].person_id
    facts = replace(QUESTION, closed=closed)

    assert allowed(policy.may_correct, facts, author) == {"officer"}
    others = BOTH - {"officer"}
    assert refusals(policy.may_correct, facts, others, author) == {OnlyOnesOwnIsCorrected}


@pytest.mark.parametrize(
    ("asked_by", "asking", "asked"),
    [(Side.CENTER, CENTER, DEPARTMENT), (Side.DEPARTMENT, DEPARTMENT, CENTER)],
)
def test_the_side_that_asked_closes(asked_by, asking, asked):
    facts = replace(QUESTION, asked_by=asked_by)

    assert allowed(policy.may_close, facts) == asking
    assert refusals(policy.may_close, facts, asked) == {OnlyTheAskerCloses}


def test_officers_of_a_joint_department_are_the_departments_side():
    joint = replace(QUESTION, departments=frozenset({DEPARTMENTS[OWN], DEPARTMENTS[OTHER]}))

    for login in ("officer", "neighbour", "reading-officer"):
        assert policy.side_of(EVERYBODY[login], joint.departments) is Side.DEPARTMENT
        assert policy.may_ask(EVERYBODY[login], joint) is None


def test_who_substitutes_for_an_officer_speaks_for_neither_side_and_reads_no_note():
    officer = EVERYBODY["officer"]
    absent = Principal(officer.person_id, officer.login, officer.name, officer.grants)
    substitute = replace(EVERYBODY["reviewer"], principals=(absent,))

    assert policy.side_of(substitute, QUESTION.departments) is None
    assert policy.may_see(substitute, QUESTION)
    assert not policy.may_see(substitute, NOTE)
    assert isinstance(policy.may_ask(substitute, QUESTION), NotAParty)
