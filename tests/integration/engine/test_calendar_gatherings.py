"""Keeping meetings and evaluation sessions: their days, their cycles, and what follows them."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.calendar import SESSION, keeper, meeting_card
from tests.support.office import SEPTEMBER
from workflow import reports
from workflow.calendar.drafts import MeetingDraft
from workflow.calendar.gatherings import MeetingFrozen
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Stage


def test_items_that_wait_for_a_meeting_follow_its_day(office):
    item_id = office.an_item("evaluated")
    meeting_id = office.meetings[SEPTEMBER]
    there = meeting_card(office, meeting_id)
    assert office.row(item_id).due_on == there.view.held_on

    office.engine.calendar.change_meeting(
        keeper(office), meeting_id, MeetingDraft(2, date(2021, 9, 21), (SEPTEMBER,)), there.seen
    )

    assert office.row(item_id).due_on == date(2021, 9, 21)


def test_a_meeting_whose_report_is_frozen_does_not_change(office):
    meeting_id = office.meetings[SEPTEMBER]
    office.do("secretariat", reports.freeze, meeting_id, Stage.EVALUATED)
    there = meeting_card(office, meeting_id)

    draft = MeetingDraft(2, date(2021, 9, 21), (SEPTEMBER,))
    with pytest.raises(MeetingFrozen):
        office.engine.calendar.change_meeting(keeper(office), meeting_id, draft, there.seen)

    assert meeting_card(office, meeting_id) == there


def test_a_meeting_keeps_the_cycle_of_which_it_took_a_report(office):
    office.an_item("reported")
    meeting_id = office.meetings[SEPTEMBER]
    there = meeting_card(office, meeting_id)

    draft = MeetingDraft(2, date(2021, 9, 17), ())
    with pytest.raises(InputRefused):
        office.engine.calendar.change_meeting(keeper(office), meeting_id, draft, there.seen)


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
        office.engine.calendar.add_meeting(keeper(office), draft)


def test_a_session_can_be_moved_within_its_year(office):
    desk = office.engine.calendar
    session_id, notes = desk.add_session(keeper(office), SESSION)
    assert desk.add_session(keeper(office), SESSION)[0] == session_id
    (there,) = desk.board(keeper(office), 2021).sessions

    moved = replace(SESSION, begins_on=date(2021, 9, 4))
    (note,) = desk.change_session(keeper(office), session_id, moved, there.seen)

    assert (notes, note.becomes) == ((), None)
    assert desk.board(keeper(office), 2021).sessions[0].begins_on == date(2021, 9, 4)
    later = replace(SESSION, begins_on=date(2022, 9, 5))
    seen = desk.board(keeper(office), 2021).sessions[0].seen
    with pytest.raises(InputRefused):
        desk.change_session(keeper(office), session_id, later, seen)
