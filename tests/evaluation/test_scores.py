"""What several scores come to."""

from decimal import Decimal
from fractions import Fraction

import pytest

from workflow.evaluation import FIVE, MARKS, CriterionText, Mark, Scorecard
from workflow.evaluation.scores import average, averages, cleaned_scale
from workflow.values.actor import Title
from workflow.values.errors import InputRefused

PLAN = CriterionText("plan", Title("計画", "Plan"))


def test_mean_least_most_and_deviation_of_the_whole_population():
    found = average([2, 4, 4, 4, 5, 5, 7, 9])

    assert found is not None
    assert (found.count, found.mean, found.least, found.most, found.deviation) == (
        8,
        Decimal("5.00"),
        Decimal("2.00"),
        Decimal("9.00"),
        Decimal("2.00"),
    )


def test_halves_are_rounded_up_exactly():
    found = average([Fraction(5, 8)])

    assert found is not None
    assert str(found.mean) == "0.63"


def test_nothing_has_no_average():
    assert average([]) is None
    assert averages([Scorecard(comment="言葉だけ", verdict="deferred")], [PLAN]).overall is None


def test_what_was_left_out_counts_for_nothing_and_each_sheet_counts_once():
    generous = Scorecard((Mark("plan", 5), Mark("amount", 5), Mark("exit", None)), verdict="ok")
    strict = Scorecard((Mark("plan", 2),), verdict="ok")

    found = averages([generous, strict], [PLAN])

    assert {code: str(one.mean) for code, one in found.by_criterion.items()} == {
        "plan": "3.50",
        "amount": "5.00",
    }
    assert found.overall is not None
    assert str(found.overall.mean) == "3.50"
    assert str(found.overall.deviation) == "1.50"
    assert found.verdicts == {"ok": 2}


def test_means_and_totals_are_weighted_by_the_criteria_that_were_scored():
    exit_plan = CriterionText("exit", Title("出口", "Exit"), weight=3)
    whole = Scorecard((Mark("plan", 5), Mark("exit", 1)))
    part = Scorecard((Mark("plan", 4), Mark("exit", None)))

    found = averages([whole, part], [PLAN, exit_plan])

    assert whole.mean([PLAN, exit_plan]) == Decimal("2.00")
    assert (whole.total([PLAN, exit_plan]), part.total([PLAN, exit_plan])) == (8, None)
    assert (found.overall.mean, found.total.mean, found.total.count) == (3, 8, 1)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("良い",), "scale_steps"),
        (tuple("一二三四五六七八九十"), "scale_steps"),
        (("Ａ", "a"), "scale_step_twice"),
        (("○", "〇"), "scale_step_twice"),
        (("良い" * 11, "悪い"), "text_too_long"),
    ],
)
def test_a_scale_that_cannot_be_told_apart_is_refused(words, key):
    with pytest.raises(InputRefused) as refused:
        cleaned_scale(words)

    assert [(one.field, one.key) for one in refused.value.problems] == [("scale", key)]


def test_a_step_is_read_however_it_is_typed():
    assert [MARKS.score(word) for word in ("〇", " △", "x", "Ｘ", "良", "")] == [
        3,
        2,
        1,
        1,
        None,
        None,
    ]
    assert (FIVE.score("５"), FIVE.word(5), MARKS.word(None)) == (5, "5", "")
    assert cleaned_scale(("優", " ", "可")).steps == ((2, "優"), (1, "可"))


def test_a_sheet_survives_being_written_down_with_its_titles():
    card = Scorecard((Mark("plan", 3, "可"),), "全体", "appropriate")

    kept = card.to_json([PLAN])

    assert kept["marks"][0]["title_ja"] == "計画"
    assert Scorecard.from_json(kept) == card


def test_a_sheet_that_says_nothing_is_empty():
    assert Scorecard((Mark("plan"),)).is_empty
    assert not Scorecard((Mark("plan", 1),)).is_empty
    assert not Scorecard(verdict="deferred").is_empty
