"""What two people carry out at the same moment happens once: no doubles, and nothing lost."""

from collections import Counter
from functools import partial

import pytest
from sqlalchemy import func, select

from tests.items.test_at_once import THREADS, at_once, successes
from tests.support.april import DAY, LINES
from tests.support.conditions import conditional, first_of
from tests.support.exchange import brought
from tests.support.ledger import ledger_breaks
from tests.support.office import SEPTEMBER
from tests.support.rosters import brought as brought_roster
from tests.transfers.test_transfers import handed_to, on_the_day, planned, roles, view
from workflow import (
    conditions,
    editions,
    evaluation,
    ledger,
    new_year,
    organisation,
    papers,
    reorganisation,
    reports,
    rosters,
    transfers,
)
from workflow.evaluation import Mark, Scorecard, SessionPlan
from workflow.items import ItemFilter
from workflow.jobs import JobContext
from workflow.masters import setup
from workflow.models import (
    ConditionEntry,
    Cycle,
    Handover,
    Item,
    Paper,
    PaperEdition,
    Person,
    ReportEdition,
    ScoreSheet,
    ScoreSheetEntry,
)
from workflow.values.actor import Title
from workflow.values.vocabulary import AgendaKind, Stage

pytestmark = pytest.mark.both_databases

HEAD = "部局名,課室名,分野,類型,事業名,予算額（千円）,財源,概要"


def count(office, table, *where):
    with office.engine.read() as work:
        return work.session.scalar(select(func.count()).select_from(table).where(*where))


def is_sound(office):
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()
    assert ledger_breaks(office.engine) == ()


def test_one_list_of_people_is_carried_out_once(office):
    view = brought_roster(office, *(f"new{n},新任{n},,N-{n},,,,,閲覧者,,," for n in range(20)))
    before = count(office, Person)

    told = at_once(lambda _: office.do("admin", rosters.commit, view.id, view.seen))

    assert len(successes(told)) == 1, Counter(map(str, told))
    assert count(office, Person) == before + 20
    is_sound(office)


def test_two_lists_of_the_same_people_are_carried_out_once(office):
    lines = [f"new{n},新任{n},,N-{n},,,,,閲覧者,,," for n in range(10)]
    views = [brought_roster(office, *lines) for _ in range(THREADS)]
    before = count(office, Person)

    told = at_once(lambda n: office.do("admin", rosters.commit, views[n].id, views[n].seen))

    assert len(successes(told)) == 1, Counter(map(str, told))
    assert count(office, Person) == before + 10
    is_sound(office)


@pytest.mark.parametrize("alike", [True, False], ids=["one file", "the same file in each window"])
def test_one_file_of_items_is_carried_out_once(office, alike):
    lines = (f"soumu,税務課,行政,procedure,事業{n},60016,一般財源,あれこれ" for n in range(20))
    content = "\n".join([HEAD, *lines]).encode("utf-8-sig")
    officer = office.person("officer")
    files = [brought(office.engine, officer, content) for _ in range(1 if alike else THREADS)]

    told = at_once(lambda n: files[0 if alike else n].commit())

    # A second delivery is told what the first one did.
    assert len(set(told)) == len({one.created for one in told}) == 1, Counter(map(str, told))
    assert count(office, Item) == 20
    is_sound(office)


def test_two_administrators_prepare_one_year_once(office):
    shown = office.look("admin", new_year.proposal, 2022)

    told = at_once(lambda _: office.do("admin", new_year.prepare, 2022, shown.seen))

    assert shown in told
    assert all(one == shown or not one.cycles for one in told)
    assert count(office, Cycle, Cycle.fiscal_year == 2022) == len(shown.cycles)
    is_sound(office)


def test_of_two_who_looked_at_the_same_organisation_one_changes_it(office):
    there = office.look("admin", organisation.of, 2022)
    table = list(organisation.wanted_of(there))

    def task(number):
        name = Title(f"新部{number}", "")
        wanted = [*table, organisation.WantedDepartment(f"new{number}", name)]
        return office.do("admin", organisation.change, 2022, wanted, there.fingerprint)

    told = at_once(task)

    assert len(successes(told)) == 1, Counter(map(str, told))
    after = office.look("admin", organisation.of, 2022)
    assert len(after.departments) == len(there.departments) + 1
    is_sound(office)


def test_of_plans_that_change_the_same_departments_on_one_day_one_is_decided(office):
    write = partial(office.do, "admin", reorganisation.write, None)
    plans = [write(f"組織改編案{number}", DAY, LINES) for number in range(THREADS)]
    seen = [office.look("admin", reorganisation.plan, one).seen for one in plans]

    told = at_once(lambda n: office.do("admin", reorganisation.decide, plans[n], seen[n]) or n)

    assert len(successes(told)) == 1, Counter(map(str, told))
    is_sound(office)


def test_one_paper_of_a_year_is_frozen_once(office):
    told = at_once(
        lambda _: office.do("secretariat", editions.freeze, AgendaKind.GOALS, 2021, "", 1)
    )

    assert count(office, PaperEdition) == 1, Counter(map(str, told))
    is_sound(office)


@pytest.mark.parametrize("freezing", [2, 5])
def test_a_report_is_frozen_as_its_items_stand_before_or_after_their_moves(office, freezing):
    ids = [office.an_item("evaluated", office.a_sheet(name=f"事業{n}")) for n in range(3)]
    meeting = office.meetings[SEPTEMBER]

    def task(number):
        if number < freezing:
            return office.do("secretariat", reports.freeze, meeting, Stage.EVALUATED, "", 1)
        return office.act(ids[number % 3], "reopen", "evaluator")

    at_once(task)

    assert count(office, ReportEdition) == 1
    is_sound(office)
    found = office.look("admin", lambda work: list(reports.verify(work, meeting)))
    assert {one.is_sound for one in found} == {True}


@pytest.mark.parametrize("_time", range(3))
def test_one_big_paper_is_made_where_its_button_is_pressed_again_and_again(office, _time):
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    told = at_once(lambda _: office.do("secretariat", papers.ask, "list", wanted, "pdf"))

    with office.engine.read() as work:
        assert set(told) == set(work.session.scalars(select(Paper.id))), Counter(map(str, told))
    assert len(set(told)) == 1


def test_one_condition_is_answered_once(office):
    item_id = conditional(office)
    condition = first_of(office, item_id)
    seen = office.look("officer", conditions.one, condition.id).seen

    told = at_once(
        lambda n: office.do("officer", conditions.answer, condition.id, f"示しました{n}。", seen)
    )

    assert len(successes(told)) == 1, Counter(map(str, told))
    assert count(office, ConditionEntry, ConditionEntry.condition_id == condition.id) == 1


def _open(work, plan):
    evaluation.open_session(work, evaluation.set_up_session(work, plan))


def test_one_score_sheet_is_submitted_once_from_many_windows(office):
    item_id = office.an_item("reviewed")
    office.set_up(lambda work: setup.put_criterion(work, "plan", Title("計画", "Plan"), 0))
    plan = SessionPlan(
        fiscal_year=2021, title=Title("評価会", ""), begins_on=None, cycle_ids=(SEPTEMBER,),
        scorers=(office.person("evaluator").person_id,),
        finalisers=(office.person("evaluator").person_id,), criteria=("plan",),
    )  # fmt: skip
    office.do("secretariat", lambda work: _open(work, plan))
    seen = office.row(item_id).content_hash

    def task(number):
        card = Scorecard((Mark("plan", 1 + number % 5),), f"{number}", "appropriate")
        if number % 2:
            return office.do("evaluator", evaluation.save_sheet, item_id, card, 0)
        return office.do("evaluator", evaluation.submit_sheet, item_id, card, 0, seen)

    told = at_once(task)

    assert len(successes(told)) == 1, Counter(map(str, told))
    assert count(office, ScoreSheet) == 1
    assert count(office, ScoreSheetEntry) <= 1
    is_sound(office)


def test_a_plan_of_transfers_is_carried_out_once_by_hand_and_by_the_day_at_the_same_moment(office):
    office.an_item("returned")
    line = "officer\t各課担当\tsoumu\t\t\t\t\tcolleague\t"
    plan_id = planned(office, line)
    at_once(lambda _: office.do("admin", transfers.decide, plan_id, view(office, plan_id).seen))
    on_the_day(office)
    seen = view(office, plan_id).seen
    worker = JobContext(office.engine.database, office.clock, library=office.engine.library)

    def task(number):
        if number % 2:
            return worker.put_plans_in_force()
        return office.do("admin", transfers.take_effect, plan_id, seen)

    at_once(task)
    office.meet_anew()

    assert roles(office, "officer") == frozenset()
    assert count(office, Handover, Handover.plan_id == plan_id) == 1
    (handed,) = handed_to(office, "colleague")
    at_once(lambda _: office.do("colleague", transfers.take_over, handed.ref))
    assert handed_to(office, "colleague") == []
    is_sound(office)
