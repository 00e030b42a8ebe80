"""1 April: three departments become two, one of them splits, with items under way and finished."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.support.april import DAY, LINES, rows, sums, the_day_comes, written
from tests.support.ledger import ledger_breaks
from tests.support.office import INITIAL, SEPTEMBER, Office
from workflow import (
    items,
    ledger,
    masters,
    organisation,
    people,
    reorganisation,
    reports,
    search,
    systems,
)
from workflow.models import Notice, Person
from workflow.notices import announcing
from workflow.people import Particulars
from workflow.reorganisation import Line, PlanState, commands
from workflow.systems import SystemDraft
from workflow.values.actor import Title
from workflow.values.errors import ChangedMeanwhile, InputRefused, NotFound, WaitedInACircle
from workflow.values.place import Place
from workflow.values.vocabulary import Stage

pytestmark = pytest.mark.both_databases


@pytest.fixture
def april(office: Office) -> Office:
    """An office with a decided plan for 1 April, finished items and items under way."""
    plan_id = written(office)
    seen = office.look("admin", reorganisation.plan, plan_id).seen
    office.do("admin", reorganisation.decide, plan_id, seen)
    return office


def told(office: Office, item_id: int) -> set[str]:
    """Who is told of the item's last entry."""
    sequence = office.entries(item_id)[-1].sequence
    query = select(Person.login).join(Notice, Notice.person_id == Person.id)
    with office.engine.write() as work:
        announcing.announce(work, item_id, sequence)
        found = query.where(Notice.item_id == item_id, Notice.mark == str(sequence))
        return set(work.session.scalars(found))


def test_two_plans_that_change_one_department_on_one_day_are_not_both_decided(april):
    office = april
    plan_id = written(office)

    shown = office.look("admin", reorganisation.plan, plan_id)
    with pytest.raises(InputRefused) as refused:
        office.do("admin", reorganisation.decide, plan_id, shown.seen)

    assert [one.key for one in refused.value.problems] == ["plan_met"]
    assert shown.problems == refused.value.problems
    office.do("admin", reorganisation.cancel, 1)
    seen = office.look("admin", reorganisation.plan, plan_id).seen
    office.do("admin", reorganisation.decide, plan_id, seen)


def test_items_under_way_follow_and_what_is_finished_stays_byte_for_byte(april):
    office = april
    finished = [office.an_item(state, department=department)
                for department in ("soumu", "kikaku", "kensetsu")
                for state in ("reported", "withdrawn")]  # fmt: skip
    on_report = office.an_item("evaluated")
    office.do("secretariat", reports.freeze, office.meetings[SEPTEMBER], Stage.EVALUATED, "確定")
    tax = office.an_item("returned", cycle=INITIAL)
    estate = office.an_item("reviewed", office.a_sheet(section="財産活用課"), cycle=INITIAL)
    road = office.an_item("draft", department="kensetsu", cycle=INITIAL)
    joint = office.an_item(
        "submitted",
        office.a_sheet(section="技術管理課", joint_departments=("soumu", "kikaku")),
        department="kensetsu",
        cycle=INITIAL,
    )
    system = SystemDraft("soumu", "財産管理システム", section="財産活用課")
    kept, moved = (
        office.do("officer", systems.add, one) for one in (SystemDraft("soumu", "文書"), system)
    )
    before, sums_before = rows(office, [*finished, on_report]), sums(office)
    was = {one: (office.row(one).state, office.row(one).arrived_at) for one in (tax, estate, road)}

    the_day_comes(office)

    assert rows(office, [*finished, on_report]) == before
    assert sums(office) == sums_before
    assert {one: (office.row(one).state, office.row(one).arrived_at) for one in was} == was
    said = {one: office.entries(one)[-1] for one in (tax, estate, road, joint)}
    assert [(entry.action, entry.actor_login, entry.note) for entry in said.values()] == [
        ("reorganise", "admin", "soumu 税務課 → 政策総務部 税務課"),
        ("reorganise", "admin", "soumu 財産活用課 → 県土部 財産課"),
        ("reorganise", "admin", "kensetsu 技術管理課 → 県土部 技術管理課"),
        ("reorganise", "admin", "kensetsu 技術管理課 → 県土部 技術管理課"),
    ]
    assert office.row(estate).sheet.section == "財産課"
    assert office.row(joint).sheet.joint_departments == ("seisaku",)
    places = [office.look("officer", systems.draft_of, one) for one in (kept, moved)]
    assert [(one.department, one.section) for one in places] == [
        ("seisaku", ""),
        ("kendo", "財産課"),
    ]
    assert ledger_breaks(office.engine) == ()
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()
    # Both names find what was under way; what is finished is found by the old one, still.
    for words in ("財産課", "財産活用課"):
        assert [hit.row.id for hit in office.look("reviewer", search.find, words).hits] == [estate]


def test_people_go_along_read_what_was_theirs_and_act_on_what_is_under_way(april):
    office = april
    old, tax = office.an_item("reported"), office.an_item("returned", cycle=INITIAL)
    others = office.an_item("reported", department="kensetsu")
    estate = office.an_item("reviewed", office.a_sheet(section="財産活用課"), cycle=INITIAL)

    tax_section = office.look("admin", organisation.of, 2021).departments[0].sections[0].id
    for login, place in (
        ("colleague", Place(office.departments["soumu"], tax_section)),
        ("planner", Place(office.departments["kikaku"])),
    ):
        known = Particulars(Title(login, login.capitalize()), place=place)
        office.do("admin", people.change, office.person(login).person_id, known)

    the_day_comes(office)

    departments = office.look("admin", organisation.of, 2022).departments
    ids = {one.code: one.id for one in departments}
    assert [one.code for one in departments] == ["seisaku", "kendo"]
    officer, planner = office.person("officer"), office.person("planner")
    # The split department's people go both ways until somebody says otherwise.
    assert {ids["seisaku"], ids["kendo"]} < {one.department_id for one in officer.grants}
    assert ids["kendo"] not in {one.department_id for one in planner.grants}
    colleague = office.person("colleague")  # of a section: goes with it
    assert {one.department_id for one in colleague.grants} & set(ids.values()) == {ids["seisaku"]}
    head = office.look("admin", people.one, planner.person_id).workplace
    assert (head.department.ja, head.section) == ("政策総務部", None)
    held = office.look("admin", people.one, officer.person_id).grants
    assert {(one.department.ja, *one.period) for one in held} == {
        ("soumu", None, date(2022, 3, 31)), ("政策総務部", DAY, None), ("県土部", DAY, None),
    }  # fmt: skip
    assert office.look("officer", items.get, old).row.department.ja == "soumu"
    assert office.look("planner", items.get, old).row.department.ja == "soumu"
    with pytest.raises(NotFound):
        office.look("planner", items.get, others)
    # Only officers are told: for the center nothing has changed.
    assert told(office, tax) == {"officer", "colleague", "planner", "everything"}
    assert told(office, estate) == set()
    office.act(tax, "submit", "planner")
    assert office.row(tax).state == "submitted"
    assert ledger_breaks(office.engine) == ()
    with pytest.raises(NotFound):
        office.a_draft(cycle=INITIAL)  # the old department has ended


def test_a_plan_that_was_overtaken_waits_to_be_decided_again(april):
    office = april
    (row,) = office.look("admin", reorganisation.plans)
    table = organisation.wanted_of(office.look("admin", organisation.of, 2022))
    more = table[1]._replace(
        sections=(*table[1].sections, organisation.WantedSection(None, "新課"))
    )
    office.do("admin", organisation.change, 2022, [table[0], more, table[2]])

    the_day_comes(office)

    shown = office.look("admin", reorganisation.plan, row.id)
    assert (shown.row.state, shown.problems) == (PlanState.OUTDATED, ())
    office.do("admin", reorganisation.decide, row.id, shown.seen)
    the_day_comes(office)
    seisaku = office.look("admin", organisation.of, 2022).departments[0]
    assert [one.name for one in seisaku.sections] == ["税務課", "デジタル政策推進課", "新課"]


def test_a_plan_that_met_somebody_elses_change_stays_decided_and_takes_effect_a_little_later(
    april, monkeypatch
):
    carry_out = commands.carry_out
    met = []

    def carried_out(*given):
        if len(met) < 2:  # two workers put it in force at once
            met.append(WaitedInACircle())
            raise met[-1]
        return carry_out(*given)

    monkeypatch.setattr(commands, "carry_out", carried_out)
    states = []
    for _ in range(2):
        the_day_comes(april)
        (row,) = april.look("admin", reorganisation.plans)
        states.append(row.state)

    assert states == [PlanState.DECIDED, PlanState.DONE]


def test_in_the_middle_of_a_year_what_ends_stays_in_its_lists_until_then(office):
    office.an_item("submitted", department="kikaku")
    office.do("admin", masters.add_other_name, "kikaku", "企")
    office.do("planner", masters.remember, {"きかく": office.departments["kikaku"]})
    day = date(2021, 10, 1)
    plan_id = written(office, [Line("kikaku", "", "デジタル部", "", "digital")], day)
    office.do("admin", reorganisation.decide, plan_id,
              office.look("admin", reorganisation.plan, plan_id).seen)  # fmt: skip

    the_day_comes(office, day)

    year = office.look("admin", organisation.of, 2021)
    assert [(one.code, one.ends_on) for one in year.departments] == [
        ("soumu", None), ("digital", None), ("kikaku", day - timedelta(days=1)),
        ("kensetsu", None),
    ]  # fmt: skip
    next_year = office.look("admin", organisation.of, 2022)
    assert [one.code for one in next_year.departments] == ["soumu", "digital", "kensetsu"]
    offered = office.look("planner", items.departments, 2021)
    assert [one.code for one in offered if one.ended] == ["kikaku"]
    # Files of the new year and of the old one may go on using every name.
    names = {one.name: one.department.ja for one in office.look("admin", masters.other_names)}
    assert names == {"企": "デジタル部", "kikaku": "デジタル部"}
    digital, kikaku = next_year.departments[1].id, office.departments["kikaku"]
    for among in ([digital], [kikaku]):
        meant = office.look("planner", masters.meant, among)
        assert [meant[name] for name in ("企", "きかく")] == among * 2


def test_what_would_be_left_behind_or_be_two_of_one_name_stands_against_a_plan(office):
    without = office.a_draft(office.a_sheet(section=""), cycle=INITIAL).item_id
    head = Particulars(Title("officer", "Officer"), place=Place(office.departments["soumu"]))
    office.do("admin", people.change, office.person("officer").person_id, head)
    for section in ("税務課", "財産活用課"):
        office.a_draft(office.a_sheet(section=section, name="同じ名前の事業"), cycle=INITIAL)
    plan_id = written(
        office,
        [
            Line("soumu"),
            Line("soumu", "税務課", "kikaku", "総務課"),
            Line("soumu", "財産活用課", "kikaku", "総務課"),
        ],
    )

    shown = office.look("admin", reorganisation.plan, plan_id)

    assert [(one.key, one.data.get("names") or one.data.get("name")) for one in shown.problems] == [
        ("plan_items_without_section", office.row(without).name),
        ("plan_people_without_section", "officer"),
        ("plan_same_names", "同じ名前の事業"),
    ]
    with pytest.raises(InputRefused):
        office.do("admin", reorganisation.decide, plan_id, shown.seen)


def test_a_plan_that_somebody_wrote_anew_meanwhile_is_not_written_over(office):
    plan_id = written(office)
    seen = office.look("admin", reorganisation.plan, plan_id).written
    office.do("admin", reorganisation.write, plan_id, "別の題", DAY, LINES[:1], seen)

    with pytest.raises(ChangedMeanwhile):
        office.do("admin", reorganisation.write, plan_id, "私の題", DAY, LINES, seen)
