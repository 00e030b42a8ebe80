"""Keeping the calendar: who may, what is refused, what follows a change, what the log keeps."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.office import DECEMBER, SEPTEMBER
from tests.support.people import PEOPLE
from workflow.calendar_drafts import CycleDraft, MeetingDraft, RowDraft, SessionDraft
from workflow.clock import JAPAN
from workflow.errors import InputRefused, NotFound, NotPermitted
from workflow.services import calendar
from workflow.services.calendar_gatherings import MeetingFrozen
from workflow.services.calendar_log import CalendarChanged
from workflow.vocabulary import Role

MAY = CycleDraft(
    fiscal_year=2022,
    budget_year=2022,
    kind="05",
    process_name="standard",
    opens_on=date(2022, 4, 11),
    submission_deadline=date(2022, 5, 13),
    review_deadline=date(2022, 5, 20),
)
MEETING = MeetingDraft(5, date(2022, 3, 25), (SEPTEMBER,))
SESSION = SessionDraft("第2四半期評価", date(2021, 9, 3), (SEPTEMBER,))
ROW = RowDraft("若手・中堅職員WG", "", False, ((), (), (), ()))
KEEPERS = {
    login
    for login, held in PEOPLE.items()
    if {role for role, _department in held} & {Role.SECRETARIAT, Role.ADMIN}
}


def keeper(office):
    return office.person("secretariat")


def card(office, cycle_id=SEPTEMBER):
    board = office.engine.calendar.board(keeper(office), 2021)
    return next(one for one in board.cycles if one.view.id == cycle_id)


def draft_of(one, **changes):
    view = one.view
    draft = CycleDraft(
        view.fiscal_year, view.budget_year, view.id.partition("-")[2], view.process_name,
        view.opens_on, view.submission_deadline, view.review_deadline,
    )  # fmt: skip
    return replace(draft, **changes)


def log(office):
    return office.engine.calendar.board(keeper(office), 2021).changes


@pytest.mark.parametrize("login", PEOPLE)
def test_only_the_secretariat_and_administrators_change_the_calendar(office, login):
    desk, actor = office.engine.calendar, office.person(login)
    asked = (
        lambda: desk.add_cycle(actor, MAY),
        lambda: desk.change_cycle(actor, SEPTEMBER, draft_of(card(office)), ""),
        lambda: desk.close_cycle(actor, DECEMBER, closed=True),
        lambda: desk.add_meeting(actor, MEETING),
        lambda: desk.add_session(actor, SESSION),
        lambda: desk.place_row(actor, desk.add_row(actor, 2021, ROW), None),
        lambda: desk.board(actor, 2021),
        lambda: desk.rows(actor, 2021),
    )
    for ask in asked:
        if login in KEEPERS:
            ask()
        else:
            with pytest.raises(NotPermitted):
                ask()
    assert bool(log(office)) == (login in KEEPERS)


def test_a_new_cycle_is_there_once_however_often_it_is_delivered(office):
    desk = office.engine.calendar

    first = desk.add_cycle(keeper(office), MAY)
    second = desk.add_cycle(keeper(office), MAY)

    assert first == second == ("2022-05", ())
    view = next(one for one in office.engine.cycles() if one.id == "2022-05")
    assert view.title.ja == "令和4年度5月補正予算"
    assert [(one.verb, one.subject_id) for one in log(office)] == [("added", "2022-05")]


def test_a_deadline_on_a_closed_day_becomes_the_next_open_one_and_it_is_said(office):
    desk = office.engine.calendar
    saturday, holiday = date(2022, 4, 30), date(2022, 5, 3)

    _id, notes = desk.add_cycle(
        keeper(office), replace(MAY, submission_deadline=saturday, review_deadline=holiday)
    )

    assert [(n.field, n.typed, n.becomes) for n in notes] == [
        ("submission_deadline", saturday, date(2022, 5, 2)),
        ("review_deadline", holiday, date(2022, 5, 6)),
    ]
    view = next(one for one in office.engine.cycles() if one.id == "2022-05")
    assert view.review_deadline == date(2022, 5, 6)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"opens_on": date(2022, 6, 1)}, ("submission_deadline", "before_opening")),
        ({"review_deadline": date(2022, 5, 12)}, ("review_deadline", "before_submission")),
        ({"review_deadline": date(2023, 5, 12)}, ("review_deadline", "outside_fiscal_year")),
        ({"opens_on": date(2020, 5, 12)}, ("opens_on", "outside_fiscal_year")),
        ({"kind": "initial"}, ("budget_year", "budget_year_unfit")),
        ({"budget_year": 2023}, ("budget_year", "budget_year_unfit")),
        ({"kind": "june"}, ("kind", "kind_unreadable")),
        ({"kind": "%"}, ("kind", "kind_unreadable")),
        ({"process_name": "nothing"}, ("process_name", "process_unknown")),
    ],
)
def test_a_cycle_that_cannot_be_is_refused_beside_its_field(office, changes, problem):
    with pytest.raises(InputRefused) as refused:
        office.engine.calendar.add_cycle(keeper(office), replace(MAY, **changes))

    assert problem in [(p.field, p.key) for p in refused.value.problems]
    assert log(office) == ()


def test_an_initial_budget_is_of_the_year_after(office):
    draft = replace(MAY, kind="initial", budget_year=2023)

    assert office.engine.calendar.add_cycle(keeper(office), draft)[0] == "2023-initial"


def test_drafts_follow_the_deadline_and_the_log_tells_who_moved_it(office):
    waiting, submitted = office.an_item("draft"), office.an_item("submitted")
    due_before = office.row(submitted).due_on
    there = card(office)
    draft = draft_of(there, submission_deadline=date(2021, 8, 23))

    office.engine.calendar.change_cycle(keeper(office), SEPTEMBER, draft, there.seen)
    office.engine.calendar.change_cycle(keeper(office), SEPTEMBER, draft, there.seen)

    assert office.row(waiting).due_on == date(2021, 8, 23)
    assert office.row(submitted).due_on == due_before
    (change,) = log(office)
    assert change.who.ja == "secretariat"
    assert change.fields == {"submission_deadline": ("2021-08-20", "2021-08-23")}
    assert change.at == office.clock.now()


def test_what_somebody_changed_since_is_not_overwritten(office):
    desk, there = office.engine.calendar, card(office)
    first = draft_of(there, review_deadline=date(2021, 8, 30))
    desk.change_cycle(keeper(office), SEPTEMBER, first, there.seen)

    second = draft_of(there, review_deadline=date(2021, 8, 31))
    with pytest.raises(CalendarChanged):
        desk.change_cycle(office.person("admin"), SEPTEMBER, second, there.seen)

    assert card(office).view.review_deadline == date(2021, 8, 30)


def test_the_process_of_a_cycle_with_items_stays(office):
    office.an_item("draft")
    there = card(office)

    draft = draft_of(there, process_name="consultation_only")
    with pytest.raises(InputRefused):
        office.engine.calendar.change_cycle(keeper(office), SEPTEMBER, draft, there.seen)


def test_a_closed_cycle_can_be_opened_again_and_both_are_written_down_once(office):
    desk = office.engine.calendar
    for closed in (True, True, False, False):
        desk.close_cycle(keeper(office), SEPTEMBER, closed=closed)

    assert card(office).view.is_open
    assert [one.verb for one in log(office)] == ["reopened", "closed"]


def test_items_that_wait_for_a_meeting_follow_its_day(office):
    item_id = office.an_item("evaluated")
    meeting_id = office.meetings[SEPTEMBER]
    there = meeting_card(office, meeting_id)
    assert office.row(item_id).due_on == there.view.held_on

    office.engine.calendar.change_meeting(
        keeper(office), meeting_id, MeetingDraft(2, date(2021, 9, 21), (SEPTEMBER,)), there.seen
    )

    assert office.row(item_id).due_on == date(2021, 9, 21)


def meeting_card(office, meeting_id):
    board = office.engine.calendar.board(keeper(office), 2021)
    return next(one for one in board.meetings if one.view.id == meeting_id)


def test_a_meeting_whose_report_is_frozen_does_not_change(office):
    meeting_id = office.meetings[SEPTEMBER]
    frozen = datetime(2021, 9, 17, 15, tzinfo=JAPAN)
    office.set_up(lambda session: calendar.freeze_report(session, meeting_id, frozen))
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


def titles(office, year=2022):
    return [one.line.title for one in office.engine.calendar.rows(keeper(office), year).rows]


def test_rows_are_added_ordered_and_taken_off_and_nothing_is_lost(office):
    desk = office.engine.calendar
    names = ("一", "二", "二の内訳", "三")
    ids = [
        desk.add_row(keeper(office), 2022, replace(ROW, title=name, is_part="内訳" in name))
        for name in names
    ]

    desk.place_row(keeper(office), ids[1], ids[0])
    desk.place_row(keeper(office), ids[1], ids[0])
    assert titles(office) == ["二", "二の内訳", "一", "三"]
    with pytest.raises(InputRefused):
        desk.place_row(keeper(office), ids[3], ids[2])

    desk.remove_row(keeper(office), ids[1])
    desk.remove_row(keeper(office), ids[1])
    assert titles(office) == ["一", "三"]
    desk.add_row(keeper(office), 2022, replace(ROW, title="四"))
    assert titles(office) == ["一", "三", "四"]
    with pytest.raises(NotFound):
        desk.change_row(keeper(office), ids[1], ROW, "")
    with office.engine.database.reading() as session:
        kept = session.scalar(text("SELECT count(*) FROM schedule_rows WHERE fiscal_year = 2022"))
    assert kept == 5


def test_a_row_can_be_rewritten_by_one_who_saw_it_as_it_is(office):
    desk = office.engine.calendar
    row_id = desk.add_row(keeper(office), 2022, ROW)
    seen = desk.rows(keeper(office), 2022).rows[0].seen
    draft = desk.read_row(
        "WG", "注", [("q1", "●一"), ("q2", ""), ("q3", ""), ("q4", "")], is_part=False
    )

    desk.change_row(keeper(office), row_id, draft, seen)

    assert desk.rows(keeper(office), 2022).rows[0].quarters == ("●一", "", "", "")
    with pytest.raises(CalendarChanged):
        desk.change_row(keeper(office), row_id, ROW, seen)


@pytest.mark.parametrize(
    "verb", ["UPDATE calendar_changes SET verb = 'x'", "DELETE FROM calendar_changes"]
)
def test_the_log_cannot_be_changed(office, verb):
    office.engine.calendar.close_cycle(keeper(office), SEPTEMBER, closed=True)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        office.engine.database.engine.begin() as connection,
    ):
        connection.execute(text(verb))
