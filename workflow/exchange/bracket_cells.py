"""Amounts with another one in brackets behind them, where the sheet says that it is another's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workflow.exchange import headings, understanding, units
from workflow.exchange.cell_values import amount_in, is_dash
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Row, Tab, Value
from workflow.values.text import search_key

_SAYS: Final = re.compile(units.BRACKETS_SAY)
_OF_ANOTHER: Final = re.compile("[(（](?:前年度?|昨年度|一般財源|うち)[^()（）]{0,20}[)）]")
"""What a heading itself says in brackets: 予算額（前年度）."""
_LONGEST: Final = 120
"""Characters of a text that says what brackets mean."""
_BOTH: Final = re.compile(r"([^()（）]{1,30}?)\s*[(（]\s*([^()（）]{1,30}?)\s*[)）]")
"""9,900 (8,000), the second mostly on a line of its own."""

_NONE: Final = frozenset(("皆増", "新規", "新", "なし"))
"""What stands in brackets where the other amount is none."""


def without_others(tab: Tab, how: Understanding) -> Tab:
    """The sheet without amounts in brackets behind others: （　）は前年度."""
    places = [place for place, column in how.columns.items() if headings.is_money(column)]
    head = understanding.head_of(tab, how)
    headed = [head.label(place) for place in places]
    is_said = any(_SAYS.search(search_key(text[:_LONGEST])) for text in (*head.titles, *headed))
    if not is_said and not any(_OF_ANOTHER.search(text[:_LONGEST]) for text in headed):
        return tab
    rows = [_without(row, places) for row in tab.rows[how.first :]]
    return replace(tab, rows=[*tab.rows[: how.first], *rows])


def _without(row: Row, places: Sequence[int]) -> Sequence[Value]:
    alone = {at: one for at in places if at < len(row) and (one := _first(row[at]))}
    return [alone.get(at, value) for at, value in enumerate(row)] if alone else row


def _first(value: Value) -> str:
    """The amount before one in brackets; "" for any other cell."""
    found = _BOTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or amount_in(found[1]) is None:
        return ""
    is_other = is_dash(found[2]) or found[2] in _NONE or amount_in(found[2]) is not None
    return found[1] if is_other else ""
