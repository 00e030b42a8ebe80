"""How two lists of items differ, row by row and column by column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from workflow.documents.listing import Entry, Listing
from workflow.documents.seal import Amended
from workflow.values.fiscal import CycleId
from workflow.values.money import format_kyen
from workflow.values.paper_words import HEADINGS

COLUMN_NAMES: Final = {
    **HEADINGS,
    "state": "状態",
    "verdict": "評価区分",
    "opinion": "所見・条件",
    "budget": "予算",
}
NOT_COMPARED: Final = ("no", "number")
"""A row that only moved up or down did not change; an item's own number never does."""

ADDED: Final = "追加"
REMOVED: Final = "削除"
ABSENT: Final = "（なし）"


@dataclass(frozen=True)
class ListedRow:
    """A row of a paper with the cycle in whose budget it stands."""

    entry: Entry
    cycle_id: str
    name: str = ""
    """The budget's name on a paper of several, else ""."""

    @property
    def budget(self) -> str:
        """The budget's name; without one on the paper, that of its cycle: 令和4年度当初予算."""
        return self.name or f"{CycleId.parse(self.cycle_id).title()}予算"


def rows_of(items: Sequence[tuple[int, str]], paper: Listing) -> dict[int, ListedRow]:
    """The paper's rows by the items they are about.

    `items` are their ids with their cycles', in the paper's order.
    """
    rows = [(entry, group.budget) for group in paper.groups for entry in group.entries]
    return {
        item_id: ListedRow(entry, cycle_id, name)
        for (item_id, cycle_id), (entry, name) in zip(items, rows, strict=True)
    }


def compared(
    before: Mapping[int, ListedRow], after: Mapping[int, ListedRow]
) -> tuple[Amended, ...]:
    """Rows added and changed in the later list's order, then rows that are gone.

    Where there are several budgets, so of each after the other, and each says which.
    """
    places = dict.fromkeys(row.cycle_id for row in (*after.values(), *before.values()))
    several = len(places) > 1
    found: list[Amended] = []
    for cycle_id in places:
        of_this = [one for one in after.items() if one[1].cycle_id == cycle_id]
        for item_id, row in of_this:
            budget = row.budget if several else ""
            found += _changed(before.get(item_id), row, budget)
        gone = [row for item_id, row in before.items() if item_id not in after]
        found += [
            Amended(
                named(row.entry), REMOVED, _whole(row.entry), ABSENT, row.budget if several else ""
            )
            for row in gone
            if row.cycle_id == cycle_id
        ]
    return tuple(found)


def _changed(before: ListedRow | None, after: ListedRow, budget: str) -> Iterable[Amended]:
    if before is None:
        yield Amended(named(after.entry), ADDED, ABSENT, _whole(after.entry), budget)
        return
    if before.cycle_id != after.cycle_id:
        name = COLUMN_NAMES["budget"]
        yield Amended(named(after.entry), name, before.budget, after.budget, budget)
    yield from _cells(before.entry, after.entry, budget)


def named(entry: Entry) -> str:
    """総務部 税務課 税務総合システム改修事業."""
    line = entry.line
    return " ".join(part for part in (line.department, line.section, line.name) if part)


def _cells(before: Entry, after: Entry, budget: str) -> Iterable[Amended]:
    earlier, later = _printed(before), _printed(after)
    for column, words in later.items():
        if words != earlier.get(column, ""):
            name = COLUMN_NAMES.get(column, column)
            yield Amended(named(after), name, earlier.get(column, ""), words, budget)


def _printed(entry: Entry) -> dict[str, str]:
    values = asdict(entry)
    values |= values.pop("line")
    return {
        column: format_kyen(value) if isinstance(value, int) else value or ""
        for column, value in values.items()
        if column not in NOT_COMPARED
    }


def _whole(entry: Entry) -> str:
    line = entry.line
    amount = "" if line.amount_kyen is None else f"　{format_kyen(line.amount_kyen)}千円"
    return f"NO.{line.no}{amount}"
