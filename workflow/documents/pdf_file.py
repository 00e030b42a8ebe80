"""資料1-6 and its kin as a PDF in A4 landscape."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from typing import Any, Final

from workflow.documents.listing import NOTHING, Entry, Group, Listing
from workflow.documents.pictures import pictures
from workflow.documents.printed import Cell, Column, columns, first_money, sums
from workflow.documents.seal import Seal, amended_headings
from workflow.documents.typesetting import breakable, fitted, typeset
from workflow.values.money import format_kyen

TEMPLATE: Final = "listing.typ"
LONG_TEXT: Final = 350
LONG_LINES: Final = 12
WIDEST_AMOUNT: Final = 9

Printed = str | dict[str, Any]
"""What a cell holds: a text, or an amount with the share of the size that it is set in."""


def write(listing: Listing) -> bytes:
    """A4 landscape, header row and 資料1-6 on every page; the same list gives the same bytes."""
    return typeset(TEMPLATE, _content(listing))


def _content(listing: Listing) -> dict[str, Any]:
    """What the template reads: texts only; `kind` says what a row is."""
    shown = columns(listing)
    return {
        "paper": listing.paper,
        "seal": _seal(listing.seal),
        "title": listing.title,
        "layout": listing.layout,
        "headings": [column.heading for column in shown],
        "numbers": [column.is_number for column in shown],
        "label": first_money(shown),
        "rows": [row for group in listing.groups for row in _rows(group, shown)],
        "total": _sums(shown, listing.entries),
        "nothing": NOTHING,
        "pictures": pictures(listing),
        "sums": [
            {"title": title, "parts": [[word, format_kyen(kyen)] for word, kyen in parts]}
            for title, parts in (("分野別", listing.by_field), ("財源別", listing.by_funding))
            if parts
        ],
    }


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
            "rows": [astuple(row) for row in amendment.rows],
        },
    }


def _rows(group: Group, shown: tuple[Column, ...]) -> Iterable[dict[str, Any]]:
    for entry in group.entries:
        cells = [_printed(column, column.cell(entry)) for column in shown]
        yield {"kind": "item", "cells": cells, "long": any(map(_is_long, cells))}
    if len(group.entries) > 1:
        label = f"{group.department} 小計"
        yield {"kind": "subtotal", "label": label, "cells": _sums(shown, group.entries)}


def _sums(shown: tuple[Column, ...], entries: Sequence[Entry]) -> list[Printed]:
    found = sums(shown, entries)[first_money(shown) :]
    return ["" if kyen is None else _amount(kyen) for kyen in found]


def _is_long(cell: Printed) -> bool:
    """Whether a row with this cell could be taller than a page: it may then be torn."""
    return isinstance(cell, str) and (len(cell) > LONG_TEXT or cell.count("\n") >= LONG_LINES)


def _printed(column: Column, cell: Cell) -> Printed:
    if isinstance(cell, int):
        return _amount(cell) if column.is_money else str(cell)
    return breakable(cell or "")


def _amount(kyen: int) -> Printed:
    return fitted(format_kyen(kyen), WIDEST_AMOUNT)
