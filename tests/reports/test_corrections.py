"""A correction lifts the freeze with a reason, and ends in an edition that names its changes."""

import subprocess

import pytest

from tests.support.units import do, look
from workflow import items, reports
from workflow.documents import Amended
from workflow.reports import ReportNotFrozen
from workflow.values.errors import NoteRequired, WrongRole
from workflow.values.vocabulary import Stage


def test_a_correction_makes_edition_2_which_names_what_changed(headquarters, office):
    item_id = office.an_item("evaluated", office.a_sheet(name="税務改修"))
    other = office.an_item("evaluated", office.a_sheet(name="庁内基盤"))
    first = headquarters.freeze()
    before = headquarters.files(first)

    headquarters.lift()
    headquarters.evaluate_anew(item_id, "積算は妥当である。")
    office.act(other, "withdraw", "officer")
    office.an_item("evaluated", office.a_sheet(name="追加の事業", amount_kyen=1_000))
    second = headquarters.freeze(note="所見の誤記を訂正し、案件を差し替える。")

    assert second.number == 2
    assert second.amendments == (
        Amended("soumu 税務課 税務改修", "所見・条件", "計画に沿っており、積算も妥当である。",
                "積算は妥当である。"),
        Amended("soumu 税務課 追加の事業", "追加", "（なし）", "NO.2　1,000千円"),
        Amended("soumu 税務課 庁内基盤", "削除", "NO.2　60,016千円", "（なし）"),
    )  # fmt: skip
    again = office.look("viewer", reports.edition, headquarters.meeting, number=1)
    assert headquarters.files(again) == before
    assert again.lift is not None
    assert again.lift.reason == "所見の誤記を訂正するため"


def test_the_pdf_of_edition_2_prints_its_changes_and_both_proofs(headquarters, office, tmp_path):
    item_id = office.an_item("evaluated")
    headquarters.freeze()
    headquarters.lift()
    headquarters.evaluate_anew(item_id, "訂正した所見")
    second = headquarters.freeze(note="所見の誤記")
    path = tmp_path / "second.pdf"
    path.write_bytes(headquarters.files(second)["pdf"])

    told = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)

    words = "".join(told.stdout.split())
    for part in ("第2版", "第1版からの変更", "理由：所見の誤記", "訂正した所見",
                 second.sha256, second.ledger_head):  # fmt: skip
        assert part in words


def test_after_a_lift_the_same_results_can_be_frozen_again(headquarters, office):
    item_id = office.an_item("evaluated")
    headquarters.freeze()
    headquarters.lift()

    again = headquarters.freeze(note="訂正は不要であった。")

    assert (again.number, again.amendments) == (2, ())
    assert office.row(item_id).state == "evaluated"


def test_a_new_edition_of_the_results_needs_a_reason(headquarters, office):
    office.an_item("evaluated")
    headquarters.freeze()
    headquarters.lift()

    with pytest.raises(NoteRequired):
        headquarters.freeze()


def test_a_freeze_is_lifted_with_a_reason_by_the_secretariat_once(headquarters, office):
    office.an_item("evaluated")
    with pytest.raises(ReportNotFrozen):
        headquarters.lift()
    headquarters.freeze()

    with pytest.raises(NoteRequired):
        headquarters.lift(" ")
    with pytest.raises(WrongRole):
        headquarters.lift(by="evaluator")
    headquarters.lift("訂正のため")
    headquarters.lift("訂正のため")
    with pytest.raises(ReportNotFrozen):
        headquarters.lift("別の理由")


def test_an_amount_and_a_verdict_are_told_with_what_they_were(headquarters, office):
    item_id = office.an_item("evaluated", office.a_sheet(name="税務改修"))
    headquarters.freeze()
    headquarters.lift()
    office.act(item_id, "reopen", "evaluator")
    office.act(item_id, "send_back", "reviewer2")
    there = look(office.engine, office.person("officer"), items.get, item_id)
    sheet = office.a_sheet(name="税務改修", amount_kyen=59_900)
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=sheet,
        seen=there.content_hash,
    )
    for action, by in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(item_id, action, by)
    office.act(item_id, "evaluate", "evaluator", verdict="needs_revision")

    told = {
        one.column: (one.before, one.after) for one in headquarters.freeze(note="訂正").amendments
    }

    assert told["事業費（千円）"] == ("60,016", "59,900")
    assert told["評価区分"] == ("appropriate", "needs_revision")


def test_two_editions_are_compared_like_the_second_says_itself(headquarters, office):
    office.an_item("submitted")
    headquarters.freeze(Stage.PLANNED)
    office.an_item("submitted")
    second = headquarters.freeze(Stage.PLANNED, note="追加")

    found = office.look("viewer", reports.compare, headquarters.meeting, Stage.PLANNED, 1, 2)

    assert found.rows == second.amendments
    assert [row.column for row in found.rows] == ["追加"]
