"""What the papers print beside a list's rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.actor import Title
from workflow.queries.views.cycles import CycleView
from workflow.queries.views.items import ItemRow
from workflow.queries.views.pages import Report


@dataclass(frozen=True)
class Commitments:
    """What 財政課 asks besides: 千円, None and "" where the department did not say."""

    previous_kyen: int | None = None
    five_year_kyen: int | None = None
    debt_burden_period: str = ""
    debt_burden_limit_kyen: int | None = None


@dataclass(frozen=True)
class FinanceReport:
    """A report with the commitments of its items, by item id."""

    report: Report
    commitments: Mapping[int, Commitments]


@dataclass(frozen=True)
class ResultNotice:
    """What was found about a department's items of a cycle; every row has its evaluation."""

    department: Title
    cycle: CycleView
    rows: tuple[ItemRow, ...]
    on: date
