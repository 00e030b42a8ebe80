"""By which process a sheet goes: the first rule that takes it, and rules that none comes to."""

import pytest

from workflow.process.branches import Facts, When
from workflow.process.tracks import (
    Choice,
    TooManyCases,
    Track,
    choose,
    never_chosen,
    plain,
    read,
    shared,
)

SMALL = Track(When(below=10_000), "simple")
LAW = Track(When(classification=("law_change",)), "consultation_only")
TREASURY = Track(When(at_least=50_000, funding=("national",)), "with_concurrence")


@pytest.mark.parametrize(
    ("facts", "process", "number"),
    [
        (Facts(9_999), "simple", 1),
        (Facts(10_000), "standard", None),
        (Facts(), "simple", 1),
        (Facts(-1, classification="law_change"), "simple", 1),
        (Facts(10_000, classification="law_change"), "consultation_only", 2),
        (Facts(50_000, funding=frozenset({"national", "bond"})), "with_concurrence", 3),
        (Facts(50_000, funding=frozenset({"bond"})), "standard", None),
    ],
)
def test_the_first_rule_that_takes_a_sheet_wins_and_the_rest_goes_the_usual_way(
    facts, process, number
):
    found = choose((SMALL, LAW, TREASURY), "standard", facts)

    assert (found.process_name, found.number) == (process, number)
    assert found.when == (None if number is None else (SMALL, LAW, TREASURY)[number - 1].when)


def test_without_rules_every_sheet_goes_the_usual_way():
    assert choose((), "standard", Facts(9_999)) == Choice("standard")
    assert never_chosen(()) == ()


@pytest.mark.parametrize(
    ("rules", "numbers"),
    [
        ((SMALL, LAW, TREASURY), ()),
        ((SMALL, Track(When(below=9_999), "standard")), (2,)),
        ((SMALL, Track(When(below=10_001), "standard")), ()),
        ((SMALL, Track(When(at_least=10_000), "standard"), LAW), (3,)),
        ((LAW, Track(When(5, 9, classification=("law_change",)), "simple")), (2,)),
        ((Track(When(field=("living",)), "simple"), Track(When(field=("living",)), "x")), (2,)),
    ],
)
def test_a_rule_that_no_sheet_comes_to_is_found(rules, numbers):
    assert never_chosen(rules) == numbers


def test_rules_that_share_a_sheet_and_lead_apart_are_shown_with_one():
    same_way = Track(When(below=500), "simple")

    found = {(first, second): facts for first, second, facts in shared((SMALL, same_way, LAW))}

    assert set(found) == {(1, 3), (2, 3)}
    assert found[1, 3].classification == "law_change"
    assert found[1, 3].amount_kyen < 10_000


def test_more_kinds_of_sheets_than_can_be_looked_at_are_said_to_be_too_many():
    rules = [Track(When(funding=(f"kind{number}",)), "simple") for number in range(12)]

    with pytest.raises(TooManyCases):
        never_chosen(rules)


def test_rules_are_read_back_as_they_were_stored():
    rules = (SMALL, LAW, TREASURY)

    assert read(plain(rules)) == rules
    assert plain([SMALL]) == [{"process": "simple", "when": {"below": 10_000}}]
