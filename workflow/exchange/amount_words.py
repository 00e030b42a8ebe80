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
_UNDECIDED: Final = re.compile(
    "(?:調整|検討|精査|協議|算定|積算|確認|見積(?:依頼|徴取)?)中|未定|未確定|要調整|別途|内数"
    "|概算|約 ?[0-9]|程度|既[定決]予算|(?<=[0-9])[~〜]|tbd"
)
"""What stands in a form where an amount is to come, or one that is not sure; folded."""
_NOTE: Final = re.compile(r" ?[(\[][^()\[\]]{1,40}[)\]]")
_ABOUT: Final = re.compile(
    "(?:(?:約|およそ|概ね|おおむね|概算額?|見込み?額?|総額|上限|最大"
    "|(?:令和|r)[0-9]{1,2}(?:年度)?)[ :で]{0,2}){0,3}"
    r"([△▲-]?[0-9][0-9,]{0,19}(?:\.[0-9]{1,4})?(?:百万|億|千|万)?円?)"
    " ?(?:程度|前後|くらい|ぐらい|ほど|弱|強|以内|を?見込み?|を?予定|[(]?予定[)]?){0,2}"
)
"""約131,217, 1,200千円程度, 令和3年度 1,200千円."""
_OF_ANOTHER: Final = ("内数", "除く", "含む", "含まない", "別途")
"""With these in its note a number is none of the item alone."""


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


def is_undecided(typed: str) -> bool:
    """Whether words say that an amount is to come, or is not sure: 調整中（8月末に確定）."""
    return are_words(typed) and bool(_UNDECIDED.search(search_key(typed)))


def number_among(typed: str) -> str:
    """The one amount that stands among words, folded, with its unit; "" where none surely is.

    131,217 of 約131,217; none of 131,217の内数 and 8,000～9,000.
    """
    key = search_key(typed[: 2 * _LONGEST])
    if any(word in key for word in _OF_ANOTHER):
        return ""
    found = _ABOUT.fullmatch(_NOTE.sub("", key).strip())
    return found[1] if found else ""


def lines_of(typed: str) -> tuple[str, ...]:
    """The lines of a cell that has two or three; none for any other."""
    lines = tuple(filter(None, map(str.strip, typed.splitlines()))) if "\n" in typed else ()
    return lines if 2 <= len(lines) <= _MOST_LINES else ()
