"""The conditions of an evaluation: one by one, as one text, and taken apart again.

A condition is one however many lines it has: a new one begins at the next number, not at the
next line. The text that goes on paper carries the same numbers as the screen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from workflow.values.fiscal import era_date, parse_era_year


@dataclass(frozen=True)
class ConditionLine:
    """One condition as it is decided; by when it is to be met and by whom, where that is said."""

    text: str
    due_on: date | None = None
    who: str = ""

    @property
    def terms(self) -> str:
        """（期限 令和3年12月28日・担当 税務課）; nothing where neither is said."""
        said = [f"期限 {era_date(self.due_on)}" if self.due_on else "", self.who]
        if self.who:
            said[1] = f"担当 {self.who}"
        return f"（{'・'.join(filter(None, said))}）" if any(said) else ""

    def plain(self) -> dict[str, str]:
        """As values of JSON, what is not said left out."""
        due = self.due_on.isoformat() if self.due_on else ""
        return {k: v for k, v in (("text", self.text), ("due_on", due), ("who", self.who)) if v}

    @staticmethod
    def from_plain(value: Mapping[str, Any]) -> "ConditionLine":
        """Read back what `plain` gave."""
        due = value.get("due_on")
        return ConditionLine(
            value["text"], date.fromisoformat(due) if due else None, value.get("who", "")
        )


def numbered(conditions: Sequence[ConditionLine]) -> str:
    """One text of all: numbered where there are several, each with its terms after it."""
    texts = [f"{one.text}{one.terms}" for one in conditions]
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


_TERMS: Final = re.compile(
    "（(?:期限 (?P<era>[^0-9元（）]{1,4}[0-9元]{1,3})年"
    "(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)?・?(?:担当 (?P<who>[^\n]{1,100}))?）"
)


def listed_in(text: str) -> tuple[ConditionLine, ...]:
    """The conditions in a text with their terms, as `numbered` writes them after each."""
    return tuple(map(_with_terms, condition_lines(text)))


def _with_terms(text: str) -> ConditionLine:
    begin = max(text.rfind("（期限 "), text.rfind("（担当 "))
    found = _TERMS.fullmatch(text, begin) if begin > 0 else None
    if found is None:
        return ConditionLine(text)
    due = None
    if era := found["era"]:
        try:
            due = date(parse_era_year(f"{era}年度"), int(found["month"]), int(found["day"]))
        except ValueError:
            return ConditionLine(text)
    return ConditionLine(text[:begin].strip(), due, found["who"] or "")


class _Mark(NamedTuple):
    """How a condition begins: a style of numbers or bullets, and the number, 0 for a bullet."""

    style: str
    number: int
    end: int


_NUMBER: Final = "[0-9０-９]{1,2}"
_MARKS: Final = (
    ("dot", re.compile(rf"\s{{0,20}}({_NUMBER})(?:[.．](?![0-9０-９])|[、:：]|\u3000)\s{{0,20}}")),
    ("half", re.compile(rf"\s{{0,20}}({_NUMBER})[)）]\s{{0,20}}")),
    ("bracket", re.compile(rf"\s{{0,20}}[(（]({_NUMBER})[)）]\s{{0,20}}")),
    ("circle", re.compile(r"\s{0,20}([①-⑳])\s{0,20}")),
    ("kana", re.compile(r"\s{0,20}[(（]?([ア-ン])[)）]\s{0,20}")),
    ("bullet", re.compile(r"\s{0,20}[・●○◦•◆◇■□※*＊－–—]()\s{0,20}")),
    ("hyphen", re.compile(r"\s{0,20}-(?!\d)()\s{0,20}")),
)
_KANA: Final = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)


def condition_lines(text: str) -> tuple[str, ...]:
    """The conditions in a text, each whole with its line breaks, without its number or bullet.

    The first line says how conditions begin: each is begun by the next number of the same kind
    (or the same kind of bullet); every other line goes on with the one before. A text that
    begins without a mark is one condition. 3.5人月 and -5% are no marks. An empty text has none.
    """
    lines = text.strip().split("\n")
    first = _mark(lines[0])
    found = [] if first is None else list(_parts(lines, first))
    whole = tuple(filter(None, (part.strip() for part in found)))
    return whole or tuple(filter(None, (text.strip(),)))


def _parts(lines: Iterable[str], first: _Mark) -> Iterator[str]:
    part: list[str] = []
    wanted = first.number
    for line in lines:
        mark = _mark(line)
        if mark is not None and (mark.style, mark.number) == (first.style, wanted):
            if part:
                yield "\n".join(part)
            part, wanted = [line[mark.end :]], wanted + 1 if wanted else 0
        else:
            part.append(line)
    yield "\n".join(part)


def _mark(line: str) -> _Mark | None:
    for style, pattern in _MARKS:
        if found := pattern.match(line):
            return _Mark(style, _number(found[1]), found.end())
    return None


def _number(sign: str) -> int:
    if not sign:
        return 0
    if sign in _KANA:
        return _KANA.index(sign) + 1
    return ord(sign) - ord("①") + 1 if "①" <= sign <= "⑳" else int(sign)
