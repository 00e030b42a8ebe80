"""Everybody on questions and internal notes, live and finished: who sees, says, closes."""

from dataclasses import replace

import pytest

from tests.support.asks import asked_for
from tests.support.people import PEOPLE
from tests.support.threads import CENTER, DEPARTMENT, READERS, asked
from workflow import threads
from workflow.items import AskKind
from workflow.threads.policy import ItemFinished, NotAParty
from workflow.values.actor import Principal
from workflow.values.errors import NotFound, Refusal


def refused(act, *given, **more) -> bool:
    try:
        act(*given, **more)
    except Refusal:
        return True
    return False


def threads_of(office, item_id, login):
    """What is there for a person; not even the item for those who may not see it."""
    try:
        return office.look(login, threads.of, item_id).threads
    except NotFound:
        assert login not in READERS
        return ()


@pytest.mark.parametrize("state", ["under_review", "reported"])
def test_what_each_person_sees_says_and_closes(office, state):
    live = state != "reported"
    item_id, question, note = asked(office, state)
    seeing, closing = set(), set()
    for login in PEOPLE:
        for thread in threads_of(office, item_id, login):
            seeing.add((login, thread.id))
            closing |= {(login, thread.id)} if thread.close_refusal is None else set()
    saying = {
        (login, thread_id)
        for login in PEOPLE
        for thread_id in (question, note)
        if not refused(office.do, login, threads.say, thread_id, "もう一言")
    }
    asking = {
        (login, internal)
        for login in PEOPLE
        for internal in (False, True)
        if not refused(office.do, login, threads.ask, item_id, "別件", internal=internal)
    }

    center = {(login, thread_id) for login in CENTER for thread_id in (question, note)}
    theirs = {(login, question) for login in DEPARTMENT}
    assert seeing == center | theirs | {("admin", question)}
    assert saying == (center | theirs if live else set())
    assert closing == (center if live else set())
    both = {(login, internal) for login in CENTER for internal in (False, True)}
    assert asking == (both | {(login, False) for login in DEPARTMENT} if live else set())


def test_who_may_not_close_is_refused_when_they_try(office):
    _, question, note = asked(office)

    for login in PEOPLE.keys() - CENTER:
        for thread_id in (question, note):
            with pytest.raises(Refusal):
                office.do(login, threads.close, thread_id, 1)


def test_nobody_says_anything_without_signing_in(office):
    item_id, question, note = asked(office)

    for act in (
        lambda: office.look(None, threads.of, item_id),
        lambda: office.do(None, threads.ask, item_id, "？"),
        lambda: office.do(None, threads.say, question, "！"),
        lambda: office.do(None, threads.close, note, 1),
    ):
        with pytest.raises(NotFound):
            act()


def test_who_substitutes_for_an_officer_reads_no_note_on_the_item_meanwhile(office):
    item_id, question, note = asked(office)
    officer, reviewer = office.person("officer"), office.person("reviewer")
    absent = Principal(officer.person_id, officer.login, officer.name, officer.grants)
    substitute = replace(reviewer, principals=(absent,))

    found = office.look(substitute, threads.of, item_id)

    assert [thread.id for thread in found.threads] == [question]
    assert found.side is None
    with pytest.raises(NotFound):
        office.do(substitute, threads.say, note, "？")
    with pytest.raises(NotAParty):
        office.do(substitute, threads.say, question, "？")


def test_a_finished_item_is_asked_nothing_more(office):
    item_id, question, _ = asked(office, "withdrawn")
    reviewer = office.person("reviewer")

    with pytest.raises(ItemFinished):
        office.do(reviewer, threads.ask, item_id, "まだあります。")
    assert asked_for(office, "officer", AskKind.ANSWER, AskKind.SETTLE) == []
    thread = office.look(reviewer, threads.of, item_id).threads[0]
    assert (thread.id, thread.turn) == (question, None)
