"""Everybody, in every state, on open threads and internal notes: who sees, says, closes."""

from dataclasses import replace

import pytest

from tests.support.office import PATHS
from tests.support.people import PEOPLE
from tests.support.threads import CENTER, DEPARTMENT, READERS, asked
from workflow.threads.policy import ItemFinished, NotAParty
from workflow.values.actor import Principal
from workflow.values.errors import NotFound, Refusal

FINISHED = {"reported", "withdrawn"}


def refused(act, *given, **more) -> bool:
    try:
        act(*given, **more)
    except Refusal:
        return True
    return False


def threads_of(office, item_id, login):
    """What is there for a person; not even the item for those who may not see it."""
    try:
        return office.engine.threads.of(item_id, office.person(login)).threads
    except NotFound:
        assert login not in READERS
        return ()


@pytest.mark.parametrize("state", sorted(PATHS.keys() - {"consulted"}))
def test_what_each_person_sees_says_and_closes(office, state):
    desk, live = office.engine.threads, state not in FINISHED
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
        if not refused(desk.say, thread_id, office.person(login), "もう一言")
    }
    asking = {
        (login, internal)
        for login in PEOPLE
        for internal in (False, True)
        if not refused(desk.ask, item_id, office.person(login), "別件", internal=internal)
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
                office.engine.threads.close(thread_id, office.person(login), 1)


def test_nobody_says_anything_without_signing_in(office):
    item_id, question, note = asked(office)

    for act in (
        lambda: office.engine.threads.of(item_id, None),
        lambda: office.engine.threads.ask(item_id, None, "？"),
        lambda: office.engine.threads.say(question, None, "！"),
        lambda: office.engine.threads.close(note, None, 1),
    ):
        with pytest.raises(NotFound):
            act()


def test_who_stands_in_for_an_officer_reads_no_note_on_the_item_meanwhile(office):
    item_id, question, note = asked(office)
    officer, reviewer = office.person("officer"), office.person("reviewer")
    absent = Principal(officer.person_id, officer.login, officer.name, officer.grants)
    standing_in = replace(reviewer, principals=(absent,))

    found = office.engine.threads.of(item_id, standing_in)

    assert [thread.id for thread in found.threads] == [question]
    assert found.side is None
    with pytest.raises(NotFound):
        office.engine.threads.say(note, standing_in, "？")
    with pytest.raises(NotAParty):
        office.engine.threads.say(question, standing_in, "？")


def test_a_finished_item_is_asked_nothing_more(office):
    item_id, question, _ = asked(office, "withdrawn")
    reviewer = office.person("reviewer")

    with pytest.raises(ItemFinished):
        office.engine.threads.ask(item_id, reviewer, "まだあります。")
    assert office.engine.threads.waiting(office.person("officer")) == ()
    thread = office.engine.threads.of(item_id, reviewer).threads[0]
    assert (thread.id, thread.turn) == (question, None)
