"""資料1-6 as a PDF, set by typst with the fonts that come along: the network is closed.

What people typed travels as JSON beside the template, never inside it: no word of theirs
can be taken for markup.
"""

import json
from collections.abc import Iterable
from dataclasses import astuple
from functools import cache
from importlib import resources
from typing import Any, Final

import typst

from workflow.documents.listing import NOTHING, Group, Listing
from workflow.documents.printed import AMOUNT, Cell, Column, columns
from workflow.documents.seal import Seal, amended_headings
from workflow.money import format_kyen

FONT_PACKAGES: Final = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
TEMPLATE: Final = "listing.typ"


def write(listing: Listing) -> bytes:
    """A4 landscape, header row and 資料1-6 on every page; the same list gives the same bytes."""
    compiled = typst.compile(
        _template(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"listing": json.dumps(_content(listing), ensure_ascii=False)},
        timestamp=0,
    )
    return bytes(compiled)


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath(TEMPLATE).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    folders = [str(resources.files(package)) for package in FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _content(listing: Listing) -> dict[str, Any]:
    """What the template reads: texts only, rows told apart by `kind`."""
    shown = columns(listing)
    return {
        "paper": listing.paper,
        "seal": _seal(listing.seal),
        "title": listing.title,
        "headings": [column.heading for column in shown],
        "numbers": [column.is_number for column in shown],
        "amount": shown.index(AMOUNT),
        "rows": [row for group in listing.groups for row in _rows(group, shown)],
        "total": format_kyen(listing.kyen),
        "nothing": NOTHING,
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
        yield {"kind": "item", "cells": cells}
    if len(group.entries) > 1:
        label = f"{group.department} 小計"
        yield {"kind": "subtotal", "cells": [label, format_kyen(group.kyen)]}


def _printed(column: Column, cell: Cell) -> str:
    if isinstance(cell, int):
        return format_kyen(cell) if column is AMOUNT else str(cell)
    return cell or ""
