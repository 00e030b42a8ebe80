"""The log of the calendar stays, and only those who maintain the calendar write it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.calendar import MAINTAINER, MAY, MEETING, ROW, SESSION, card, draft_of, log
from tests.support.office import SEPTEMBER
from workflow import calendar, undertakings
from workflow.calendar import Doubt
from workflow.values.errors import WrongRole

VERBS = [
    (calendar.doubtful_days, 2021),
    (calendar.add_cycle, MAY),
    (calendar.close_cycle, SEPTEMBER),
    (calendar.add_meeting, MEETING),
    (calendar.add_session, SESSION),
    (undertakings.add_row, 2021, ROW),
    (calendar.board, 2021),
    (undertakings.row_board, 2021),
    (undertakings.row_card, 1),
    (calendar.cycle_card, SEPTEMBER),
    (calendar.meeting_card, 1),
    (calendar.session_card, 1),
    (calendar.changes,),
    (calendar.change_meeting, 1, MEETING, ""),
    (calendar.change_session, 1, SESSION, ""),
    (undertakings.change_row, 1, ROW, ""),
    (undertakings.place_row, 1, None),
    (undertakings.remove_row, 1),
]


@pytest.mark.parametrize(("verb", "given"), [(verb, given) for verb, *given in VERBS])
def test_every_verb_of_the_calendar_asks_who_it_is(shared_office, verb, given):
    more = {"closed": True} if verb is calendar.close_cycle else {}

    with pytest.raises(WrongRole):
        shared_office.do("reviewer", verb, *given, **more)

    assert log(shared_office) == ()


def test_a_cycle_is_changed_by_nobody_but_those_who_maintain_the_calendar(shared_office):
    draft = draft_of(card(shared_office))

    with pytest.raises(WrongRole):
        shared_office.do("evaluator", calendar.change_cycle, SEPTEMBER, draft, "")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "verb", ["UPDATE calendar_changes SET verb = 'x'", "DELETE FROM calendar_changes"]
)
def test_the_log_cannot_be_changed(office, verb):
    office.do(MAINTAINER, calendar.close_cycle, SEPTEMBER, closed=True)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        office.engine.database.engine.begin() as connection,
    ):
        connection.execute(text(verb))


def test_a_session_and_a_meeting_before_the_deadline_of_their_cycle_are_in_doubt(office):
    office.do(MAINTAINER, calendar.add_session, SESSION)
    seen, day = card(office), date(2022, 3, 28)
    before = office.look(MAINTAINER, calendar.doubtful_days, 2021)
    late = replace(draft_of(seen), submission_deadline=day, review_deadline=day)
    office.do(MAINTAINER, calendar.add_meeting, MEETING)

    office.do(MAINTAINER, calendar.change_cycle, SEPTEMBER, late, seen.seen)

    found = office.look(MAINTAINER, calendar.doubtful_days, 2021)
    assert [one.doubt for one in before] == [Doubt.OVER]
    doubts = {one.doubt for one in found if one.cycle.view.id == SEPTEMBER}
    assert doubts == {Doubt.SESSION_EARLY, Doubt.MEETING_EARLY}
