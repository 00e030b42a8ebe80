"""Words as people type them: kept untouched, except for what could harm a page, file or reader.

Nothing is rewritten: full-width letters, ①, ㈱, variation selectors and rare kanji survive. The
folded form (`search_key`) is for finding and comparing only, and is never shown.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

Reason = Literal["control", "surrogate", "too_long", "line_break"]

# Typed around a text, these carry no meaning: every space separator, tabs and line ends.
_AROUND: Final = (
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_LINE_BREAK: Final = re.compile("[\n\r\u2028\u2029]")
# Half of a character, or the mark a decoder leaves where one was lost: the input was broken.
_BROKEN: Final = re.compile("[\ud800-\udfff\ufffd]")
# C0 and C1 but for TAB and LF; bidi embeddings, overrides and isolates, which make a text read
# otherwise than it is; noncharacters, which XML (and so xlsx) cannot carry.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_TAB: Final = re.compile("\t")
# All of them at once: nearly every text has none.
_HARMFUL: Final = re.compile(f"{_BROKEN.pattern}|{_CONTROL.pattern}")
_NOT_IN_LINE: Final = re.compile(f"{_LINE_BREAK.pattern}|{_TAB.pattern}|{_HARMFUL.pattern}")

_HIRAGANA_FROM_KATAKANA: Final = {
    code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)
}
# Looked for by words, which texts repeat: to translate all of a text takes three times as long.
_KATAKANA: Final = re.compile("[\u30a1-\u30f6\u30fd\u30fe]{1,16}")
# Invisible in print: soft hyphen, zero-width characters, variation selectors.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")

SHORT: Final = 40
"""Characters of a text whose search key stays known: a section's, a kind of funding's."""

_FORMULA: Final = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]|\s*[\t\r]")


class TextUnclean(ValueError):
    """A text that may not be kept.

    `reason`: "control" (a control, bidi override or noncharacter), "surrogate" (half a character,
    or U+FFFD: broken input), "line_break" (in a text of one line) or "too_long". For the first
    three `position` (0-based, in the trimmed text) and `code_point` ("U+0007") say where and what;
    for "too_long" `length` and `limit` are code points. What does not apply is None.
    """

    def __init__(
        self,
        reason: Reason,
        *,
        position: int | None = None,
        code_point: str | None = None,
        length: int | None = None,
        limit: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason: Final = reason
        self.position = position
        self.code_point = code_point
        self.length = length
        self.limit = limit

    @property
    def facts(self) -> dict[str, int | str]:
        """What is known of where and what, by name."""
        known = {
            "position": self.position,
            "code_point": self.code_point,
            "length": self.length,
            "limit": self.limit,
        }
        return {name: fact for name, fact in known.items() if fact is not None}


def clean_line(text: str, limit: int) -> str:
    """One line as typed, without the white space around it; at most `limit` code points.

    Raises TextUnclean, for a line break or a tab inside too.
    """
    trimmed = _trimmed(text, limit)
    if _NOT_IN_LINE.search(trimmed):
        _refuse(trimmed, _LINE_BREAK, "line_break")
        _refuse(trimmed, _TAB, "control")
        _refuse_harmful(trimmed)
    return trimmed


def clean_block(text: str, limit: int) -> str:
    """Several lines as typed, CRLF as LF, without the white space around the whole.

    At most `limit` code points, line ends counted as one. Tabs stay. Raises TextUnclean.
    """
    trimmed = _trimmed(text, limit)
    if _HARMFUL.search(trimmed):
        _refuse_harmful(trimmed)
    return trimmed


def is_sound(text: str) -> bool:
    """Whether a text could be kept as it is: no half characters and no controls."""
    return not _HARMFUL.search(text)


def _trimmed(text: str, limit: int) -> str:
    trimmed = text.replace("\r\n", "\n").strip(_AROUND)
    if len(trimmed) > limit:
        raise TextUnclean("too_long", length=len(trimmed), limit=limit)
    return trimmed


def _refuse_harmful(text: str) -> None:
    _refuse(text, _BROKEN, "surrogate")
    _refuse(text, _CONTROL, "control")


def _refuse(text: str, unwanted: re.Pattern[str], reason: Reason) -> None:
    if found := unwanted.search(text):
        code_point = f"U+{ord(found[0]):04X}"
        raise TextUnclean(reason, position=found.start(), code_point=code_point)


def search_key(text: str) -> str:
    """Fold a text for search, for finding duplicates and for number keys; never for showing.

    NFKC, no case, katakana as hiragana, nothing invisible, white space as single blanks:
    ＩＣＴ = ict, ｶﾞｲﾄﾞ = ガイド = がいど, ① = 1. Folding twice changes nothing. A text that shows
    nothing gives "".
    """
    return _key_of_short(text) if len(text) <= SHORT else _key(text)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    # A second round because lower case may compose or decompose anew (Unicode D146).
    for _ in range(2):
        before, folded = folded, unicodedata.normalize("NFKC", folded.casefold())
        if folded == before:
            break
    return " ".join(_KATAKANA.sub(_in_hiragana, folded).split())


# A list has the same sections, fields and kinds of funding in row after row.
_key_of_short: Final = lru_cache(maxsize=4_096)(_key)


def folded(text: str) -> str:
    """The search key without blanks: for words that are written with blanks or without."""
    return search_key(text).replace(" ", "")


def _in_hiragana(katakana: re.Match[str]) -> str:
    return _hiragana(katakana[0])


@lru_cache(maxsize=4_096)
def _hiragana(katakana: str) -> str:
    return katakana.translate(_HIRAGANA_FROM_KATAKANA)


_DASHES: Final = frozenset("-－―—–‐−ー─‥…・.．*＊/／")
_MOST_DASHES: Final = 6


def is_dash(typed: str) -> bool:
    """Whether a cell holds －, ―, … and nothing else, by which people say that there is nothing."""
    marks = typed.strip()
    return 0 < len(marks) <= _MOST_DASHES and all(mark in _DASHES for mark in marks)


def looks_like_formula(cell: str) -> bool:
    """Whether a spreadsheet could take a text for a formula.

    So it is with one that begins with = + - @ (full-width too), a tab or a return, white space
    before it or not.
    """
    return bool(_FORMULA.match(cell))


def neutralised(cell: str) -> str:
    """A text cell for CSV that no spreadsheet takes for a formula: with an apostrophe before it.

    One that has apostrophes and then what looks like a formula gets one more, so that
    `typed` gives every text back. Any other is returned as it is.
    """
    return f"'{cell}" if looks_like_formula(cell.lstrip("'")) else cell


def typed(cell: str) -> str:
    """What was typed where `neutralised` gave this cell."""
    is_neutralised = cell.startswith("'") and looks_like_formula(cell.lstrip("'"))
    return cell[1:] if is_neutralised else cell
