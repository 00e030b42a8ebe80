"""What stands where an amount does and is none: 調整中, 約131,217, two amounts in one cell."""

import re
from typing import Final

from workflow.exchange import headings
from workflow.files.grid import Value
from workflow.values.text import search_key

_LONGEST: Final = 40
_NO_BUDGET: Final = frozenset(
    map(search_key, ("ゼロ予算", "ゼロ予算事業", "ゼロ予算対応", "0予算"))
)
"""Done without any money: surely 0."""
_AROUND: Final = " 　\n()（）[]［］【】〔〕「」※"
_WORD: Final = re.compile("(?![〇零一二三四五六七八九十百千万億兆円])[ぁ-んァ-ヶ一-鿿々]")
"""A letter that is not part of a number: 六万 is one that was written in letters."""
_LATIN: Final = re.compile("[A-Za-z][A-Za-z/.]{1,4}")
"""TBD, n/a."""
_FROM_TO: Final = re.compile(r"[0-9０-９][0-9０-９,，千万億円]*\s?[~～〜]\s?[0-9０-９].*")
_MOST_LINES: Final = 3


def is_no_budget(value: Value) -> bool:
    """Whether a cell says that nothing is spent: ゼロ予算."""
    return (
        isinstance(value, str)
        and len(value) <= _LONGEST
        and search_key(value.strip(_AROUND)) in _NO_BUDGET
    )


def are_words(typed: str) -> bool:
    """Whether a cell that holds no amount holds words: 調整中, 131,217の内数, 8,000～9,000.

    A number that was only mistyped is none of them, nor is a heading.
    """
    text = typed.strip()
    if not text or len(text) > _LONGEST or text[0] in "#=" or "\n" in text:
        return False
    is_said = _WORD.search(text) or _LATIN.fullmatch(text) or _FROM_TO.fullmatch(text)
    return bool(is_said) and headings.recognised(text).column is None


def lines_of(typed: str) -> tuple[str, ...]:
    """The lines of a cell that has two or three; none for any other."""
    lines = tuple(filter(None, map(str.strip, typed.splitlines()))) if "\n" in typed else ()
    return lines if 2 <= len(lines) <= _MOST_LINES else ()
