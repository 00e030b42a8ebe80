"""What a form says in two cells beside one label: 所管, 総務部, 税務課."""

import re
from typing import Final

from workflow.exchange import headings
from workflow.exchange.cell_values import text_of
from workflow.files.grid import Tab, Value

_MOST_APART: Final = 3
"""Columns from the one to the other."""
_DEPARTMENT: Final = re.compile(r"[^\s、,]{1,14}(?:部|局|庁|委員会|本部|部局)")
_SECTION: Final = re.compile(r"[^\s、,]{1,20}(?:課|室|所|署|センター|事務局|チーム|係|担当)")


def with_section(tab: Tab, row: int, place: int) -> Value:
    """A department with the section that stands right of it; any other cell as it is."""
    said = tab.value(row, place)
    text = text_of(said).strip()
    if not _DEPARTMENT.fullmatch(text):
        return said
    right = (tab.value(row, at) for at in range(place + 1, place + 1 + _MOST_APART))
    behind = text_of(next((one for one in right if one != ""), "")).strip()
    is_section = bool(_SECTION.fullmatch(behind)) and not headings.recognised(behind).column
    return f"{text} {behind}" if is_section else said
