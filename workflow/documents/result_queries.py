"""What the papers that the center sends out are made of: results, and what 財政課 asks besides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow import office
from workflow.documents import policy
from workflow.documents.queries import Report, report
from workflow.items import detail
from workflow.items.list_views import ItemFilter, ItemRow
from workflow.items.overview import Countable
from workflow.items.reference import CycleView, cycle
from workflow.models import Department, Item, LedgerEntry
from workflow.office import Logo
from workflow.values.actor import Title
from workflow.values.errors import NotFound, OtherDepartment
from workflow.values.office import Office
from workflow.values.paper_words import BONDS, ENTRIES
from workflow.values.sheet import Sheet
from workflow.values.text import is_sound, search_key
from workflow.values.vocabulary import WITHDRAWN, Action, FundingSource, Stage
from workflow.work import Work

CONSULTED: Final = "consulted"
"""The end of an item where a process has no evaluation."""


@dataclass(frozen=True)
class ResultNotice:
    """What was found about a department's items of a cycle.

    Every row has its evaluation or, in a process without one, has been consulted about; then
    `opinions` has what the reviewer said when it was completed, by item.
    """

    department: Title
    cycle: CycleView
    rows: tuple[ItemRow, ...]
    on: date
    opinions: Mapping[int, str] = field(default_factory=dict)
    office: Office = Office()
    logo: Logo | None = None
    is_of_one_item: bool = False
    """Whether it was asked for about one item; a department may have others."""

    @property
    def is_consultation(self) -> bool:
        """Whether the items ended with the consultation, without an evaluation."""
        return all(row.state == CONSULTED for row in self.rows)


def result_of_item(work: Work, item_id: int) -> ResultNotice:
    """The result of one item. Raises NotFound where it has none, OtherDepartment, WrongRole."""
    found = detail.get(work, item_id)
    code = found.row.department_code
    if refusal := policy.may_have_results(work.actor, _department(work.session, code).id):
        raise refusal
    if not _has_result(found.row):
        raise NotFound(what="result")
    one = _notice(work, found.row.department, found.cycle, (found.row,))
    return replace(one, is_of_one_item=True)


def results_of_department(work: Work, code: str, cycle_id: str) -> ResultNotice:
    """The results of a department's items in a cycle: evaluated or, without that, consulted.

    Raises WrongRole; NotFound where there are none, and for another department's officer.
    """
    department = _department(work.session, code)
    if refusal := policy.may_have_results(work.actor, department.id):
        raise NotFound(what="result") if isinstance(refusal, OtherDepartment) else refusal
    of_department = ItemFilter(cycle_id=cycle_id, department=code)
    rows = (
        report(work, replace(of_department, stage=Stage.EVALUATED)).rows
        or report(work, replace(of_department, state=CONSULTED)).rows
    )
    if not rows:
        raise NotFound(what="result")
    return _notice(work, rows[0].department, cycle(work, cycle_id), rows)


def _notice(
    work: Work, department: Title, of_cycle: CycleView, rows: tuple[ItemRow, ...]
) -> ResultNotice:
    consulted = [row.id for row in rows if row.state == CONSULTED]
    said = select(LedgerEntry.item_id, LedgerEntry.note).where(
        LedgerEntry.item_id.in_(consulted), LedgerEntry.action == Action.APPROVE
    )
    notes = work.session.execute(said.order_by(LedgerEntry.sequence)) if consulted else ()
    opinions = {item_id: note for item_id, note in notes if note}
    named = office.office(work)
    logo = office.logo(work, named.logo) if named.logo else None
    return ResultNotice(department, of_cycle, rows, work.today, opinions, named, logo)


_IDS: Final = select(Department.code, Department.id).where(
    Department.code.in_(bindparam("codes", expanding=True))
)


def result_departments(work: Work, rows: Iterable[Countable]) -> dict[str, Title]:
    """The departments of `rows`, by code, whose 結果通知 the person asking may have."""
    found = {row.department_code: row.department for row in rows if _has_result(row)}
    if not found:
        return {}
    ids = work.ask(_IDS, codes=list(found))
    allowed = {code for code, key in ids if policy.may_have_results(work.actor, key) is None}
    return {code: title for code, title in found.items() if code in allowed}


def _has_result(row: Countable) -> bool:
    judged = row.verdict_code is not None and row.state != WITHDRAWN
    return judged or row.state == CONSULTED


def _department(session: Session, code: str) -> Department:
    found = (
        session.scalar(select(Department).where(Department.code == code))
        if is_sound(code)
        else None
    )
    if found is None:
        raise NotFound(what="department", name=code)
    return found


# ---------------------------------------------------------------------- for 財政課


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
