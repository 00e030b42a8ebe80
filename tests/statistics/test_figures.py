"""The figures behind the charts: sums as the paper has them, and days as a calendar counts them."""

from datetime import datetime

import pytest

from tests.support.demonstration import NOW as DEMONSTRATION_DAY
from tests.support.demonstration import prepare as prepare_demonstration
from tests.support.office import SEPTEMBER
from tests.support.people import person_named
from workflow import statistics
from workflow.engine import Engine
from workflow.items.list_views import ItemFilter, Total
from workflow.values.clock import JAPAN, SettableClock
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import DxStep, FundingSource, Role

pytestmark = pytest.mark.both_databases

WANTED = ItemFilter(cycle_id=SEPTEMBER)


@pytest.fixture(scope="module")
def seeded(databases):
    url = databases.copy_of(prepare_demonstration)
    engine = Engine(url, SettableClock(DEMONSTRATION_DAY))
    yield engine
    engine.close()
    databases.drop(url)


def seen_by(login, engine, verb, *args):
    with engine.read(person_named(engine, login) if login else None) as work:
        return verb(work, *args)


def on(office, day, hour=10):
    office.clock.set(datetime(2021, 8, day, hour, tzinfo=JAPAN))


def amounts(office, login="secretariat", wanted=WANTED):
    return office.look(login, statistics.amounts, wanted, 2021)


def flow(office, login="secretariat", wanted=WANTED):
    return office.look(login, statistics.flow, wanted)


def stages(found):
    return {one.state: one for one in found.stages}


def test_the_seeds_sum_up_as_the_paper_does(seeded):
    found = seen_by("secretariat", seeded, statistics.amounts, WANTED, 2021)

    assert found.total == Total(6, 124_565)
    assert [(one.name.ja, one.total) for one in found.by_department] == [
        ("総務部", Total(1, 60_016)),
        ("あきた未来創造部", Total(1, 3_725)),
        ("健康福祉部", Total(2, 21_403)),
        ("産業労働部", Total(1, 17_696)),
        ("建設部", Total(1, 21_725)),
    ]
    assert [(one.title.ja, one.total) for one in found.by_field] == [
        ("行政", Total(2, 81_741)),
        ("産業", Total(1, 17_696)),
        ("くらし", Total(3, 25_128)),
    ]
    assert [(one.source, one.kyen) for one in found.by_funding] == [
        (FundingSource.GENERAL, 85_466),
        (FundingSource.NATIONAL, 27_266),
        (FundingSource.TRANSFER, 11_833),
    ]
    assert [(one.code, one.total.count) for one in found.by_verdict] == [
        ("appropriate", 1), ("conditional", 0), ("needs_revision", 0), ("deferred", 0), (None, 5),
    ]  # fmt: skip


def test_a_reader_and_a_department_sum_up_what_they_see_only(seeded):
    reader = seen_by("viewer", seeded, statistics.amounts, WANTED, 2021)
    officer = seen_by("kenko", seeded, statistics.amounts, WANTED, 2021)
    nobody = seen_by(None, seeded, statistics.amounts, WANTED, 2021)

    assert reader.total == Total(5, 64_549)
    assert "総務部" not in [one.name.ja for one in reader.by_department]
    assert officer.total == Total(2, 21_403)
    assert [one.name.ja for one in officer.by_department] == ["健康福祉部"]
    assert nobody.total == Total()
    assert nobody.by_department == nobody.by_funding == ()


def test_years_and_flow_know_the_same_scope(seeded):
    years = seen_by("kenko", seeded, statistics.years, 2022)
    found = seen_by("kenko", seeded, statistics.flow, WANTED)

    assert {one.cycle.id: one.total for one in years if one.total.count} == {
        SEPTEMBER: Total(2, 21_403)
    }
    assert sum(one.waiting for one in found.stages) == 2
    assert seen_by(None, seeded, statistics.flow, WANTED).turns == ()


def test_the_years_go_by_the_place_of_a_budget_in_the_year(seeded):
    years = seen_by("secretariat", seeded, statistics.years, 2022)

    assert [one.cycle.id for one in years if one.cycle.budget_year == 2022] == [
        "2022-06", "2022-09", "2022-12", "2022-initial", "2022-02",
    ]  # fmt: skip
    assert seen_by("secretariat", seeded, statistics.years, 2020) == ()


def test_withdrawn_items_are_in_no_figure(office):
    office.an_item("withdrawn")

    assert amounts(office).total == Total()
    assert flow(office).turns == ()


def test_what_no_funding_line_accounts_for_is_a_part_of_its_own(office):
    lines = (FundingLine(FundingSource.BOND, 60_016),)
    office.an_item(sheet=office.a_sheet(funding_lines=lines))
    office.an_item(sheet=office.a_sheet(amount_kyen=-1_395, funding="基金（見込み）"))

    found = amounts(office)

    assert found.total == Total(2, 58_621)
    assert [(one.source, one.kyen) for one in found.by_funding] == [
        (FundingSource.BOND, 60_016), (None, -1_395),
    ]  # fmt: skip


def test_items_stand_in_the_matrix_by_field_and_step(office):
    office.an_item(sheet=office.a_sheet(dx_step=DxStep.TRANSFORMATION, amount_kyen=7))
    office.an_item(sheet=office.a_sheet(amount_kyen=5))

    found = amounts(office)

    filled = [(one.title.ja, one.dx_step, one.total) for one in found.by_step if one.total.count]
    assert len(found.by_step) == 9
    assert filled == [("行政", DxStep.TRANSFORMATION, Total(1, 7))]
    assert found.without_step == Total(1, 5)


def test_days_are_counted_without_the_weekend_and_the_holiday(office):
    """9 August 2021 is a Monday and a holiday; everything here was counted on a calendar."""
    on(office, 2)
    item_id = office.an_item()
    for day, action, login in (
        (5, "submit", "officer"),
        (10, "receive", "reviewer"),
        (10, "send_back", "reviewer"),
        (12, "submit", "officer"),
        (12, "receive", "reviewer"),
        (17, "approve", "reviewer"),
        (18, "evaluate", "evaluator"),
        (20, "report", "secretariat"),
    ):
        on(office, day)
        office.act(item_id, action, login)

    found = flow(office)

    assert {one.state: (one.ended, one.median, one.ninetieth) for one in found.stages} == {
        "draft": (1, 3, 3),
        "submitted": (2, 1, 2),
        "under_review": (2, 1.5, 3),
        "returned": (1, 2, 2),
        "reviewed": (1, 1, 1),
        "evaluated": (1, 2, 2),
    }
    assert {one.turn: one.days for one in found.turns} == {
        (Role.OFFICER,): 5, (Role.REVIEWER,): 5, (Role.EVALUATOR,): 1, (Role.SECRETARIAT,): 2,
    }  # fmt: skip
    assert (found.finished, found.whole_median, found.whole_ninetieth) == (1, 10, 10)


def test_an_item_that_waits_counts_for_its_turn_but_for_no_lead_time(office):
    on(office, 6)
    office.an_item()
    on(office, 10)

    draft = stages(flow(office))["draft"]

    assert (draft.ended, draft.median, draft.ninetieth) == (0, None, None)
    assert (draft.waiting, draft.longest_wait) == (1, 1)
    assert [(one.turn, one.days) for one in flow(office).turns] == [((Role.OFFICER,), 1)]


def test_a_carry_over_ends_no_stay(office):
    on(office, 2)
    item_id = office.an_item("submitted")
    on(office, 4)
    office.act(item_id, "carry_over", "reviewer")
    on(office, 5)

    later = flow(office, wanted=ItemFilter(cycle_id="2021-12"))

    assert flow(office).turns == ()
    assert stages(later)["submitted"].longest_wait == 3


def test_nine_of_ten_is_the_shortest_time_that_holds_for_them(office):
    for day in (2, 3, 4, 5, 6, 10, 11, 12, 13, 16):
        on(office, 2)
        item_id = office.an_item()
        on(office, day)
        office.act(item_id, "submit", "officer")

    draft = stages(flow(office))["draft"]

    assert (draft.ended, draft.median, draft.ninetieth) == (10, 4.5, 8)


def test_an_empty_cycle_shows_the_stages_of_its_process(office):
    found = flow(office, wanted=ItemFilter(cycle_id="2021-06"))

    assert [one.state for one in found.stages] == [
        "draft", "submitted", "under_review", "returned",
    ]  # fmt: skip
    assert found.whole_median is None
