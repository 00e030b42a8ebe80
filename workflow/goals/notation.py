"""How an indicator is written in one line, as the headquarters' paper has it, and read.

「受講者数（1,500人）」 is a number with target and unit, 「普及率（80%）」 a share,
「指針の策定（有無）」 a yes or no; any other line is a state of work. The words stay as typed.
"""

import re
from dataclasses import dataclass
from typing import Final

from workflow.values.promotion import IndicatorKind, Reached

YES_NO: Final = "（有無）"
PERCENT: Final = frozenset({"%", "％"})
LARGEST: Final = 999_999_999
"""The greatest target or result."""

_TARGET: Final = re.compile(
    r"^.+[（(](?P<target>[0-9０-９][0-9０-９,，]{0,20})(?P<unit>[^0-9０-９（()）]{1,10}?)(?:以上)?[)）]$"
)


@dataclass(frozen=True)
class Indicator:
    """An indicator as it is understood; `target` is in `unit`, None where nothing is counted."""

    text: str
    kind: IndicatorKind
    target: int | None = None
    unit: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether its results are numbers."""
        return self.target is not None

    def reached(self, value: int | None) -> Reached:
        """How it stands with a result; None where there is no result yet."""
        if value is None:
            return Reached.UNMEASURED
        wanted = 1 if self.target is None else self.target
        return Reached.YES if value >= wanted else Reached.NOT_YET

    def largest(self) -> int:
        """The greatest result there can be."""
        return LARGEST if self.is_counted else 1


def read(line: str) -> Indicator:
    """An indicator from its line, which has been made clean."""
    if line.endswith((YES_NO, "(有無)")):
        return Indicator(line, IndicatorKind.YES_NO)
    found = _TARGET.match(line)
    if found is None:
        return Indicator(line, IndicatorKind.STATE)
    target = int(re.sub("[,，]", "", found["target"]))
    if target > LARGEST:
        return Indicator(line, IndicatorKind.STATE)
    kind = IndicatorKind.SHARE if found["unit"] in PERCENT else IndicatorKind.NUMBER
    return Indicator(line, kind, target, found["unit"])


def result_words(one: Indicator, value: int) -> str:
    """A result as papers and lists have it: 12件, 実施済."""
    if one.is_counted:
        return f"{value:,}{one.unit}"
    if one.kind is IndicatorKind.YES_NO:
        return "有" if value else "無"
    return "達成" if value else "取組中"
