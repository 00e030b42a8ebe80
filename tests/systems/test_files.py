"""The inventory from a file: what comes in as it was shown, and what is left out."""

from dataclasses import replace

import pytest

from tests.support.inventory import SAID, added, audited
from workflow import systems
from workflow.systems import (
    SystemChanged,
    SystemsNotReady,
)
from workflow.values.errors import NotFound, WrongRole


def test_an_inventory_that_counts_its_rows_and_names_sections_only_adds_systems(office):
    added(office)
    file = (
        "No.,所管課,システム名\n1,税務課,申告受付\n2,soumu 税務課,納税通知\n3,謎の課,台帳\n,,合計\n"
    )
    brought = office.look("officer", systems.FILES.bring, "a.csv", file.encode())
    staged = office.do("officer", systems.FILES.stage, brought)

    plan = office.look("officer", systems.FILES.staged, staged).plan

    lines = [(one.system_id, one.after.department, one.after.section) for one in plan.lines]
    assert lines == [(None, "soumu", "税務課")] * 2
    assert [(one.row, one.key) for one in plan.problems] == [(4, "required")]
    assert plan.unread == ("No.",)


def test_a_file_is_carried_out_as_it_was_shown_or_not_at_all(office):
    one = added(office)
    file = "部局名,システム名,事業者\nsoumu,税務総合システム,新しい会社\n".encode()
    brought = office.look("officer", systems.FILES.bring, "a.csv", file)
    staged = office.do("officer", systems.FILES.stage, brought)
    shown = office.look("officer", systems.FILES.staged, staged).plan.seen
    office.do("officer", systems.edit, one, replace(SAID, users=1), 1)

    with pytest.raises(SystemChanged):
        office.do("officer", systems.FILES.commit, staged, shown)
    with pytest.raises(NotFound):
        office.look("neighbour", systems.FILES.staged, staged)
    with pytest.raises(WrongRole):
        office.look("viewer", systems.FILES.bring, "a.csv", file)
    shown = office.look("officer", systems.FILES.staged, staged).plan.seen
    assert office.do("officer", systems.FILES.commit, staged, shown) == (0, 1)
    with pytest.raises(SystemsNotReady):
        office.do("officer", systems.FILES.commit, staged, shown)

    found = office.look("officer", systems.draft_of, one)
    assert (found.vendor, found.users, found.costs) == ("新しい会社", 1, SAID.costs)
    assert audited(office) == ()


def test_a_cell_that_cannot_be_read_is_left_out_where_somebody_says_so(office):
    one = added(office)
    file = (
        "部局名,システム名,事業者,サポート終了日\nsoumu,税務総合システム,新しい会社,未定\n"
        "soumu,申告受付,別の会社,未定\nsoumu,,名のない会社,2027-03-31\n"
    ).encode()
    brought = office.look("officer", systems.FILES.bring, "a.csv", file)
    staged = office.do("officer", systems.FILES.stage, brought)
    column = next(
        problem.column
        for problem in office.look("officer", systems.FILES.staged, staged).plan.problems
    )
    left = [(column, "未定"), ("name", ""), ("nothing", "")]

    plan = office.look("officer", systems.FILES.staged, staged, left).plan

    assert (column in plan.optional, "name" in plan.optional) == (True, False)
    assert plan.left == ((column, "未定"),)
    assert {problem.row for problem in plan.problems} == {4}
    with pytest.raises(SystemsNotReady):
        office.do("officer", systems.FILES.commit, staged, plan.seen, left)

    good = office.look("officer", systems.FILES.bring, "b.csv", file.rpartition(b"soumu,,")[0])
    staged = office.do("officer", systems.FILES.stage, good)
    with pytest.raises(SystemsNotReady):
        office.do("officer", systems.FILES.commit, staged, "")
    shown = office.look("officer", systems.FILES.staged, staged, left).plan.seen
    assert office.do("officer", systems.FILES.commit, staged, shown, left) == (1, 1)

    kept = office.look("officer", systems.draft_of, one)
    assert (kept.vendor, getattr(kept, column)) == ("新しい会社", getattr(SAID, column))
