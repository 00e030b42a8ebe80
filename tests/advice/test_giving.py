"""Advice is given by the one who was asked, stays as it was given, and is in nobody's way."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.advising import (
    CANNOT_SEE,
    FRIDAY,
    QUESTION,
    WORDS,
    advise,
    an_advisor,
    reach,
    requested,
)
from tests.support.office import NOW
from tests.support.people import PEOPLE
from tests.support.units import do
from workflow import advice, items
from workflow.advice.policy import NotAsked
from workflow.values.errors import InputRefused, NotFound, NotPermitted, SomeoneElseActedFirst


def test_what_is_asked_and_said_is_recorded_with_person_and_date(office):
    item_id, request_id = requested(office)
    advise(office, request_id)

    found = office.look("evaluator", advice.of, item_id)[0]

    assert (found.advisor.ja, found.asked_by.ja, found.question) == (
        "advisor",
        "reviewer",
        QUESTION,
    )
    assert (found.asked_at, found.due_on, found.days_left) == (NOW, FRIDAY, 4)
    assert [(said.text, said.at, said.replaced) for said in found.said] == [(WORDS, NOW, False)]
    assert not found.waiting


def test_later_advice_takes_the_place_of_the_earlier_which_stays(office):
    item_id, request_id = requested(office)
    advise(office, request_id)
    first = office.look("advisor", advice.one, request_id).latest
    advise(office, request_id, "内訳を見て改めた。妥当である。", replaces=first.id)

    said = office.look("secretariat", advice.of, item_id)[0].said

    assert [(one.text, one.replaced) for one in said] == [
        ("内訳を見て改めた。妥当である。", False),
        (WORDS, True),
    ]


def test_advice_says_whether_the_sheet_was_changed_since(office):
    item_id, request_id = requested(office)
    advise(office, request_id)
    office.act(item_id, "send_back", "reviewer")
    officer = office.person("officer")
    seen = office.row(item_id).content_hash
    do(
        office.engine,
        officer,
        items.save,
        item_id=item_id,
        sheet=office.a_sheet(name="改めた事業"),
        seen=seen,
    )

    assert office.look("reviewer", advice.one, request_id).latest.on_this_sheet
    office.act(item_id, "submit", "officer")
    assert not office.look("reviewer", advice.one, request_id).latest.on_this_sheet


def test_advice_that_was_asked_for_stands_in_the_way_of_nothing(office):
    item_id, _ = requested(office, "reviewed")

    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "report", "secretariat")

    assert office.row(item_id).state == "reported"


def test_advice_that_comes_late_is_recorded_all_the_same(office):
    item_id, request_id = requested(office, "reviewed")
    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "report", "secretariat")

    advise(office, request_id)

    assert office.look("viewer", advice.of, item_id)[0].latest.text == WORDS


def test_no_advice_moves_an_item_or_writes_its_history(office):
    item_id, request_id = requested(office)
    before = office.row(item_id).ledger_head
    advise(office, request_id)

    assert office.row(item_id).ledger_head == before


def test_the_one_who_was_asked_advises_and_nobody_else(office):
    _, request_id = requested(office)

    for login in PEOPLE.keys() - {"advisor"}:
        with pytest.raises(NotFound if login in CANNOT_SEE else NotPermitted):
            advise(office, request_id, by=login)
    advise(office, request_id)
    assert office.look("advisor", advice.one, request_id).latest.text == WORDS


def test_another_advisor_neither_advises_nor_reads(office):
    item_id, request_id = requested(office)
    an_advisor(office, "another", general=True)
    advise(office, request_id)

    with pytest.raises(NotFound):
        advise(office, request_id, by="another", replaces=1)
    reach(office, limited=False, login="another")
    with pytest.raises(NotAsked):
        advise(office, request_id, by="another", replaces=1)
    assert office.look("another", advice.of, item_id) == ()
    with pytest.raises(NotFound):
        office.look("another", advice.one, request_id)


def test_the_same_advice_sent_twice_is_recorded_once(office):
    _, request_id = requested(office)
    for _ in range(2):
        advise(office, request_id)

    assert len(office.look("advisor", advice.one, request_id).said) == 1


def test_advice_from_an_old_window_is_not_recorded_over_a_newer_one(office):
    _, request_id = requested(office)
    advise(office, request_id)

    with pytest.raises(SomeoneElseActedFirst):
        advise(office, request_id, "別の窓から")


@pytest.mark.parametrize("words", ["", "  ", "長" * 4001])
def test_advice_says_something(office, words):
    _, request_id = requested(office)

    with pytest.raises(InputRefused):
        advise(office, request_id, words)


@pytest.mark.both_databases
@pytest.mark.parametrize("statement", ["UPDATE advice SET text = 'x'", "DELETE FROM advice"])
def test_the_database_keeps_advice_as_it_was_given(office, statement):
    _, request_id = requested(office)
    advise(office, request_id)
    engine = office.engine.database.engine

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
