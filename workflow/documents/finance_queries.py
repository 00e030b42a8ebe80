"""What 財政課 asks besides what a list says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from workflow.documents import policy
from workflow.documents.queries import Report, report
from workflow.items.list_views import ItemFilter
from workflow.models import Item
from workflow.values.paper_words import BONDS, ENTRIES
from workflow.values.sheet import Sheet
from workflow.values.text import search_key
from workflow.values.vocabulary import FundingSource
from workflow.work import Work


@dataclass(frozen=True)
class Commitments:
    """What 財政課 asks besides: 千円, None and "" where the department did not say.

    `funding` has 財源内訳 by the code of each kind; empty where nobody said.
    """

    previous_kyen: int | None = None
    five_year_kyen: int | None = None
    debt_burden_period: str = ""
    debt_burden_limit_kyen: int | None = None
    funding: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FinanceReport:
    """A report with the commitments of its items, by item id."""

    report: Report
    commitments: Mapping[int, Commitments]


def finance_report(work: Work, wanted: ItemFilter) -> FinanceReport:
    """The report of `wanted` with what 財政課 asks besides. Raises WrongRole, NotFound."""
    if refusal := policy.may_have_finance_list(work.actor):
        raise refusal
    found = report(work, wanted)
    ids = [row.id for row in found.rows]
    contents = work.session.execute(select(Item.id, Item.content).where(Item.id.in_(ids)))
    return FinanceReport(
        found, {item_id: _commitments(Sheet.from_json(sheet)) for item_id, sheet in contents}
    )


def _commitments(sheet: Sheet) -> Commitments:
    return Commitments(
        previous_kyen=sheet.previous_amount_kyen,
        five_year_kyen=sheet.five_year_cost_kyen,
        debt_burden_period=sheet.debt_burden_period,
        debt_burden_limit_kyen=sheet.debt_burden_limit_kyen,
        funding=funding_of(sheet),
    )


def funding_of(sheet: Sheet) -> dict[str, int]:
    """千円 by source: of the lines or, where there is a plain word only, all of it."""
    found: dict[str, int] = {}
    for line in sheet.funding_lines:
        found[line.source] = found.get(line.source, 0) + line.amount_kyen
    if not found and sheet.amount_kyen is not None:
        word = search_key(sheet.funding)
        words = (*ENTRIES[FundingSource].items(), *((FundingSource.BOND, one) for one in BONDS))
        whole = [one for one, said in words if search_key(said) == word]
        found = {str(one): sheet.amount_kyen for one in whole}
    return found
