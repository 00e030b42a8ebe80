"""Keeping cycles: what is refused, what follows a change of their days, what the log keeps."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.calendar import MAINTAINER, MAY, card, draft_of, log
from tests.support.office import SEPTEMBER
from workflow import calendar, items
from workflow.calendar import CalendarChanged
from workflow.values.errors import InputRefused


@pytest.mark.both_databases
def test_a_new_cycle_is_there_once_however_often_it_is_delivered(office):
    first = office.do(MAINTAINER, calendar.add_cycle, MAY)
    second = office.do(MAINTAINER, calendar.add_cycle, MAY)

    assert first == second == ("2022-05", ())
    view = next(one for one in office.look(None, items.cycles) if one.id == "2022-05")
    assert view.title.ja == "令和4年度5月補正予算"
    assert [(one.verb, one.subject_id) for one in log(office)] == [("added", "2022-05")]


def test_a_deadline_on_a_closed_day_becomes_the_next_open_one_and_it_is_said(office):
    saturday, holiday = date(2022, 4, 30), date(2022, 5, 3)

    _id, notes = office.do(
        MAINTAINER,
        calendar.add_cycle,
        replace(MAY, submission_deadline=saturday, review_deadline=holiday),
    )

    assert [(n.field, n.typed, n.becomes) for n in notes] == [
        ("submission_deadline", saturday, date(2022, 5, 2)),
        ("review_deadline", holiday, date(2022, 5, 6)),
    ]
    view = next(one for one in office.look(None, items.cycles) if one.id == "2022-05")
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
        office.do(MAINTAINER, calendar.add_cycle, replace(MAY, **changes))

    assert problem in [(p.field, p.key) for p in refused.value.problems]
    assert log(office) == ()


def test_an_initial_budget_is_of_the_year_after(office):
    draft = replace(MAY, kind="initial", budget_year=2023)

    assert office.do(MAINTAINER, calendar.add_cycle, draft)[0] == "2023-initial"


def test_drafts_follow_the_deadline_and_the_log_tells_who_moved_it(office):
    waiting, submitted = office.an_item("draft"), office.an_item("submitted")
    due_before = office.row(submitted).due_on
    there = card(office)
    draft = draft_of(there, submission_deadline=date(2021, 8, 23))

    office.do(MAINTAINER, calendar.change_cycle, SEPTEMBER, draft, there.seen)
    office.do(MAINTAINER, calendar.change_cycle, SEPTEMBER, draft, there.seen)

    assert office.row(waiting).due_on == date(2021, 8, 23)
    assert office.row(submitted).due_on == due_before
    (change,) = log(office)
    assert change.who.ja == "secretariat"
    assert change.fields == {"submission_deadline": ("2021-08-20", "2021-08-23")}
    assert change.at == office.clock.now()


def test_what_somebody_changed_since_is_not_overwritten(office):
    there = card(office)
    first = draft_of(there, review_deadline=date(2021, 8, 30))
    office.do(MAINTAINER, calendar.change_cycle, SEPTEMBER, first, there.seen)

    second = draft_of(there, review_deadline=date(2021, 8, 31))
    with pytest.raises(CalendarChanged):
        office.do("admin", calendar.change_cycle, SEPTEMBER, second, there.seen)

    assert card(office).view.review_deadline == date(2021, 8, 30)


def test_the_process_of_a_cycle_with_items_stays(office):
    office.an_item("draft")
    there = card(office)

    draft = draft_of(there, process_name="consultation_only")
    with pytest.raises(InputRefused):
        office.do(MAINTAINER, calendar.change_cycle, SEPTEMBER, draft, there.seen)


def test_a_closed_cycle_can_be_opened_again_and_both_are_written_down_once(office):
    for closed in (True, True, False, False):
        office.do(MAINTAINER, calendar.close_cycle, SEPTEMBER, closed=closed)

    assert card(office).view.is_open
    assert [one.verb for one in log(office)] == ["reopened", "closed"]
