"""By which process a sheet goes: the first rule that takes it, and rules that none comes to."""

import random
from itertools import combinations, product

import pytest

from workflow.process.branches import Facts, When
from workflow.process.toml_table import ProcessInvalid
from workflow.process.tracks import (
    Choice,
    Proof,
    TooManyCases,
    Track,
    choose,
    plain,
    prove,
    read,
    read_tracks,
    tracks_toml,
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
    assert prove(()) == Proof()


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
    assert prove(rules).never_chosen == numbers


def test_rules_that_share_a_sheet_and_lead_apart_are_shown_with_one():
    same_way = Track(When(below=500), "simple")

    found = {(one.one, one.other): one for one in prove((SMALL, same_way, LAW)).shared}

    assert set(found) == {(1, 3), (2, 3)}
    assert found[1, 3].example.classification == "law_change"
    assert found[1, 3].example.amount_kyen < 10_000
    assert [found[pair].decides for pair in ((1, 3), (2, 3))] == [1, 1]


def test_more_kinds_of_sheets_than_can_be_looked_at_are_said_to_be_too_many():
    rules = [Track(When(funding=(f"kind{number}",)), "simple") for number in range(12)]

    with pytest.raises(TooManyCases):
        prove(rules)


FIELDS = ("administration", "living", "industry")
CATEGORIES = ("procedure", "information", "matching", "network", "training")
KINDS = ("new", "expanded", "continued", "renewed", "law_change")
MONEY = ("general", "national", "transfer", "bond", "other")


def rules_of_several(rng):
    """Rules that name several codes each, some of them the same."""

    def some(codes):
        return tuple(code for code in codes if rng.random() < 0.4)

    whens = [
        When(
            at_least=rng.choice((None, 500, 10_000)),
            below=rng.choice((None, 20_000)),
            field=some(FIELDS),
            category=some(CATEGORIES[:3]),
            classification=some(KINDS),
            funding=some(MONEY)[:2],
        )
        for _ in range(rng.randint(1, 3))
    ]
    return [Track(when, f"way{number}") for number, when in enumerate(whens)]


def every_sheet():
    """All sheets of a small office, one by one: nothing is taken to be like another."""
    money = [frozenset(some) for size in range(4) for some in combinations(MONEY, size)]
    named = ((*FIELDS, ""), (*CATEGORIES, ""), (*KINDS, ""))
    for amount in (499, 500, 9_999, 10_000, 19_999, 20_000):
        for codes in product(*named):
            yield from (Facts(amount, *codes, some) for some in money)


def test_what_is_proved_of_rules_with_several_codes_is_true_of_every_sheet_there_is():
    every, rng = list(every_sheet())[::7], random.Random(14)  # noqa: S311 - the same each time
    for _ in range(4):
        rules = rules_of_several(rng)
        proof = prove(rules)
        holding = [
            {number for number, rule in enumerate(rules, 1) if rule.when.holds(facts)}
            for facts in every
        ]
        first = {min(one) for one in holding if one}
        assert first.isdisjoint(proof.never_chosen)
        both = {pair for one in holding for pair in combinations(sorted(one), 2)}
        assert both <= {(one.one, one.other) for one in proof.shared}
        for one in proof.shared:
            taken = choose(rules, "", one.example)
            assert taken.number == one.decides
            assert all(rules[n - 1].when.holds(one.example) for n in (one.one, one.other))
        assert not (proof.takes_every_sheet and not all(holding))


def test_many_codes_that_are_treated_alike_are_still_proved():
    every = Track(When(category=CATEGORIES, classification=KINDS, funding=MONEY[:2]), "simple")
    rest = Track(When(classification=KINDS[:4], field=FIELDS), "consultation_only")
    last = Track(When(at_least=-(10**9)), "with_approval")

    assert prove((every, rest)) == Proof((), prove((every, rest)).shared)
    assert prove((every, rest)).shared[0].example.funding == set(MONEY[:2])
    assert prove((every, every)).never_chosen == (2,)
    assert prove((Track(When(below=5), "a"), Track(When(at_least=5), "b"))).takes_every_sheet
    assert not prove((every, rest, last)).takes_every_sheet


FILE = """[[tracks]]
process = "simple"
when = { amount_kyen = { below = 10000 }, classification = ["law_change", "renewed"] }

[[tracks]]
process = "with_concurrence"
when = { amount_kyen = { from = 50000 }, funding = ["national", "bond"] }
"""


def test_rules_are_written_as_a_file_that_reads_back_and_what_is_wrong_with_one_is_told():
    rules = read_tracks(FILE)

    assert rules[0].when == When(below=10_000, classification=("law_change", "renewed"))
    assert tracks_toml(rules) == FILE
    assert read_tracks("") == ()
    with pytest.raises(ProcessInvalid) as refused:
        read_tracks('[[tracks]]\nprocess = "x"\nwhen = "otherwise"\n[[tracks]]\nproces = 1')
    assert refused.value.problems == (
        "tracks[0].when: must be a table, not 'otherwise'",
        "tracks[1].when: missing",
        "tracks[1].process: missing",
        "tracks[1].proces: unknown key",
    )
    assert refused.value.told[1] == "tracks[1].when: 書かれていません。"


def test_rules_are_read_back_as_they_were_stored():
    rules = (SMALL, LAW, TREASURY)

    assert read(plain(rules)) == rules
    assert plain([SMALL]) == [{"process": "simple", "when": {"below": 10_000}}]
