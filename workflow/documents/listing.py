"""資料1-6 as plain values in Japanese: what every writer of this package writes.

The prefecture's papers are Japanese whatever the language of the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Final

from workflow.documents.result_queries import Commitments
from workflow.documents.seal import Seal
from workflow.values.office import Office
from workflow.values.vocabulary import Stage

NOTHING: Final = "該当する案件はありません。"
NO_COMMITMENTS: Final = Commitments()
WITHOUT_LINES: Final = "財源欄のとおり"
"""Amounts whose funding is printed as it was typed: lines of it are optional."""
STAGES: Final = {Stage.PLANNED: "検討予定一覧", Stage.EVALUATED: "評価結果一覧"}


@dataclass(frozen=True)
class Line:
    """One row of the list; its fields, in order, are the csv's columns and the json's keys.

    `amount_kyen` is 千円, None where nothing was entered yet; `no` is given in this order.
    """

    no: int
    department: str
    section: str
    field: str
    category: str
    name: str
    amount_kyen: int | None
    funding: str
    summary: str
    state: str
    verdict: str
    number: str = ""
    """What people call the item; "" before its first submission."""


COLUMNS: Final = tuple(field.name for field in fields(Line))
SumsBy = tuple[tuple[str, int], ...]
"""Words with their 千円."""


@dataclass(frozen=True)
class Entry:
    """A line with what the evaluation said about it in words, as it is printed.

    `commitments` are known where the list is for 財政課.
    """

    line: Line
    opinion: str
    conditions: str = ""
    commitments: Commitments = NO_COMMITMENTS


@dataclass(frozen=True)
class Group:
    """The entries of one lead department, with their sum in 千円.

    `budget` is their budget's name on a paper of several, else "".
    """

    department: str
    entries: tuple[Entry, ...]
    kyen: int
    budget: str = ""


@dataclass(frozen=True)
class Block:
    """The groups of one budget; its name is "" where the paper has only one."""

    budget: str
    groups: tuple[Group, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its rows in their order."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def kyen(self) -> int:
        """Its sum in 千円."""
        return sum(group.kyen for group in self.groups)

    @property
    def heading(self) -> str:
        """【令和4年度当初予算】."""
        return f"【{self.budget}】"

    @property
    def sum_name(self) -> str:
        """令和4年度当初予算 計."""
        return f"{self.budget} 計"

    @property
    def subtotals(self) -> Mapping[int, Group]:
        """Its groups of several entries, by the number of the row after which their 小計 stands."""
        return {one.entries[-1].line.no: one for one in self.groups if len(one.entries) > 1}


@dataclass(frozen=True)
class BudgetSums:
    """What one budget of several comes to by field and by source of funding, in 千円."""

    budget: str
    by_field: SumsBy
    by_funding: SumsBy


@dataclass(frozen=True)
class Listing:
    """The whole paper: title, groups in 建制順 and sums in 千円."""

    title: str
    stage: Stage
    groups: tuple[Group, ...]
    kyen: int
    by_field: SumsBy
    by_funding: SumsBy
    paper: str = Office.list_number
    is_for_finance: bool = False
    seal: Seal | None = None
    """None for a list as it is now; a frozen edition has one."""
    has_numbers: bool = True
    """Whether items had numbers when the list was made: before, its files had no such column."""
    sources: tuple[tuple[str, str], ...] = Office().sources_shown(())
    """The kinds of funding that have columns on a list for 財政課: code and name."""
    office: str = ""
    """Whose it is, in the properties of its files; on no list of before that was kept."""
    as_of: str = ""
    """令和3年8月17日現在, of a list as it is now; a frozen edition says when it was frozen."""
    counted: str = ""
    """Whose items are counted, and whether drafts are: 総務部の分、未提出 1 件を含む."""
    budgets: tuple[BudgetSums, ...] = ()
    """In the order of `blocks`; none where there is only one."""
    verdicts: tuple[str, ...] = ()
    """The verdicts on it in the master's order; none on what was frozen before that was kept."""

    @property
    def file_title(self) -> str:
        """What its file is called: two of different days do not lie over each other."""
        return " ".join(filter(None, (self.title, self.as_of)))

    @property
    def layout(self) -> str:
        """Which columns it has: `planned` (before items had numbers), `considered`,
        `evaluated` or `finance`."""
        if self.is_for_finance:
            return "finance"
        is_planned = self.stage is Stage.PLANNED
        return "considered" if is_planned and self.has_numbers else self.stage.value

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The groups by budget, in their order."""
        by_budget = groupby(self.groups, key=lambda group: group.budget)
        return tuple(Block(budget, tuple(groups)) for budget, groups in by_budget)

    @property
    def has_blocks(self) -> bool:
        """Whether it holds several budgets, each with a heading and a sum of its own."""
        return len(self.blocks) > 1

    @property
    def sum_name(self) -> str:
        """What the last row is called."""
        return "合計" if self.has_blocks else "計"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every row in its order."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every row in its order, without what only paper shows."""
        return tuple(entry.line for entry in self.entries)
