"""The planned list beside the results, carry-overs to the next meeting, and agendas."""

import csv
import io
import json
from dataclasses import replace

import pytest

from tests.support.office import DECEMBER, NOTE, SEPTEMBER
from webapp.reports.sums import frozen_glances
from workflow import reports
from workflow.documents import snapshot
from workflow.documents.pdf_file import pictures
from workflow.reports import AgendaEntry, AgendaFrozen
from workflow.values.errors import InputRefused, SomeoneElseActedFirst
from workflow.values.vocabulary import AgendaKind, Fate, Stage

LISTS = (
    AgendaEntry(1, 8, "評価結果", AgendaKind.EVALUATED),
    AgendaEntry(1, 7, "検討予定", AgendaKind.PLANNED),
)


def save(office, headquarters, entries, seen: int) -> None:
    office.do("secretariat", reports.save_agenda, headquarters.meeting, entries, seen)


def test_what_became_of_every_planned_item_is_told(headquarters, office):
    stays = office.an_item("evaluated", office.a_sheet(name="残る"))
    gone = office.an_item("submitted", office.a_sheet(name="取り下げる"))
    moved = office.an_item("submitted", office.a_sheet(name="繰り越す"))
    waits = office.an_item("reviewed", office.a_sheet(name="待つ"))
    headquarters.freeze(Stage.PLANNED)
    office.act(gone, "withdraw", "officer", note="事業をやめた")
    office.act(moved, "carry_over", "reviewer", note="見積が間に合わない")
    added = office.an_item("evaluated", office.a_sheet(name="加わる", amount_kyen=500))
    headquarters.freeze(Stage.EVALUATED)

    found = office.look("viewer", reports.difference, headquarters.meeting)

    assert {row.item_id: (row.fate, row.reason) for row in found.rows} == {
        stays: (Fate.EVALUATED, ""),
        gone: (Fate.WITHDRAWN, "事業をやめた"),
        moved: (Fate.CARRIED_OVER, "見積が間に合わない"),
        waits: (Fate.WAITING, ""),
        added: (Fate.ADDED, ""),
    }
    assert (found.planned_kyen, found.evaluated_kyen) == (4 * 60_016, 60_516)
    assert [row.change_kyen for row in found.rows] == [0, -60_016, -60_016, -60_016, 500]
    assert sum(row.change_kyen for row in found.rows) == found.change_kyen
    document = office.look("viewer", reports.difference_file, headquarters.meeting)
    rows = list(csv.DictReader(io.StringIO(document.content.decode("utf-8-sig"))))
    assert [(row["name"], row["fate"]) for row in rows] == [
        ("残る", "評価済"), ("取り下げる", "取下げ"), ("繰り越す", "繰越"), ("待つ", "未評価"),
        ("加わる", "追加"),
    ]  # fmt: skip


def test_what_is_evaluated_after_the_freeze_is_told_with_its_verdict_and_the_lift(
    headquarters, office
):
    office.an_item("evaluated", office.a_sheet(name="残る"))
    late = office.an_item("reviewed", office.a_sheet(name="後から"))
    headquarters.freeze(Stage.PLANNED)
    headquarters.freeze(Stage.EVALUATED)
    before = office.look("viewer", reports.difference, headquarters.meeting)
    headquarters.lift("一件を加えるため")
    office.act(late, "evaluate", "evaluator", findings="所見")

    found = office.look("viewer", reports.difference, headquarters.meeting)

    row = next(row for row in found.rows if row.item_id == late)
    assert (row.fate, row.evaluated_kyen) == (Fate.EVALUATED_SINCE, None)
    assert row.verdict
    assert (before.lifted_at, found.lift_reason) == (None, "一件を加えるため")
    assert found.lifted_at is not None
    document = office.look("viewer", reports.difference_file, headquarters.meeting)
    rows = list(csv.DictReader(io.StringIO(document.content.decode("utf-8-sig"))))
    assert [(row["name"], row["fate"], row["change_kyen"]) for row in rows] == [
        ("残る", "評価済", "0"), ("後から", "確定後に評価", "-60016"),
    ]  # fmt: skip


def test_verdicts_stand_in_the_masters_order_and_in_older_editions_as_they_were(
    headquarters, office
):
    for name, verdict in (
        ("一", "needs_revision"),
        ("二", "needs_revision"),
        ("三", "appropriate"),
    ):
        item = office.an_item("reviewed", office.a_sheet(name=name))
        office.act(item, "evaluate", "evaluator", verdict=verdict)
    made = headquarters.freeze(Stage.EVALUATED)
    older = json.loads(json.dumps(made.snapshot)) | {"format": 4}
    del older["listing"]["verdicts"]

    def drawn(kept):
        found = {one["title"]: one["bars"] for one in pictures(snapshot.listing_in(kept))}
        return [
            [(bar["name"], bar["label"]) for bar in found[f"評価区分別（{of}）"]]
            for of in ("件数", "千円")
        ]

    masters, frequent = ["appropriate", "needs_revision"], ["needs_revision", "appropriate"]
    assert [[name for name, _ in bars] for bars in drawn(made.snapshot)] == [masters] * 2
    assert [[name for name, _ in bars] for bars in drawn(older)] == [frequent] * 2
    assert [sorted(bars) for bars in drawn(older)] == [
        sorted(bars) for bars in drawn(made.snapshot)
    ]
    for kept in (made, replace(made, snapshot=older)):
        [glance] = frozen_glances(kept, masters)
        assert [(one.name, one.count) for one in glance.by_verdict] == [
            ("appropriate", 1), ("needs_revision", 2),
        ]  # fmt: skip


def test_a_carried_over_item_is_on_the_next_meetings_report_and_not_on_the_former(
    headquarters, office
):
    office.an_item("submitted")
    item_id = office.an_item("submitted", office.a_sheet(name="繰り越す"))
    office.act(item_id, "carry_over", "reviewer")
    next_meeting = office.meetings[DECEMBER]

    former = headquarters.freeze(Stage.PLANNED)
    later = office.do("secretariat", reports.freeze, next_meeting, Stage.PLANNED)

    assert [one["item"] for one in later.snapshot["items"]] == [item_id]
    assert item_id not in [one["item"] for one in former.snapshot["items"]]
    assert later.remarks == (f"繰越　NO.1「繰り越す」は{SEPTEMBER}から繰り越した。理由：{NOTE}",)
    came, left = office.look("viewer", reports.carried, next_meeting)
    assert [(one.item_id, one.from_cycle, one.reason) for one in came] == [
        (item_id, SEPTEMBER, NOTE)
    ]
    assert left == ()
    came, left = office.look("viewer", reports.carried, headquarters.meeting)
    assert (came, [one.item_id for one in left]) == ((), [item_id])


def test_a_carry_over_is_told_to_nobody_who_may_not_see_the_item(headquarters, office):
    item_id = office.an_item("submitted")
    office.act(item_id, "carry_over", "reviewer")

    for login, seen in (("neighbour", []), ("colleague", [item_id])):
        came, _ = office.look(login, reports.carried, office.meetings[DECEMBER])
        assert [one.item_id for one in came] == seen


def test_a_paper_is_printed_with_the_number_that_the_agenda_gives_it(headquarters, office):
    office.an_item("evaluated")
    save(office, headquarters, LISTS, 0)

    assert headquarters.freeze(Stage.PLANNED).paper == "資料1-7"
    assert headquarters.freeze(Stage.EVALUATED).paper == "資料1-8"


def test_an_agenda_is_kept_in_the_order_of_its_numbers_and_every_version_counts(
    headquarters, office
):
    save(office, headquarters, LISTS, 0)
    save(office, headquarters, LISTS, 0)
    save(office, headquarters, LISTS[:1], 1)

    there = office.look("viewer", reports.agenda, headquarters.meeting)

    assert (there.version, there.entries) == (2, LISTS[:1])
    with pytest.raises(SomeoneElseActedFirst):
        save(office, headquarters, (), 1)


def test_an_agenda_stands_still_while_the_report_is_frozen(headquarters, office):
    office.an_item("evaluated")
    headquarters.freeze()
    with pytest.raises(AgendaFrozen):
        save(office, headquarters, LISTS, 0)

    headquarters.lift()

    save(office, headquarters, LISTS, 0)
    assert office.look("viewer", reports.agenda, headquarters.meeting).version == 1


@pytest.mark.parametrize(
    ("entries", "field", "key"),
    [
        ((AgendaEntry(0, 1, "題"),), "number-0", "paper_number_out_of_range"),
        ((AgendaEntry(1, 100, "題"),), "number-0", "paper_number_out_of_range"),
        ((AgendaEntry(1, 1, "題"), AgendaEntry(1, 1, "別")), "number-1", "paper_number_twice"),
        ((AgendaEntry(1, 1, "  "),), "title-0", "required"),
        ((AgendaEntry(1, 1, "あ" * 201),), "title-0", "text_too_long"),
        ((AgendaEntry(1, 1, "\x07"),), "title-0", "text_control"),
        (tuple(AgendaEntry(1, n, "題") for n in range(1, 62)), "entries", "too_many"),
    ],
)
def test_an_agenda_that_cannot_be_kept_is_refused(headquarters, office, entries, field, key):
    with pytest.raises(InputRefused) as refused:
        save(office, headquarters, entries, 0)

    assert [(one.field, one.key) for one in refused.value.problems] == [(field, key)]
