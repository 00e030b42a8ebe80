"""Evaluators' sheets: drafted, submitted on what was seen, taken back; nothing is lost."""

from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.support.units import do
from workflow import evaluation, items
from workflow.evaluation import Mark, Scorecard, SheetStatus, policy
from workflow.models import ScoreSheetEntry
from workflow.values import errors


def entries(panel) -> list[tuple[str, str]]:
    with panel.engine.database.reading() as session:
        rows = session.scalars(select(ScoreSheetEntry).order_by(ScoreSheetEntry.sequence))
        return [(row.action, row.content["comment"]) for row in rows]


@pytest.fixture
def item_id(panel) -> int:
    panel.sit()
    return panel.office.an_item("reviewed")


def test_a_draft_is_kept_as_often_as_wished_and_only_its_evaluator_knows_of_it(panel, item_id):
    panel.save("evaluator", item_id, panel.card(4))
    panel.save("evaluator", item_id, panel.card(4, None, 2, comment="途中"))

    own = panel.view("evaluator", item_id).own
    assert own is not None
    assert own.status is SheetStatus.DRAFT
    assert own.card.scores == {"plan": 4, "security": 2}
    assert own.card.comment == "途中"
    for login in ("evaluator2", "finaliser", "secretariat"):
        seen = panel.view(login, item_id)
        assert {one.status for one in seen.progress} == {SheetStatus.AWAITED}, login
        assert (seen.sheets, seen.submitted, seen.expected) == ((), 0, 3), login


def test_the_same_draft_twice_is_one_and_an_old_window_overwrites_nothing(panel, item_id):
    first = panel.save("evaluator", item_id, panel.card(4), 0)
    assert panel.save("evaluator", item_id, panel.card(4), 0) == first
    panel.save("evaluator", item_id, panel.card(5), first)

    with pytest.raises(policy.SheetMovedOn):
        panel.save("evaluator", item_id, panel.card(1), first)
    assert panel.view("evaluator", item_id).own.card.scores == {"plan": 5}


@pytest.mark.both_databases
def test_a_submission_counts_once_however_often_it_arrives(panel, item_id):
    seen = panel.office.row(item_id).content_hash
    card = panel.card(3, 4, comment="計画に沿う")
    for _ in range(2):
        panel.do("evaluator", evaluation.submit_sheet, item_id, card, 0, seen)

    assert entries(panel) == [("submitted", "計画に沿う")]
    assert panel.view("evaluator", item_id).submitted == 1


def test_a_submission_is_about_the_content_that_was_seen(panel, item_id):
    with pytest.raises(errors.ContentChanged):
        panel.do("evaluator", evaluation.submit_sheet, item_id, panel.card(3), 0, "0" * 64)
    with pytest.raises(errors.ContentChanged):
        panel.do("evaluator", evaluation.submit_sheet, item_id, panel.card(3), 0, None)

    assert entries(panel) == []


def test_a_sheet_about_an_earlier_content_counts_no_more_until_it_is_submitted_again(
    panel, item_id
):
    office = panel.office
    panel.submit("evaluator", item_id, panel.card(5))
    panel.submit("evaluator2", item_id, panel.card(1))
    office.act(item_id, "send_back", "reviewer")
    row = office.row(item_id)
    changed = office.a_sheet(name=row.name, amount_kyen=1)
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=changed,
        seen=row.content_hash,
    )
    for action, login in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(item_id, action, login)

    before = panel.view("evaluator", item_id)
    assert before.own.status is SheetStatus.OUTDATED
    assert type(before.see_refusal) is policy.ScoresAreBlind
    panel.take_back("evaluator", item_id)
    panel.submit("evaluator", item_id, panel.card(2))

    panel.look_at_scores("evaluator", item_id)
    after = panel.view("evaluator", item_id)
    assert after.averages.overall.mean == Decimal("2.00")
    assert {one.status for one in after.sheets} == {SheetStatus.SUBMITTED, SheetStatus.OUTDATED}


def test_a_submitted_sheet_is_fixed_until_it_is_taken_back_and_its_history_stays(panel, item_id):
    panel.submit("evaluator", item_id, panel.card(5, comment="初め"))
    with pytest.raises(policy.SheetMovedOn):
        panel.save("evaluator", item_id, panel.card(1))

    panel.take_back("evaluator", item_id)
    panel.take_back("evaluator", item_id)
    panel.submit("evaluator", item_id, panel.card(4, comment="改め"))

    assert entries(panel) == [("submitted", "初め"), ("taken_back", "初め"), ("submitted", "改め")]
    assert panel.view("finaliser", item_id).sheets[0].times == 2


@pytest.mark.both_databases
def test_the_history_of_a_sheet_cannot_be_rewritten(panel, item_id):
    panel.submit("evaluator", item_id, panel.card(5))

    for statement in ("UPDATE score_sheet_entries SET at = at", "DELETE FROM score_sheet_entries"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            panel.engine.database.engine.begin() as connection,
        ):
            connection.execute(text(statement))


def test_when_the_evaluation_is_final_no_sheet_moves_and_after_a_reopening_it_does(panel, item_id):
    panel.submit("evaluator", item_id, panel.card(5))
    panel.office.act(item_id, "evaluate", "finaliser")

    for write in (
        lambda: panel.take_back("evaluator", item_id),
        lambda: panel.save("evaluator2", item_id, panel.card(1)),
        lambda: panel.submit("evaluator2", item_id, panel.card(1)),
    ):
        with pytest.raises(errors.ActionNotPossible):
            write()
    panel.office.act(item_id, "reopen", "finaliser")
    panel.take_back("evaluator", item_id)


def test_whoever_has_no_place_in_the_session_scores_nothing(panel, item_id):
    for login, refusal in (
        ("outsider", policy.NotSeated),
        ("finaliser", policy.NotSeated),
        ("secretariat", errors.WrongRole),
        ("reviewer", errors.WrongRole),
        ("admin", errors.WrongRole),
        ("viewer", errors.WrongRole),
        ("officer", errors.WrongRole),
        ("neighbour", errors.NotFound),
    ):
        with pytest.raises(errors.Refusal) as refused:
            panel.save(login, item_id, panel.card(1), 0)
        assert type(refused.value) is refusal, login


def test_what_is_no_score_is_refused_beside_its_field(panel, item_id):
    card = Scorecard((Mark("plan", 6), Mark("amount", 0, "あ" * 2001)), verdict="unheard_of")

    with pytest.raises(errors.InputRefused) as refused:
        panel.save("evaluator", item_id, card)

    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("score-plan", "score_out_of_range"),
        ("score-amount", "score_out_of_range"),
        ("comment-amount", "text_too_long"),
        ("verdict", "unknown_verdict"),
    ]
    with pytest.raises(errors.InputRefused):
        panel.submit("evaluator", item_id, panel.card())


def test_scores_may_be_left_out_and_a_comment_is_enough(panel, item_id):
    panel.submit("evaluator", item_id, panel.card(comment="判断できない"))

    seen = panel.view("finaliser", item_id)
    assert seen.averages.overall is None
    assert seen.submitted == 1
