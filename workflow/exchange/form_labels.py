"""What the cells of a form say by themselves: labels, their units, years, amounts among words."""

import re
from typing import Final

from workflow.exchange import amount_words, headings, units
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.files.grid import Value
from workflow.values.sheet import SPECS, Kind

_KINDS: Final = (Kind.LINE, Kind.BLOCK, Kind.MONEY)
_UNIT: Final = re.compile(r"[（(][^（）()円]{0,20}円[^（）()]{0,12}[）)]$")
_OF_MONEY: Final = re.compile("[0-9０-９] ?[百千万億]?[百千万億]?円")
"""An amount among words: 総額 5,280千円（うち一般財源）."""
_NUMBERED: Final = re.compile(
    r"^(?:[0-9０-９]{1,2}|[ア-ン])(?:[.．、 　]\s*|(?=[^0-9０-９ア-ンー]))"
)
"""With what a label of a form may begin: １　事業名, 1.事業名, ア 事業名."""
_BRACKETED: Final = re.compile(r"^【([^【】]{1,20})】$")
WITHIN: Final = re.compile(r"([^:：]{1,20})[:：]\s*(.+)", re.DOTALL)
"""事業名：庁内ネットワーク更新 in one cell."""


def label(value: Value) -> str:
    """What a cell calls what stands beside it, without blanks and numbers; "" for no text."""
    if not isinstance(value, str):
        return ""
    found = WITHIN.fullmatch(value.strip())
    text = (found[1] if found else value).strip()
    return "".join((_NUMBERED.sub("", _BRACKETED.sub(r"\1", text)) or text).split())


def year(value: Value) -> str:
    """The year that a cell says, and nothing else; "" for any other cell."""
    text = value.strip() if isinstance(value, str) else ""
    return text if text and headings.recognised(text).year and headings.says_nothing(text) else ""


def with_unit(label: str) -> tuple[str, str]:
    """A label of amounts, and the unit that it says: 予算額, 千円."""
    unit = units.of_heading(label)
    return (_UNIT.sub("", label), units.WORDS[unit]) if unit else (label, "")


def may_be_money(text: str) -> bool:
    """Whether an amount stands among words, or words for one that is to come: 調整中."""
    return bool(_OF_MONEY.search(text)) or amount_words.is_undecided(text)


def may_stand(column: str) -> bool:
    """Whether a column may be asked for by a label."""
    is_other = column in (DEPARTMENT, PLACE) or column.startswith(headings.SOURCE)
    return is_other or (column in SPECS and SPECS[column].kind in _KINDS)
