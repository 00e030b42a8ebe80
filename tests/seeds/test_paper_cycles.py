"""The demonstration's dates are invented: they must at least keep to the paper's quarters."""

from datetime import date

import jpholiday
import pytest

from seeds.calendar_records import Cycle
from seeds.paper import read_paper
from seeds.records import Paper


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read_paper()


def is_business_day(day: date) -> bool:
    """Written anew here, so that the seeds are not checked with the engine's own calendar."""
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not jpholiday.is_holiday(day) and not new_year


def quarter_of(day: date) -> tuple[int, int]:
    """Fiscal year and quarter."""
    return day.year - (day.month < 4), (day.month - 4) % 12 // 3 + 1


def test_only_the_june_cycle_of_reiwa_3_is_consultation_only(paper):
    assert [c.id for c in paper.cycles if c.process == "consultation_only"] == ["2021-06"]
    assert {c.id: c.process for c in paper.cycles if c.process != "standard"} == {
        "2021-06": "consultation_only",
        "2022-09": "with_approval",
        "2022-12": "with_concurrence",
        "2022-02": "simple",
    }


def test_the_initial_budget_of_reiwa_4_is_consulted_in_reiwa_3(paper):
    years = {cycle.id: (cycle.budget_year, cycle.consultation_year) for cycle in paper.cycles}

    assert years["2022-initial"] == (2022, 2021)
    assert [cycle.id for cycle in paper.cycles] == [
        "2021-06", "2021-09", "2021-12", "2022-initial", "2021-02",
        "2022-06", "2022-09", "2022-12", "2022-02",
    ]  # fmt: skip


def test_sessions_and_meetings_take_the_cycles_that_the_paper_gives_them(paper):
    assert {s.quarter: s.cycles for s in paper.sessions} == {
        2: ("2021-09",),
        3: ("2021-12", "2022-initial"),
        4: ("2021-02",),
    }
    assert {m.quarter: m.cycles for m in paper.meetings} == {
        1: (),
        2: ("2021-09",),
        3: ("2021-12",),
        4: ("2021-02", "2022-initial"),
    }


def test_a_cycle_knows_the_days_of_its_session_and_its_meeting(paper):
    cycles = {cycle.id: cycle for cycle in paper.cycles}

    assert cycles["2021-09"].evaluates_on == date(2021, 9, 3)
    assert cycles["2021-09"].reports_on == date(2021, 9, 17)
    assert cycles["2021-06"].evaluates_on is None
    assert cycles["2021-06"].reports_on is None


@pytest.mark.parametrize("cycle", read_paper().cycles, ids=lambda cycle: cycle.id)
def test_the_dates_of_a_cycle_are_business_days_in_order_and_in_the_printed_quarter(cycle: Cycle):
    work = [cycle.opens_on, cycle.submission_deadline, cycle.review_deadline]
    days = [*work, *(day for day in (cycle.evaluates_on, cycle.reports_on) if day)]
    quarter = {"06": 1, "09": 2, "12": 3, "initial": 3, "02": 4}[cycle.id[5:]]

    assert days == sorted(set(days))
    assert [day for day in days if not is_business_day(day)] == []
    assert {quarter_of(day) for day in work} == {(cycle.consultation_year, quarter)}


def test_sessions_and_meetings_are_held_on_business_days_of_their_quarter(paper):
    for gathering in (*paper.sessions, *paper.meetings):
        assert is_business_day(gathering.held_on)
        assert quarter_of(gathering.held_on) == (gathering.fiscal_year, gathering.quarter)
