"""Pairs of characters, and the questions that are asked by them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.textindex import ngrams
from workflow.values.listing import SearchKind
from workflow.values.text import folded

WORD = st.text("改修台帳ab", min_size=1, max_size=8)


def tokens(text: str) -> set[str]:
    return set(ngrams.tokens(text).split())


def holds(text: str, wanted: ngrams.Wanted) -> bool:
    """What a database answers."""
    if isinstance(wanted, ngrams.Token):
        return any(
            one.startswith(wanted.token) if wanted.begins else one == wanted.token
            for one in tokens(text)
        )
    answers = [holds(text, part) for part in wanted.parts]
    return all(answers) if isinstance(wanted, ngrams.All) else any(answers)


def test_every_kind_of_text_has_a_rank():
    ranked = [kind for kinds in ngrams.RANKS for kind in kinds]

    assert sorted(ranked) == sorted(SearchKind)


@given(WORD, WORD, WORD)
def test_a_text_with_the_word_is_never_missed(before, word, after):
    assert holds(before + word + after, ngrams.holding(word))
    assert holds(word, ngrams.holding(word))


@given(st.text("改修台帳ab", min_size=4, max_size=8), st.data())
def test_nor_is_one_in_which_the_word_has_a_mistake(word, data):
    spoilt = spoil(word, data)

    assert any(holds(f"台{spoilt}a", one) for one in ngrams.nearly_holding(word))
    ways = ["[^ ]".join(map(re.escape, pieces)) for pieces in ngrams.mistyped(word)]
    assert re.search("|".join([re.escape(word), *ways]), f"台{spoilt}a")


def spoil(word: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(1, len(word) - 2))
    how = data.draw(st.sampled_from(["wrong", "missing", "too many", "exchanged"]))
    return {
        "wrong": word[:at] + "無" + word[at + 1 :],
        "missing": word[:at] + word[at + 1 :],
        "too many": word[:at] + "無" + word[at:],
        "exchanged": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[how]


@given(st.text("改修台帳ab\U00020b9f", max_size=40))
def test_the_tokens_are_each_pair_once_the_last_character_and_the_marks(text):
    pairs = {f"g{ord(one):x}z{ord(other):x}" for one, other in pairwise(text)}
    last = [f"g{ord(one):x}z" for one in text[-1:]]

    assert sorted(ngrams.tokens(text, ("r1", "d7")).split()) == sorted([*pairs, *last, "r1", "d7"])


@pytest.mark.parametrize("signs", ["a&b", "'|!", ':*"', "()", "改\\修", "\U0001f600", "AND", "ﾞ"])
def test_tokens_are_letters_and_digits_whatever_the_text(signs):
    assert re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", ngrams.tokens(folded(signs)))


def test_each_database_is_told_in_its_own_language():
    wanted = ngrams.All((ngrams.Token("r0"), ngrams.Any((ngrams.Token("a"), ngrams.holding("b")))))

    assert ngrams.for_sqlite(wanted) == "(r0 AND (a OR g62z*))"
    assert ngrams.for_postgresql(wanted) == "(r0 & (a | g62z:*))"


@pytest.mark.parametrize(
    ("word", "may"), [("改修", False), ("税務課", False), ("税務総合", True), ("2021年度", False)]
)
def test_only_long_words_without_numbers_may_be_mistyped(word, may):
    assert ngrams.may_be_mistyped(word) is may
