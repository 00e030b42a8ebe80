"""The scale and the weights of a session: chosen with its plan, fixed when it is opened."""

from decimal import Decimal

import pytest

from tests.evaluation.conftest import Panel
from webapp.evaluation.deciding import SpreadPicture
from workflow import evaluation
from workflow.evaluation import FIVE, MARKS, Scale
from workflow.values import errors

HEAVY = {"weights": {"plan": 3, "security": 2}, "scale": MARKS.words}


def test_a_session_scores_in_its_own_scale_with_its_own_weights_and_old_sheets_keep_theirs(
    panel: Panel,
):
    session_id = panel.sit(**HEAVY)
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(3, 1, 1))
    with pytest.raises(errors.InputRefused) as refused:
        panel.submit("evaluator2", item_id, panel.card(4))
    assert [one.key for one in refused.value.problems] == ["score_out_of_range"]

    panel.do(
        "secretariat", evaluation.set_up_session, panel.plan(scale=FIVE.words), session_id, "間違い"
    )

    seen = panel.view("finaliser", item_id)
    assert [one.weight for one in seen.criteria] == [3, 1, 2]
    assert (seen.scale, seen.averages.overall.mean) == (MARKS, Decimal("2.00"))
    assert seen.averages.total.mean == 12
    marks = panel.history(item_id)[-1]["marks"]
    assert [(one["word"], one["weight"]) for one in marks] == [("○", 3), ("×", 1), ("×", 2)]


def test_weights_and_steps_that_will_not_do_are_refused_with_the_plan(panel: Panel):
    plan = panel.plan(weights={"plan": 0, "amount": 101, "exit": 0}, scale=("一つだけ",))

    with pytest.raises(errors.InputRefused) as refused:
        panel.do("secretariat", evaluation.set_up_session, plan)

    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("weight-plan", "weight_out_of_range"),
        ("weight-amount", "weight_out_of_range"),
        ("scale", "scale_steps"),
    ]


def test_the_picture_of_the_spread_reaches_from_the_poorest_step_to_the_best():
    five, marks, one = (SpreadPicture(Scale(tuple(words))) for words in ("54321", "○△×", "○"))

    assert five.ticks == [0, 50, 100, 150, 200]
    assert [five.place(Decimal(mean)) for mean in ("1", "2.5", "5")] == [0, 75, 200]
    assert marks.ticks == [0, 100, 200]
    assert one.place(Decimal(1)) == 0
