"""After the first look at others' scores a sheet stands: a change is a second, marked sheet."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from workflow import items
from workflow.evaluation import policy
from workflow.models import ScoreSheetEntry
from workflow.values import errors


@pytest.fixture
def item_id(panel) -> int:
    """An item that two have scored with 5 and 1."""
    panel.sit()
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(5))
    panel.submit("evaluator2", item_id, panel.card(1))
    return item_id


def actions(panel) -> list[str]:
    with panel.engine.database.reading() as session:
        query = select(ScoreSheetEntry.action).order_by(
            ScoreSheetEntry.sheet_id, ScoreSheetEntry.sequence
        )
        return list(session.scalars(query))


def overall(panel, item_id: int) -> Decimal:
    return panel.view("finaliser", item_id).averages.overall.mean


def test_others_scores_are_shown_once_it_is_said_that_they_are_looked_at(panel, item_id):
    before = panel.view("evaluator2", item_id)
    assert (type(before.see_refusal), before.sheets) == (policy.ScoresNotOpened, ())

    for _ in range(2):
        panel.look_at_scores("evaluator2", item_id)

    assert len(panel.view("evaluator2", item_id).sheets) == 2
    assert actions(panel) == ["submitted", "submitted", "looked"]


def test_a_sheet_stands_after_the_look_and_the_mean_with_it(panel, item_id):
    panel.look_at_scores("evaluator2", item_id)

    with pytest.raises(policy.SheetFrozen):
        panel.take_back("evaluator2", item_id)
    with pytest.raises(policy.SheetMovedOn):
        panel.submit("evaluator2", item_id, panel.card(3))
    assert overall(panel, item_id) == Decimal("3.00")


def test_before_the_look_a_sheet_can_be_taken_back(panel, item_id):
    panel.look_at_scores("evaluator", item_id)

    panel.take_back("evaluator2", item_id)
    panel.submit("evaluator2", item_id, panel.card(2))

    assert overall(panel, item_id) == Decimal("3.50")


def test_a_second_sheet_stands_beside_the_first_and_does_not_move_the_mean(panel, item_id):
    panel.look_at_scores("evaluator2", item_id)
    for _ in range(2):
        panel.second("evaluator2", item_id, panel.card(3, comment="議論を受けて"))

    seen = panel.view("finaliser", item_id)
    first = next(one for one in seen.sheets if one.person.name.ja == "evaluator2")
    assert first.card.scores == {"plan": 1}
    assert (first.second.card.scores, first.second.times) == ({"plan": 3}, 1)
    assert seen.averages.overall.mean == Decimal("3.00")
    assert seen.averages_afterwards.overall.mean == Decimal("4.00")
    assert actions(panel) == ["submitted", "submitted", "looked", "second"]


def test_there_is_no_second_sheet_before_the_look(panel, item_id):
    for login in ("evaluator2", "evaluator3"):
        with pytest.raises(policy.SheetNotFrozen):
            panel.second(login, item_id, panel.card(3))
    assert panel.view("finaliser", item_id).averages_afterwards is None


def test_a_sheet_on_a_new_content_is_given_anew_and_blind(panel, item_id):
    office = panel.office
    panel.look_at_scores("evaluator2", item_id)
    office.act(item_id, "send_back", "reviewer")
    row = office.row(item_id)
    changed = office.a_sheet(name=row.name, amount_kyen=1)
    office.do("officer", items.save, item_id=item_id, sheet=changed, seen=row.content_hash)
    for action, login in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(item_id, action, login)

    panel.take_back("evaluator2", item_id)
    panel.submit("evaluator2", item_id, panel.card(4))

    seen = panel.view("evaluator2", item_id)
    assert type(seen.see_refusal) is policy.ScoresNotOpened
    assert seen.own.afterwards is None


def test_whoever_finalises_and_does_not_score_needs_no_look(panel, item_id):
    assert len(panel.view("finaliser", item_id).sheets) == 2
    with pytest.raises(errors.NotFound):
        panel.look_at_scores("finaliser", item_id)
    for login, refusal in (
        ("evaluator3", policy.ScoresAreBlind),
        ("outsider", policy.NotSeated),
        ("secretariat", errors.WrongRole),
    ):
        with pytest.raises(refusal):
            panel.look_at_scores(login, item_id)
