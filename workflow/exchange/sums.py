"""Sums that are proved by their amounts: of rows right above them, or right beneath."""

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate


class Sums:
    """The amounts of rows that have a name, in their order, each with its row."""

    def __init__(self, amounts: Iterable[tuple[int, Decimal]]) -> None:
        self.amounts = rows = list(amounts)
        self._rows = [row for row, _ in rows]
        self._up_to = list(accumulate((amount for _, amount in rows), initial=Decimal(0)))
        self._first = {total: at for at, total in reversed(list(enumerate(self._up_to)))}
        self._last = {total: at for at, total in enumerate(self._up_to)}

    def has(self, row: int, amount: Decimal, least: int = 2) -> bool:
        """Whether an amount is the sum of `least` or more named rows ending above the row `row`, or
        beginning beneath it."""
        return self.is_above(row, amount, least) or self._is_beneath(row, amount, least)

    def is_above(self, row: int, amount: Decimal, least: int = 2) -> bool:
        """The same of those above it only."""
        at = bisect_left(self._rows, row)
        found = self._first.get(self._up_to[at] - amount)
        return found is not None and found <= at - least

    def _is_beneath(self, row: int, amount: Decimal, least: int) -> bool:
        at = bisect_left(self._rows, row)
        found = self._last.get(self._up_to[at] + amount)
        return found is not None and found >= at + least

    def heads(self, row: int, amount: Decimal) -> bool:
        """Whether the amount of a named row is the sum of named rows that begin right beneath."""
        at = bisect_left(self._rows, row) + 1
        found = self._last.get(self._up_to[at] + amount)
        return found is not None and found > at

    def above(self, row: int) -> Decimal:
        """The sum of everything above a row."""
        return self._up_to[bisect_left(self._rows, row)]
