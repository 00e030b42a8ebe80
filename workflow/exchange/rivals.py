"""Columns among which a person has to choose, because more than one may be what is read."""

import re
from collections.abc import Sequence
from typing import Final

from workflow.exchange import headings
from workflow.exchange.cell_values import amount_in, is_blank
from workflow.exchange.columns import DEPARTMENT, ITEM, NUMBER, PLACE
from workflow.exchange.head import Head, is_form
from workflow.exchange.headings import LONGEST_HEADING
from workflow.exchange.understanding import Understanding, holds_something
from workflow.values.text import search_key

_NO_AMOUNTS: Final = re.compile(
    "(?:こーど|番号|no|id|率|数|電話|内線|(?<![0-9元])年度?|月|日|款|項|目|節|%)[.)]?$"
)
"""How headings end, folded, above numbers that are no money; 令和8年度 may stand above some."""
_PLACES: Final = (DEPARTMENT, PLACE)
"""Columns beneath whose heading, merged over two, the sections stand too."""
_MAY_BE_ASKED: Final = re.compile(
    r"^(?!.*(?:査定|決算|増減|比較|前年|昨年|前回|残|執行|うち|内訳|差|前$|後$|累計|補正前|補正後|既決|既定|現計|現行|財源|節|繰越|内示))"
    ".*(?:要求|当初|補正|予算|見積|所要|事業費|経費)",
    re.DOTALL,
)
"""Unknown headings of what may be the amount asked for."""
_MAY_BE_NAMES: Final = frozenset(
    search_key(word)
    for word in (
        "項目", "項目名", "施策", "施策項目", "内容", "事業内容", "事業の内容", "取組内容",
        "要求内容", "主な内容", "主な事業内容", "取組概要", "摘要",
    )
)  # fmt: skip
"""Headings beneath which names of items may stand where no other column has them."""
_FEWEST_BESIDE_NAMES: Final = 2
_WHOLE: Final = re.compile("総|全体|計$")
"""In headings, folded, of amounts that are of several years."""


def among(head: Head) -> dict[str, tuple[int, ...]]:
    """Columns that may stand in several places, among which a person has to choose.

    Several columns of amounts always are; of other columns, those with the same heading.
    """
    found = {}
    for column in sorted(head.columns):
        places = [place for place in head.places(column) if holds_something(head, place)]
        if column == "amount_kyen":
            unknown = _unknown(head)
            places += [p for p in unknown if _may_be_asked(head, places, p)]
        else:
            of_names = column == "name"
            places = [
                p
                for p in places
                if head.label(p) == head.label(places[0])
                or (of_names and _names_more(head, places[0], p))
            ]
            if of_names:
                places = [p for p in places if not head.holds_codes(p)]
        if column in _PLACES:
            places = [p for p in places if p == places[0] or not head.is_shared(places[0], p)]
        if len(places) > 1 and not column.startswith(headings.SOURCE):
            found[column] = tuple(sorted(places))
    return found


def _names_more(head: Head, first: int, place: int) -> bool:
    """Whether a second column names rows with amounts that the first one leaves without a name."""
    amount = next(iter(head.places("amount_kyen")), None)
    rows = enumerate(head.tab.rows[head.first : head.first + 200], head.first)
    unnamed = [
        at
        for at, row in rows
        if place < len(row) and is_blank(row[first]) and not is_blank(row[place])
        if amount is not None and amount < len(row) and amount_in(row[amount]) is not None
    ]
    covered = head.tab.covered(head.first) if unnamed else {}
    return any((at, first) not in covered for at in unnamed)


def _may_be_asked(head: Head, known: Sequence[int], place: int) -> bool:
    """Whether an unknown column may hold what is asked for, beside those known to do so.

    Of a 総事業費 the part of one year may; so may the sum of 要求額 and 調整額.
    """
    label = head.label(place)[:LONGEST_HEADING]
    if _MAY_BE_ASKED.search(label):
        return True
    if any(head.said[one].year for one in known):
        return False
    is_part = headings.is_of_a_year(label) and all(
        _WHOLE.search(search_key(head.label(one))) for one in known
    )
    is_sum = headings.is_of_whole(label) and any(one < place for one in known)
    return is_part or (is_sum and _sums_up(head, min(known), place))


def _sums_up(head: Head, first: int, place: int) -> bool:
    """Whether a column holds the sum of those from the first up to it, which is not that alone."""
    rows = head.tab.rows[head.first : head.first + 200]
    sums = [
        (amount, amount_in(row[first]), [amount_in(one) or 0 for one in row[first:place]])
        for row in rows
        if place < len(row) and (amount := amount_in(row[place])) is not None
    ]
    is_other = any(amount != alone for amount, alone, _parts in sums)
    return is_other and all(amount == sum(parts) for amount, _alone, parts in sums)


def maybe_amounts(head: Head, how: Understanding) -> tuple[int, ...]:
    """Unknown columns that hold numbers, where none is known as the amount asked for."""
    if "amount_kyen" in head.columns or not head.is_list or how.is_said or ITEM in head.columns:
        return ()
    return _unknown(head)


def maybe_names(head: Head, how: Understanding) -> tuple[int, ...]:
    """Columns that may hold the names of items, where none is known to and amounts stand beside."""
    known = head.columns - {NUMBER, "summary"}
    if "name" in head.columns or ITEM in head.columns or how.is_said or is_form(head):
        return ()
    if "amount_kyen" not in known:
        return ()
    headed = {at: search_key(head.label(at)).replace(" ", "") for at in head.said}
    found = [at for at, key in headed.items() if key in _MAY_BE_NAMES and not head.holds_codes(at)]
    is_enough = max(len(known), len(found)) >= _FEWEST_BESIDE_NAMES
    return tuple(found) if is_enough else ()


def _unknown(head: Head) -> tuple[int, ...]:
    """Columns that hold amounts and have a heading that says nothing, no source of money either."""
    unknown = (place for place in head.said if not head.said[place].column and head.label(place))
    unsaid = (place for place in unknown if not _names_a_source(head, place))
    return tuple(place for place in unsaid if _holds_amounts(head, place))


def _names_a_source(head: Head, place: int) -> bool:
    """Whether a heading is one of the funding, though nothing else of it stands beside."""
    said = (headings.recognised(part, head.words).column for part in head.label(place).split())
    return any(one is not None and one.startswith(headings.SOURCE) for one in said)


def _holds_amounts(head: Head, place: int) -> bool:
    if _NO_AMOUNTS.search(search_key(head.label(place))):
        return False
    rows = head.tab.rows[head.first : head.first + 200]
    filled = [row[place] for row in rows if place < len(row) and not is_blank(row[place])]
    return 2 * sum(amount_in(value) is not None for value in filled) > len(filled)
