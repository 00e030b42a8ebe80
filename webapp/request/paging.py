"""Long tables, a part at a time: what nobody reads at once is not sent at once."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from flask import request

Row = TypeVar("Row")
Block = TypeVar("Block")

A_PAGE: Final = 200
"""Rows of a table on one page: what one meeting decides on has fewer."""


class Shown(NamedTuple, Generic[Row]):
    """The rows on this page, the number of the first one, and the ways on and back."""

    rows: Sequence[Row]
    first: int
    next_url: str | None
    first_url: str | None


class Piece(NamedTuple, Generic[Block]):
    """What of a block of rows is on this page, from which number on, and whether it ends here."""

    block: Block
    rows: Sequence[Any]
    first: int
    ends: bool


def part_of(rows: Sequence[Row], address: Callable[[int], str]) -> Shown[Row]:
    """The rows of the page that `?page=` names, or of the last one; `address` is a page's."""
    last = max(1, -(-len(rows) // A_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    begin = (number - 1) * A_PAGE
    return Shown(
        rows=rows[begin : begin + A_PAGE],
        first=begin + 1,
        next_url=address(number + 1) if number < last else None,
        first_url=address(1) if number > 1 else None,
    )


def pieces_of(
    blocks: Sequence[tuple[Block, Sequence[Any]]], address: Callable[[int], str]
) -> Shown[Piece[Block]]:
    """The same of rows that lie in blocks: what of each block is on the page."""
    shown = part_of([row for _, rows in blocks for row in rows], address)
    begin, before, pieces = shown.first - 1, 0, []
    for block, rows in blocks:
        here = rows[max(0, begin - before) : max(0, begin + len(shown.rows) - before)]
        if here:
            ends = before + len(rows) <= begin + len(shown.rows)
            pieces.append(Piece(block, here, max(begin, before) + 1, ends))
        before += len(rows)
    return Shown(pieces, shown.first, shown.next_url, shown.first_url)
