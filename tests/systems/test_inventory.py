"""The inventory: systems added, reviewed in rounds, joined by interfaces, renewed by items."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from tests.support.inventory import SAID, added, audited, moved, revision
from tests.support.office import INITIAL, SEPTEMBER
from workflow import items, search, systems
from workflow.models import System
from workflow.systems import (
    Decision,
    SystemChanged,
    SystemDraft,
    SystemFilter,
    SystemNotInState,
)
from workflow.values.errors import InputRefused, NotFound, OtherDepartment, WrongRole
from workflow.values.systems import Assessment, ReviewState, SystemAct
from workflow.values.vocabulary import Network


@pytest.mark.both_databases
def test_a_system_goes_through_rounds_of_review_and_every_step_is_in_the_record(office):
    one = added(office)
    moved(office, "officer", one, "survey")
    moved(office, "reviewer", one, "send_back", "費用の内訳を")
    assert office.look("officer", systems.one, one).sent_back.note == "費用の内訳を"
    moved(office, "officer", one, "survey")
    decided = Decision(Assessment.RENEW, date(2022, 3, 31), "標準準拠システムへ移る。")
    seen = revision(office, one)
    with ThreadPoolExecutor(2) as both:
        sent = [
            both.submit(office.do, "reviewer", systems.assess, one, decided, seen) for _ in range(2)
        ]
        assert [each.result() for each in sent] == [None, None]
    moved(office, "officer", one, "carry_out", "令和4年1月に切り替えた。")
    moved(office, "reviewer", one, "review")

    found = office.look("officer", systems.one, one)
    assert (found.row.state, found.row.round, found.row.assessment) == ("survey", 2, None)
    assert [step.action.value for step in found.steps] == [
        "review", "carry_out", "assess", "survey", "send_back", "survey", "add",
    ]  # fmt: skip
    assert found.row.networks == (Network.MY_NUMBER, Network.LGWAN)
    assert found.costs == {2017: 60_000, 2021: 66_000}
    moved(office, "officer", one, "retire", "廃止")
    assert office.look("officer", systems.page, SystemFilter()).rows == ()
    with pytest.raises(SystemNotInState):
        moved(office, "reviewer", one, "survey")
    assert audited(office) == ()
    with office.engine.database.writing() as session:
        session.execute(update(System).where(System.id == one).values(vendor="別の会社"))
    assert [(each.subject, each.code) for each in audited(office)] == [("system", str(one))]


def test_the_same_sent_twice_is_done_once_and_another_one_is_told_of_the_change(office):
    one = added(office)
    assert added(office) == one
    with pytest.raises(InputRefused) as taken:
        added(office, who="colleague")
    assert taken.value.problems[0].data == {"number": one}

    changed = replace(SAID, vendor="△△ソフト")
    for _ in range(2):
        office.do("officer", systems.edit, one, changed, 1)
    with pytest.raises(SystemChanged):
        office.do("colleague", systems.edit, one, replace(SAID, users=3), 1)
    for _ in range(2):
        office.do("officer", systems.move, one, SystemAct.SURVEY, 2)
    steps = office.look("officer", systems.one, one).steps
    assert [step.action.value for step in steps] == ["survey", "edit", "add"]


def test_each_sees_and_writes_what_is_theirs(office):
    own, other = added(office), added(office, replace(SAID, department="kensetsu", section=""),
                                      "neighbour")  # fmt: skip

    def seen(who: str) -> set[int]:
        return {one.id for one in office.look(who, systems.every, SystemFilter())}

    assert seen("officer") == seen("colleague") == {own}
    assert seen("neighbour") == {other}
    assert seen("reviewer") == seen("viewer") == seen("admin") == {own, other}
    assert seen("planner") == seen("advisor") == seen("nothing") == set()
    assert office.look("officer", systems.page, SystemFilter()).kyen == 66_000
    assert [one.id for one in office.look("neighbour", systems.find, "税務")] == [other]
    for verb, *more in ((systems.one,), (systems.draft_of,)):
        with pytest.raises(NotFound):
            office.look("officer", verb, other, *more)
    for act in (systems.edit, SAID, 1), (systems.move, SystemAct.SURVEY, 1):
        with pytest.raises(NotFound):
            office.do("officer", act[0], other, *act[1:])
    with pytest.raises(OtherDepartment):
        added(office, replace(SAID, department="kikaku", section=""))
    with pytest.raises(WrongRole):
        added(office, who="viewer")
    with pytest.raises(WrongRole):
        office.do("viewer", systems.move, own, SystemAct.RETIRE, 1, "廃止")


def test_what_is_wrong_is_named_beside_its_field_and_nothing_is_done(office):
    with pytest.raises(InputRefused) as refused:
        added(
            office,
            SystemDraft(
                "soumu", " ", section="無い課", vendor="社" * 10_000, users=10_000_000,
                contract_from=date(2022, 4, 1), contract_until=date(2021, 4, 1),
                costs={2021: -1}, interfaces=("999 住民情報", "無いシステム：データ"),
            ),
        )  # fmt: skip
    assert [one.field for one in refused.value.problems] == [
        "vendor", "interfaces", "interfaces", "name", "section", "users", "contract_until",
        "cost_2021",
    ]  # fmt: skip
    one = added(office)
    with pytest.raises(InputRefused) as itself:
        office.do("officer", systems.edit, one, replace(SAID, interfaces=(f"{one} 自分",)), 1)
    assert itself.value.problems[0].key == "system_interface_itself"
    moved(office, "officer", one, "survey")
    with pytest.raises(InputRefused) as undecided:
        office.do("reviewer", systems.assess, one, Decision(Assessment.STOP, None, " "), 2)
    assert {each.field for each in undecided.value.problems} == {"act_by", "reasons"}
    assert office.look("officer", systems.one, one).row.state is ReviewState.STUDY
    assert audited(office) == ()


def test_interfaces_are_read_by_number_or_name_and_stand_at_both_ends(office):
    other = replace(SAID, department="kensetsu", section="", name="財務会計システム")
    target = added(office, other, "neighbour")
    own = added(office, replace(SAID, name="収納管理システム"))
    lines = ("財務会計システム：収納データ", "財務会計システム：もう一度", f"{own} 調定データ")

    one = added(office, replace(SAID, interfaces=lines))

    there, near = office.look("officer", systems.one, one).hands_on
    (back,) = office.look("neighbour", systems.one, target).receives
    assert (there.name, there.data, there.readable) == ("財務会計システム", "収納データ", False)
    assert (back.name, back.readable) == ("税務総合システム", False)
    assert (near.name, near.data, near.readable) == ("収納管理システム", "調定データ", True)
    written = (f"{target} 収納データ", f"{own} 調定データ")
    assert office.look("officer", systems.draft_of, one).interfaces == written
    # What stands there already is written by its number; others by theirs are not to be found out.
    office.do("officer", systems.edit, one, replace(SAID, users=7, interfaces=written), 1)
    with pytest.raises(InputRefused) as refused:
        added(office, replace(SAID, name="別のシステム", interfaces=(f"{target} 収納データ",)))
    assert [one.key for one in refused.value.problems] == ["system_interface_unknown"]


def test_what_ends_without_an_item_is_shown_until_one_names_it(office):
    one = added(office)
    quiet = added(office, replace(SAID, name="止めるシステム"))
    moved(office, "officer", quiet, "survey")
    stop = Decision(Assessment.STOP, date(2022, 3, 31), "利用が少ない。")
    office.do("reviewer", systems.assess, quiet, stop, 2)

    before = office.look("officer", systems.ending, 2022)
    assert [(end.row.id, end.on, end.is_contract) for end in before.systems] == [
        (one, date(2022, 3, 31), True)
    ]
    assert [(y.year, y.systems, y.without_item) for y in before.years][:3] == [
        (2021, 0, 0), (2022, 1, 1), (2023, 1, 1),
    ]  # fmt: skip
    assert office.look("reviewer", systems.waiting, 2022).total == 1
    assert office.look("neighbour", systems.waiting, 2022).total == 0
    assert office.look("viewer", systems.waiting, 2022).total == 0
    with pytest.raises(NotFound):
        office.do("neighbour", systems.draft_item, one, INITIAL)
    with pytest.raises(WrongRole):
        office.do("reviewer", systems.draft_item, one, INITIAL)

    item_id = office.do("officer", systems.draft_item, one, INITIAL)

    assert office.do("officer", systems.draft_item, one, INITIAL) == item_id
    sheet = office.look("officer", items.get, item_id).sheet
    assert (sheet.system_id, sheet.current_system) == (one, "税務総合システム")
    assert (sheet.contract_ends_on, sheet.previous_amount_kyen) == (date(2022, 3, 31), 66_000)
    assert office.look("officer", systems.ending, 2022).systems == ()
    assert office.look("officer", systems.waiting, 2022).total == 0
    assert [each.id for each in office.look("officer", systems.one, one).items] == [item_id]
    # The supplementary budget of the year before would do as well, one of long before would not.
    assert office.look("officer", systems.ending, 2023).systems == ()
    office.do("officer", systems.draft_item, quiet, SEPTEMBER)
    wrong = replace(sheet, system_id=999)
    with pytest.raises(InputRefused):
        office.do("officer", items.save, item_id=item_id, sheet=wrong,
                  seen=office.look("officer", items.get, item_id).written_hash)  # fmt: skip


def test_costs_interfaces_and_kinds_are_those_of_what_the_reader_may_see(office):
    target = added(office, replace(SAID, name="職員研修管理システム", vendor="", costs={2021: 500}))
    lines = ("職員研修管理システム：受講者",)
    other = added(
        office,
        replace(SAID, department="kensetsu", section="", name="職員研修の台帳システム",
                interfaces=lines),
        "neighbour",
    )  # fmt: skip

    whole, own = (office.look(who, systems.costs) for who in ("viewer", "officer"))
    assert [(one.code, one.systems, one.kyen[2021]) for one in whole.departments] == [
        ("soumu", 1, 500), ("kensetsu", 1, 66_000),
    ]  # fmt: skip
    assert [(one.code, one.kyen[2017]) for one in whole.vendors] == [(SAID.vendor, 60_000), ("", 0)]
    assert (whole.total.kyen[2021], own.total.kyen[2021]) == (66_500, 500)
    (flow,) = office.look("officer", systems.interface_map, "soumu").flows
    assert (flow.source.name, flow.source.readable, flow.data) == (
        "職員研修の台帳システム", False, "受講者",
    )  # fmt: skip
    assert office.look("planner", systems.interface_map).flows == ()
    (kind,) = office.look("reviewer", search.kinds)
    assert [row.id for row in kind.rows] == [target, other]
    assert office.look("officer", search.kinds) == ()
    (alike,) = office.look("reviewer", search.similar_systems, target)
    assert (alike.row.id, alike.words) == (other, ("職員研修",))
    assert office.look("officer", search.similar_systems, target) == ()
