"""Verdicts of many items: drafted by the finalisers, previewed, decided together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.evaluation.conftest import SCORERS, Panel
from tests.support.bulk import committed, outcomes, page_of
from tests.support.office import SEPTEMBER
from workflow import bulk, evaluation
from workflow.bulk import BulkNotReady
from workflow.evaluation import DraftedVerdict, VerdictMovedOn, policy
from workflow.values import errors

GOOD = DraftedVerdict("appropriate", "計画に沿っている。")


def draft(
    panel: Panel, login: str, item_id: int, said: DraftedVerdict = GOOD, version: int = 0
) -> int:
    seen = panel.office.row(item_id).content_hash
    return panel.do(login, evaluation.save_verdict, item_id, said, version, seen)


def row_of(panel: Panel, login: str, item_id: int):
    rows = panel.look(login, evaluation.summary, SEPTEMBER).rows
    return next(one for one in rows if one.row.id == item_id)


def test_a_finaliser_who_scores_reads_and_writes_no_draft_before_they_look(panel: Panel):
    panel.sit(finalisers=("finaliser", "evaluator"))
    item_id = panel.office.an_item("reviewed")
    draft(panel, "finaliser", item_id)
    panel.submit("evaluator2", item_id, panel.card(4))

    for expected in (policy.ScoresAreBlind, policy.ScoresNotOpened):
        with pytest.raises(expected):
            draft(panel, "evaluator", item_id, version=1)
        hidden = row_of(panel, "evaluator", item_id)
        assert (hidden.draft, hidden.averages, hidden.means) == (None, None, ())
        assert panel.view("evaluator", item_id).draft is None
        panel.submit("evaluator", item_id, panel.card(2))

    panel.look_at_scores("evaluator", item_id)
    seen = row_of(panel, "evaluator", item_id)
    assert (seen.draft.said, seen.means) == (GOOD, (Decimal("2.00"), Decimal("4.00")))
    assert seen.width == 2
    for login, why in {
        "evaluator2": policy.ScoresNotOpened,
        "outsider": policy.NotSeated,
        "secretariat": errors.WrongRole,
        "reviewer": errors.WrongRole,
        "nothing": errors.NotFound,
    }.items():
        with pytest.raises(why):
            draft(panel, login, item_id)


def test_a_draft_is_written_on_what_was_seen_and_on_no_other_draft(panel: Panel):
    panel.sit(finalisers=("finaliser", "keeper"))
    item_id = panel.office.an_item("reviewed")
    assert draft(panel, "finaliser", item_id) == draft(panel, "keeper", item_id) == 1

    with pytest.raises(VerdictMovedOn):
        draft(panel, "keeper", item_id, DraftedVerdict("conditional", "別の所見"))
    with pytest.raises(errors.ContentChanged):
        panel.do("keeper", evaluation.save_verdict, item_id, GOOD, 1, "0" * 64)
    bad = DraftedVerdict("unheard_of", "あ" * 10_000, "\x00")
    with pytest.raises(errors.InputRefused) as refused:
        draft(panel, "keeper", item_id, bad, 1)
    assert {one.field for one in refused.value.problems} == {"verdict", "findings", "conditions"}
    assert row_of(panel, "keeper", item_id).draft.said == GOOD


def test_many_are_finalised_as_previewed_and_the_others_say_why_not(panel: Panel):
    panel.sit(scorers=("evaluator",))
    office = panel.office
    done, alone, lacking = (office.an_item("reviewed") for _ in range(3))
    for item_id in (done, alone):
        panel.submit("evaluator", item_id, panel.card(4))
    conditional = DraftedVerdict("conditional", "見積りの根拠が薄い。", "1. 見積りを取り直す")
    for item_id in (done, lacking):
        draft(panel, "finaliser", item_id, conditional)
    with pytest.raises(errors.WrongRole):
        panel.look("secretariat", bulk.preview_verdicts, SEPTEMBER, [done])
    stranger = panel.look("evaluator", bulk.preview_verdicts, SEPTEMBER, [done, alone])
    assert {one.key for one in stranger.foreseen} == {"verdict_not_drafted"}

    ids = [done, alone, lacking]
    shown = panel.look("finaliser", bulk.preview_verdicts, SEPTEMBER, ids)
    run_id = panel.do("finaliser", bulk.stage, shown)
    first = page_of(office, run_id, "finaliser")
    assert outcomes(first) == ["waiting", "verdict_not_drafted", "sheets_missing"]
    assert first.rows[0].particulars.verdict == "conditional"

    draft(panel, "finaliser", done, GOOD, 1)
    with pytest.raises(BulkNotReady) as moved_on:
        committed(office, first, "finaliser")
    assert moved_on.value.data["reason"] == "verdicts"
    panel.do("finaliser", bulk.leave_out, run_id, [])
    report = committed(office, page_of(office, run_id, "finaliser"), "finaliser")

    assert outcomes(report) == ["done", "verdict_not_drafted", "sheets_missing"]
    assert [office.row(one).state for one in ids] == ["evaluated", "reviewed", "reviewed"]
    assert office.entries(done)[-1].particulars["findings"] == GOOD.findings


def test_what_every_evaluator_proposed_is_known_once_all_sheets_are_in(panel: Panel):
    panel.sit(scorers=SCORERS[:2])
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4, verdict="conditional", comment="期限を守る。"))
    assert evaluation.agreed(panel.view("finaliser", item_id), ["conditional"]) is None

    last = panel.card(3, verdict="conditional", comment="報告がほしい。\n条件：報告する。")
    panel.submit("evaluator2", item_id, last)

    view = panel.view("finaliser", item_id)
    found = evaluation.agreed(view, ["conditional"])
    assert found == DraftedVerdict("conditional", "期限を守る。\n報告がほしい。", "報告する。")
    assert evaluation.agreed(view, []) == DraftedVerdict(
        "conditional", "期限を守る。\n報告がほしい。\n条件：報告する。"
    )
    other = replace(view.sheets[0], card=panel.card(5, verdict="appropriate"))
    assert evaluation.agreed(replace(view, sheets=(other, view.sheets[1])), []) is None
