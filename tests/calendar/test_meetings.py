"""Keeping meetings and evaluation sessions: their days, their cycles, and what follows them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.calendar import MAINTAINER, SESSION, meeting_card
from tests.support.office import SEPTEMBER
from workflow import calendar, reports
from workflow.calendar import MeetingDraft, MeetingFrozen
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Stage


def test_items_that_wait_for_a_meeting_follow_its_day(office):
    item_id = office.an_item("evaluated")
    meeting_id = office.meetings[SEPTEMBER]
    there = meeting_card(office, meeting_id)
    assert office.row(item_id).due_on == there.view.held_on

    office.do(
        MAINTAINER,
        calendar.change_meeting,
        meeting_id,
        MeetingDraft(2, date(2021, 9, 21), (SEPTEMBER,)),
        there.seen,
    )

    assert office.row(item_id).due_on == date(2021, 9, 21)


def test_a_meeting_whose_report_is_frozen_does_not_change(office):
    meeting_id = office.meetings[SEPTEMBER]
    office.do("secretariat", reports.freeze, meeting_id, Stage.EVALUATED)
    there = meeting_card(office, meeting_id)

    draft = MeetingDraft(2, date(2021, 9, 21), (SEPTEMBER,))
    with pytest.raises(MeetingFrozen):
        office.do(MAINTAINER, calendar.change_meeting, meeting_id, draft, there.seen)

    assert meeting_card(office, meeting_id) == there


def test_a_meeting_keeps_the_cycle_of_which_it_took_a_report(office):
    office.an_item("reported")
    meeting_id = office.meetings[SEPTEMBER]
    there = meeting_card(office, meeting_id)

    draft = MeetingDraft(2, date(2021, 9, 17), ())
    with pytest.raises(InputRefused):
        office.do(MAINTAINER, calendar.change_meeting, meeting_id, draft, there.seen)


@pytest.mark.parametrize(
    "draft",
    [
        MeetingDraft(2, date(2021, 11, 1), ()),
        MeetingDraft(0, date(2021, 11, 1), ()),
        MeetingDraft(100, date(2021, 11, 1), ()),
        MeetingDraft(9, date(2021, 11, 1), ("2030-09",)),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(office, draft):
    with pytest.raises(InputRefused):
        office.do(MAINTAINER, calendar.add_meeting, draft)


def test_a_session_can_be_moved_within_its_year(office):
    session_id, notes = office.do(MAINTAINER, calendar.add_session, SESSION)
    assert office.do(MAINTAINER, calendar.add_session, SESSION)[0] == session_id
    (there,) = office.look(MAINTAINER, calendar.board, 2021).sessions

    moved = replace(SESSION, begins_on=date(2021, 9, 4))
    (note,) = office.do(MAINTAINER, calendar.change_session, session_id, moved, there.seen)

    assert (notes, note.becomes) == ((), None)
    assert office.look(MAINTAINER, calendar.board, 2021).sessions[0].begins_on == date(2021, 9, 4)
    later = replace(SESSION, begins_on=date(2022, 9, 5))
    seen = office.look(MAINTAINER, calendar.board, 2021).sessions[0].seen
    with pytest.raises(InputRefused):
        office.do(MAINTAINER, calendar.change_session, session_id, later, seen)
