"""Both databases find what a plain look at every text finds, in the same order."""

import random

import pytest

from tests.support.office import Office
from tests.support.search import found, search
from workflow.values.text import search_key

pytestmark = pytest.mark.both_databases

LETTERS = "改修台帳システムｼｽ あiA％"
"""So few that words are found in many texts, and pairs without the word around them."""


def test_as_a_plain_look_at_every_text_would(office):
    chance = random.Random(20211124)  # noqa: S311 - the same words every time
    names = [word(chance, 4, 9) + str(number) for number in range(40)]
    summaries = [word(chance, 5, 30) for _ in names]
    texts = {
        office.an_item("submitted", office.a_sheet(name=name, summary=summary)): (name, summary)
        for name, summary in zip(names, summaries, strict=True)
    }

    asked = [
        " ".join(word(chance, 1, 3) for _ in range(chance.choice((1, 1, 2)))) for _ in range(90)
    ]
    wrong = {words: found_so for words in asked if (found_so := differs(office, words, texts))}

    assert wrong == {}
    assert sum(bool(expected(words, texts)) for words in asked) > 30


def word(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(least, most))).strip() or "改修"


def differs(office: Office, words: str, texts: dict[int, tuple[str, str]]) -> object:
    wanted, given = expected(words, texts), whole(office, words)
    return None if wanted == given else (wanted, given)


def whole(office: Office, words: str) -> list[int]:
    first = search(office, words)
    others = (search(office, words, page=number) for number in range(2, first.pages + 1))
    return [hit.row.id for page in (first, *others) for hit in page.hits]


def expected(words: str, texts: dict[int, tuple[str, str]]) -> list[int]:
    """The items with all words in the name, then in the sheet, each time the newest first."""
    wanted = search_key(words).split()
    newest = sorted(texts, reverse=True)
    in_names = [one for one in newest if has_all(texts[one][0], wanted)]
    in_sheets = [one for one in newest if has_all(" ".join(texts[one]) + SECTION, wanted)]
    return list(dict.fromkeys([*in_names, *in_sheets])) if wanted else []


SECTION = "税務課一般財源行政 Administration"


def has_all(text: str, words: list[str]) -> bool:
    looked_in = search_key(text).replace(" ", "")
    return all(one in looked_in for one in words)


def test_the_same_words_in_any_order_find_the_same(office):
    for name in ("改修台帳", "台帳改修", "台帳の改修"):
        office.an_item("submitted", office.a_sheet(name=name))

    assert found(office, "台帳 改修") == found(office, "改修 台帳")
