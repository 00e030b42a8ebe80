"""Sums that are proved by their amounts: of rows right above them, or right beneath."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import accumulate
from typing import Final

from workflow.exchange import account_rows, group_labels, headings, labels
from workflow.exchange.columns import NUMBER
from workflow.exchange.row_labels import RowSays
from workflow.values.lazy import cached_property
from workflow.values.text import search_key

_BESIDE_SUMS: Final = frozenset(
    search_key(word)
    for word in (
        "増減", "増減額", "増減率", "差引", "比較", "財源内訳", "対前年度増減", "対前年度比",
        "前年度比", "(参考)前年度", "特定財源", "査定額", "前年度当初", "要求枠", "要求枠額",
        "要求上限", "要求上限額", "シーリング", "シーリング額", "要求基準額", "基準額", "枠配分額",
        "配分額", "配分枠", "超過額", "残額", "枠残額",
    )
)  # fmt: skip
"""What stands beside or beneath a sum, beside the headings of other amounts."""
_SHARE: Final = re.compile("うち[^ぁ-ん]|財源[ 　:：・]")
"""うちデジタル, 財源　国庫; うちわ is something else."""
_MAY_BE_NAMES: Final = frozenset(map(search_key, ("その他", "その他の事業", "手数料", "負担金")))
"""What an item may be called too, although amounts are called so."""


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

    def counts(self, row: int) -> int:
        """How many there are above a row."""
        return bisect_left(self._rows, row)

    def above(self, row: int) -> Decimal:
        """The sum of everything above a row."""
        return self._up_to[bisect_left(self._rows, row)]


class ProvedSums:
    """Which rows of a list with a name of their own are sums of others, as their amounts prove.

    `is_named` tells rows (from 0) whose name is no label of a sum, a part or a group.
    """

    def __init__(self, says: RowSays, is_named: Callable[[int], bool]) -> None:
        self._says, self._is_named = says, is_named

    @cached_property
    def of_items(self) -> Sums:
        """The amounts of all rows that have a name, for telling which others are their sums."""
        others = self._groups | self._sums_above | self._shares | self._accounts
        return Sums((row, amount) for row, amount in self._named.amounts if row not in others)

    def is_one(self, row: int) -> bool:
        """Whether a row has a name, and the sum of others as its amount: Ⅰ　行政のDX, 新規計."""
        name = self._says.name(row)
        if name[:1] in group_labels.OF_STRONG_GROUPS and row in self._groups:
            return True
        if row in self._accounts:
            return True
        return labels.may_be_sum(name) and row in self._sums_above

    def is_of_grand_sum(self, row: int) -> bool:
        """Whether a row beneath a grand sum says what is in it: its funding, the year before.

        So do those without a place at the foot of a list, the sum left out.
        """
        if row in self._foot or row in self._shares:
            return True
        while row > self._says.how.first and _tells_of_sum(self._says.name(row)):
            row -= 1
            if self._is_grand(row):
                return True
        return False

    @cached_property
    def _foot(self) -> frozenset[int]:
        """The rows without a place behind the last item that are called as amounts are."""
        found, says = set[int](), self._says
        for row in range(len(says.tab.rows) - 1, says.how.first - 1, -1):
            if not says.filled(row) or says.is_remark(row):
                continue
            if not says.is_placeless(row) or not _tells_of_sum(says.name(row)):
                break
            found.add(row)
        # 前年度予算額 is no item; その他 alone may be one, where others say no place either.
        is_sure = len(found) > 1 or any(_is_no_name(says.name(row)) for row in found)
        is_sure = is_sure or (bool(found) and self._have_places_above(min(found)))
        return frozenset(found) if is_sure else frozenset()

    def _have_places_above(self, row: int) -> bool:
        """Whether all of several items above a row say their place or number, each by itself."""
        above = [at for at, _amount in self._named.amounts if at < row]
        return len(above) > 1 and all(map(self._says.has_place, above))

    @cached_property
    def _shares(self) -> frozenset[int]:
        """Rows at the foot without a place, which items have, that share out the sum of them all.

        They come to it; right beneath a grand sum, which it proves, they may be less.
        """
        says, found, is_apart = self._says, dict[int, Decimal](), False
        for row in range(len(says.tab.rows) - 1, says.how.first, -1):
            if not says.tells_places:
                break
            if not (filled := says.filled(row)) or says.is_remark(row):
                is_apart = is_apart or (bool(found) and not filled)
            elif self._is_grand(row):
                return self._shared(row, found, says.amount(row), may_be_less=not is_apart)
            elif says.is_placeless(row) and (amount := says.amount(row)) and self._is_named(row):
                found[row] = amount
            else:
                break
        is_numbered = NUMBER in says.how.columns.values()
        first = min(found, default=0)
        total = self._named.above(first)
        is_sure = is_numbered and len(found) > 1 and self._named.counts(first) > 1
        return self._shared(first, found, total, may_be_less=False) if is_sure else frozenset()

    def _is_grand(self, row: int) -> bool:
        label = search_key(self._says.label(row))
        return labels.is_grand_sum(label) and labels.is_sum(label, is_name=True)

    def _shared(
        self, row: int, found: Mapping[int, Decimal], total: Decimal | None, *, may_be_less: bool
    ) -> frozenset[int]:
        """Those rows where they share out a total, which is that of everything above a row."""
        if total is None or self._named.above(row) != total:
            return frozenset()
        is_less = may_be_less and all(amount <= total for amount in found.values())
        return frozenset(found) if is_less or sum(found.values()) == total else frozenset()

    @cached_property
    def _named(self) -> Sums:
        says = self._says
        rows = range(says.how.first, len(says.tab.rows))
        named = ((row, says.amount(row)) for row in rows if self._is_named(row))
        return Sums((row, amount) for row, amount in named if amount is not None)

    @cached_property
    def _accounts(self) -> frozenset[int]:
        """Rows of the budget's own order: 総務費 above items, 委託料 beneath one."""
        of_amounts = account_rows.rows_of_accounts(self._says, self._named.amounts)
        return of_amounts | account_rows.headings_of_accounts(self._says)

    @cached_property
    def _groups(self) -> frozenset[int]:
        """Rows named as groups are, whose amount is the sum of the rows beneath: Ⅰ　行政のDX."""
        named, says = self._named, self._says
        return frozenset(
            row
            for row, amount in named.amounts
            if says.is_placeless(row) and group_labels.is_strong_group(says.name(row))
            if not group_labels.is_strong_group(says.name(row + 1)) and named.heads(row, amount)
        )

    @cached_property
    def _sums_above(self) -> frozenset[int]:
        """Rows named 新規計 or the like, without a place, whose amount is the sum of rows above."""
        found, count, total = set[int](), 0, Decimal(0)
        first = {total: 0}
        for row, amount in self._named.amounts:
            may_be = labels.may_be_sum(self._says.name(row)) and not self._says.has_place(row)
            if may_be and first.get(total - amount, count) <= count - 2:
                found.add(row)
                continue
            count, total = count + 1, total + amount
            first.setdefault(total, count)
        return frozenset(found)


def _is_no_name(name: str) -> bool:
    return search_key(name) not in _MAY_BE_NAMES


def _tells_of_sum(name: str) -> bool:
    """Whether a name is that of a share of a sum, of its funding or of another year's amount."""
    if _SHARE.match(name):
        return True
    column = headings.recognised(name).column or ""
    is_money = headings.is_money(column) and column != "amount_kyen"
    return is_money or search_key(name) in _BESIDE_SUMS
