"""Rows of the budget's own order, by their amounts: 総務費 above items, 委託料 beneath one."""

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from workflow.exchange import group_labels
from workflow.exchange.cell_values import text_of
from workflow.exchange.row_labels import RowSays
from workflow.values.text import search_key

Amounts = Sequence[tuple[int, Decimal]]
"""Rows (from 0) with a name, in their order, and what they hold as their amount."""

_DETAILS: Final = frozenset(
    search_key(word).replace(" ", "")
    for word in (
        "報酬", "給料", "職員手当等", "職員手当", "共済費", "災害補償費", "恩給及び退職年金",
        "賃金", "報償費", "旅費", "交際費", "需用費", "役務費", "委託料", "使用料及び賃借料",
        "使用料", "賃借料", "使用料・賃借料", "工事請負費", "原材料費", "公有財産購入費",
        "備品購入費", "負担金、補助及び交付金", "負担金補助及び交付金", "負担金", "補助金",
        "扶助費", "貸付金",
        "補償、補填及び賠償金", "補償補填及び賠償金", "償還金、利子及び割引料", "投資及び出資金",
        "積立金", "寄附金", "公課費", "繰出金",
    )
)  # fmt: skip
"""The 節 of every local government's budget, as the law has them, and what they were before."""
_NUMBER: Final = re.compile(r"^(?:第? ?[0-9]{1,2} ?節?|[(・-]?[0-9]{0,2}[)]?)[ .:・-]*")
_OF_ACCOUNTS: Final = re.compile(".{1,20}費|.{0,20}諸支出金")
_HIGHEST: Final = frozenset(
    search_key(word)
    for word in (
        "議会費", "総務費", "民生費", "福祉費", "衛生費", "労働費", "農林水産業費", "農林水産費",
        "商工費", "土木費", "警察費", "消防費", "教育費", "災害復旧費", "公債費", "諸支出金",
    )
)  # fmt: skip
"""The 款, which no item is called."""


def rows_of_accounts(says: RowSays, amounts: Amounts) -> frozenset[int]:
    """The rows that are no items: 節 beneath an item, whose sum it is, and 款, 項 and 目 above."""
    details = frozenset(_details(says, amounts))
    rest = [one for one in amounts if one[0] not in details]
    found = _above_places(says, rest) if says.tells_places else _by_blanks(says, rest)
    return details | frozenset(found)


def _details(says: RowSays, amounts: Amounts) -> Iterator[int]:
    whole: Decimal | None = None
    rows, total = list[int](), Decimal(0)
    for row, amount in amounts:
        if whole is not None and _is_detail(says, row):
            rows.append(row)
            total += amount
            continue
        if rows and total == whole:
            yield from rows
        whole, rows, total = amount, [], Decimal(0)
    if rows and total == whole:
        yield from rows


def _is_detail(says: RowSays, row: int) -> bool:
    key = search_key(says.name(row)).replace(" ", "")
    is_one = key in _DETAILS or _NUMBER.sub("", key) in _DETAILS
    return is_one and not (says.tells_places and says.has_place(row))


def _is_account(says: RowSays, row: int) -> bool:
    return bool(_OF_ACCOUNTS.fullmatch(search_key(says.name(row)).replace(" ", "")))


def _above_places(says: RowSays, amounts: Amounts) -> Iterator[int]:
    """Those without a place whose amount is that of the first items beneath, which have one.

    They are called as accounts are; or all of them as groups are, the first of all rows too.
    """
    placeless = {row for row, _amount in amounts if not says.has_place(row)}
    are_groups = all(group_labels.begins_a_group(says.name(row)) for row in placeless)
    if are_groups and amounts and amounts[0][0] in placeless:
        found = frozenset(_proved(says, amounts, placeless))
        if found == placeless:
            return iter(found)
    return _proved(says, amounts, {row for row in placeless if _is_account(says, row)})


def _proved(says: RowSays, amounts: Amounts, maybe: Set[int]) -> Iterator[int]:
    total, before, is_above = Decimal(0), set[Decimal](), False
    for row, amount in reversed(amounts):
        if says.has_place(row):
            before.add(total)
            total, is_above = total + amount, True
            continue
        is_above = is_above and row in maybe and total - amount in before
        if is_above:
            yield row


class _Branch(NamedTuple):
    """A row, and those beneath that are set in more; `sums` are the sums of others among them."""

    depth: int
    amount: Decimal
    sums: list[int]


def headings_of_accounts(says: RowSays) -> frozenset[int]:
    """Rows with the name of an account and nothing else, above names that are set in further."""
    rows = range(says.how.first, len(says.tab.rows))
    named = [row for row in rows if says.name(row)]
    return frozenset(
        row
        for row, beneath in pairwise(named)
        if len(says.filled(row)) == 1 and _is_account(says, row)
        if _depth(says, row) < _depth(says, beneath)
    )


def _by_blanks(says: RowSays, amounts: Amounts) -> Iterator[int]:
    """Those set in less than the rows beneath whose sum they are, in two steps or from a 款 on."""
    if not any(says.is_set_in(row) for row, _amount in amounts):
        return
    branches: list[_Branch] = []
    for row, amount in reversed(amounts):
        own = _Branch(_depth(says, row), amount, [])
        total = Decimal(0)
        while branches and branches[-1].depth > own.depth:
            beneath = branches.pop()
            total += beneath.amount
            own.sums.extend(beneath.sums)
        if total and total == amount and _is_account(says, row):
            if own.sums or search_key(says.name(row)) in _HIGHEST:
                yield from (row, *own.sums)
                own.sums.clear()
            own.sums.append(row)
        branches.append(own)


def _depth(says: RowSays, row: int) -> int:
    """By how many blanks a name is set in; a wide one counts twice."""
    text = text_of(says.tab.value(row, says.name_at or 0))
    blanks = text[: len(text) - len(text.lstrip())]
    return len(blanks) + blanks.count("\u3000")
