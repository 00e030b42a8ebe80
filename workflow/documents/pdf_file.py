"""資料1-6 as a PDF, with its pictures."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from workflow.documents.columns import NOT_EVALUATED, Cell, Column, columns, first_money, sums
from workflow.documents.listing import NOTHING, Entry, Group, Listing, SumsBy
from workflow.documents.seal import Seal, amended_headings
from workflow.documents.typesetting import breakable, fitted, typeset
from workflow.values.money import format_kyen
from workflow.values.vocabulary import Stage

FULL: Final = 1000
"""The length of the longest bar, in its own thousandths."""


def pictures(listing: Listing) -> list[dict[str, Any]]:
    """Titles with their bars: name, label, `length` (0 to 1,000) and whether it is `below` zero.

    None for a list of what is planned, for 財政課's, and for one without rows.
    """
    if listing.stage is not Stage.EVALUATED or listing.is_for_finance or not listing.groups:
        return []
    drawn = [
        picture
        for block, sums_by in zip(listing.blocks, listing.budgets, strict=False)
        for picture in _drawn(f"　{block.budget}", block.groups, sums_by.by_field, listing.verdicts)
    ]
    whole = f"　{listing.sum_name}" if drawn else ""
    return [*drawn, *_drawn(whole, listing.groups, listing.by_field, listing.verdicts)]


def _drawn(
    of: str, groups: Sequence[Group], by_field: SumsBy, order: Sequence[str]
) -> list[dict[str, Any]]:
    """The pictures of a budget, or of all; `of` ends their titles and says which.

    Verdicts stand in this `order`.
    """
    departments: dict[str, int] = {}
    for group in groups:
        departments[group.department] = departments.get(group.department, 0) + group.kyen
    entries = [entry for group in groups for entry in group.entries]
    verdicts = _counts((_verdict(entry) for entry in entries), order)
    return [
        _picture(f"部局別（千円）{of}", departments.items(), format_kyen),
        _picture(f"分野別（千円）{of}", by_field, format_kyen),
        _picture(f"評価区分別（件数）{of}", verdicts, lambda count: f"{count}件"),
        _picture(f"評価区分別（千円）{of}", _amounts(entries, order), format_kyen),
    ]


def _counts(verdicts: Iterable[str], order: Sequence[str]) -> list[tuple[str, int]]:
    """In this order, then the others, the most frequent first.

    Those of one number stay in the order of the list. Editions from before the order was kept
    have none.
    """
    places = {verdict: place for place, verdict in enumerate(order)}
    counted = Counter(verdicts).most_common()
    return sorted(counted, key=lambda one: places.get(one[0], len(places)))


def _amounts(entries: Iterable[Entry], order: Sequence[str]) -> list[tuple[str, int]]:
    """千円 by verdict, in the order of `_counts`."""
    found = [(_verdict(entry), entry.line.amount_kyen or 0) for entry in entries]
    return [
        (verdict, sum(kyen for one, kyen in found if one == verdict))
        for verdict, _count in _counts((verdict for verdict, _kyen in found), order)
    ]


def _verdict(entry: Entry) -> str:
    return entry.line.verdict or NOT_EVALUATED


def _picture(
    title: str, parts: Iterable[tuple[str, int]], label: Callable[[int], str]
) -> dict[str, Any]:
    found = list(parts)
    most = max((abs(value) for _name, value in found), default=0) or 1
    return {
        "title": title,
        "bars": [
            {
                "name": name,
                "label": label(value),
                "length": abs(value) * FULL // most,
                "below": value < 0,
            }
            for name, value in found
        ],
    }


TEMPLATE: Final = "listing.typ"
LONG_TEXT: Final = 350
LONG_LINES: Final = 12
ANNEX: Final = "別紙"
"""Where texts stand that are too long for a column."""

WIDEST_AMOUNT: Final = 9

Printed = str | dict[str, Any]
"""What a cell holds: a text, or an amount with the share of the size that it is set in."""


def write(listing: Listing) -> bytes:
    """A4 landscape, header row and 資料1-6 on every page; the same list gives the same bytes."""
    return typeset(TEMPLATE, _content(listing))


def _content(listing: Listing) -> dict[str, Any]:
    """What the template reads: texts only; `kind` says what a row is."""
    shown = tuple(column for column in columns(listing) if not column.in_books_only)
    annex: list[dict[str, Any]] = []
    return {
        "paper": listing.paper,
        "seal": _seal(listing.seal),
        "title": listing.title,
        "office": listing.office,
        "counted": listing.counted,
        "as_of": listing.as_of,
        "layout": listing.layout,
        "headings": [column.heading for column in shown],
        "numbers": [column.is_number for column in shown],
        "label": first_money(shown),
        "rows": [*_blocks(listing, shown, annex)],
        "annex": annex,
        "annex_title": ANNEX,
        "total_name": listing.sum_name,
        "total": _sums(shown, listing.entries),
        "nothing": NOTHING,
        "pictures": pictures(listing),
        "sums": [*sums_below(listing)],
    }


def sums_below(listing: Listing) -> Iterable[dict[str, Any]]:
    """分野別 and 財源別 under the list: of each budget where there are several, then of all."""
    of_each = [(f"{one.budget} ", one.by_field, one.by_funding) for one in listing.budgets]
    whole = f"{listing.sum_name} " if of_each else ""
    for of, by_field, by_funding in (*of_each, (whole, listing.by_field, listing.by_funding)):
        for title, parts in (("分野別", by_field), ("財源別", by_funding)):
            if parts:
                shown = [[word, format_kyen(kyen)] for word, kyen in parts]
                yield {"title": f"{of}{title}", "parts": shown}


def _seal(seal: Seal | None) -> dict[str, Any] | None:
    if seal is None:
        return None
    amendment = seal.amendment
    return {
        "name": seal.name,
        "proofs": seal.proofs,
        "remarks": seal.remarks,
        "amendment": amendment
        and {
            "heading": amendment.heading,
            "reason": amendment.reason,
            "headings": amended_headings(amendment),
            "rows": [row.printed for row in amendment.rows],
        },
    }


Annex = list[dict[str, Any]]
"""What is too long for its column, in full width: by item a title and its texts."""


def _blocks(listing: Listing, shown: tuple[Column, ...], annex: Annex) -> Iterable[dict[str, Any]]:
    """The rows of every budget, each under its name and above its sum where there are several."""
    for block in listing.blocks:
        if listing.has_blocks:
            yield {"kind": "budget", "label": block.heading, "cells": []}
        for group in block.groups:
            yield from _rows(group, shown, annex)
        if listing.has_blocks:
            sums_of_block = _sums(shown, block.entries)
            yield {"kind": "subtotal", "label": block.sum_name, "cells": sums_of_block}


def _rows(group: Group, shown: tuple[Column, ...], annex: Annex) -> Iterable[dict[str, Any]]:
    for entry in group.entries:
        cells = [
            (column, _printed(column, (column.printed or column.cell)(entry))) for column in shown
        ]
        if texts := [
            {"heading": column.heading, "text": cell} for column, cell in cells if _is_long(cell)
        ]:
            annex.append({"title": _title(entry), "texts": texts})
        note = f"{ANNEX}（NO.{entry.line.no}）のとおり"
        yield {"kind": "item", "cells": [note if _is_long(cell) else cell for _, cell in cells]}
    if len(group.entries) > 1:
        label = f"{group.department} 小計"
        yield {"kind": "subtotal", "label": label, "cells": _sums(shown, group.entries)}


def _sums(shown: tuple[Column, ...], entries: Sequence[Entry]) -> list[Printed]:
    found = sums(shown, entries)[first_money(shown) :]
    return ["" if kyen is None else _amount(kyen) for kyen in found]


def _title(entry: Entry) -> str:
    line = entry.line
    return breakable(f"NO.{line.no}　{line.name}（{line.department} {line.section}）")


def _is_long(cell: Printed) -> bool:
    """Whether this cell could make its row taller than a page: its text is in the annex then."""
    return isinstance(cell, str) and (len(cell) > LONG_TEXT or cell.count("\n") >= LONG_LINES)


def _printed(column: Column, cell: Cell) -> Printed:
    if isinstance(cell, int):
        return _amount(cell) if column.is_money else str(cell)
    return breakable(cell or "")


def _amount(kyen: int) -> Printed:
    return fitted(format_kyen(kyen), WIDEST_AMOUNT)
