"""What the papers print beside a list's rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.documents import report as documents_report
from workflow.documents.report import Report
from workflow.items import detail
from workflow.items.lists import WITHDRAWN
from workflow.items.reference import CycleView, cycle
from workflow.items.views import ItemFilter, ItemRow
from workflow.models import Department, Item
from workflow.values.actor import Actor, Title, role_refusal
from workflow.values.errors import NotFound, NotSignedIn, OtherDepartment, Refusal, WrongRole
from workflow.values.sheet import Sheet
from workflow.values.text import is_sound
from workflow.values.vocabulary import CENTER_ROLES, Role, Stage
from workflow.work import Work


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


FINANCE_READERS: Final = CENTER_ROLES | {Role.VIEWER}
"""Who hands the list to 財政課, and who reads for it."""


def may_have_results(actor: Actor | None, department_id: int) -> Refusal | None:
    """Why `actor` may not have a department's 結果通知; None where they may.

    The DX center may have any, an officer that of the department they are officer of. Readers
    find the verdicts in the headquarters' report: a notice is a letter, not a circular.
    """
    if actor is None:
        return NotSignedIn()
    if actor.sees_everything or actor.holds(Role.OFFICER, department_id):
        return None
    if actor.has(Role.OFFICER):
        return OtherDepartment()
    return WrongRole(roles=tuple(sorted(CENTER_ROLES | {Role.OFFICER})))


def may_have_finance_list(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not have the list for 財政課; None where they may."""
    return role_refusal(actor, FINANCE_READERS)


def result_departments(work: Work, rows: Iterable[ItemRow]) -> dict[str, Title]:
    """The departments of `rows` that have a result `actor` may have, by code, in their order."""
    found = {row.department_code: row.department for row in rows if _has_result(row)}
    ids = work.session.execute(
        select(Department.code, Department.id).where(Department.code.in_(found))
    )
    allowed = {code for code, key in ids if may_have_results(work.actor, key) is None}
    return {code: title for code, title in found.items() if code in allowed}


def finance_report(work: Work, wanted: ItemFilter) -> FinanceReport:
    """The report of `wanted` with what 財政課 asks besides. Raises WrongRole, NotFound."""
    if refusal := may_have_finance_list(work.actor):
        raise refusal
    report = documents_report.report(work, wanted)
    ids = [row.id for row in report.rows]
    kept = work.session.execute(select(Item.id, Item.content).where(Item.id.in_(ids)))
    return FinanceReport(report, {key: _commitments(Sheet.from_json(sheet)) for key, sheet in kept})


def results_of_item(work: Work, item_id: int) -> ResultNotice:
    """The result of one item. Raises NotFound where it has none, OtherDepartment, WrongRole."""
    found = detail.get(work, item_id)
    code = found.row.department_code
    if refusal := may_have_results(work.actor, _department(work.session, code).id):
        raise refusal
    if not _has_result(found.row):
        raise NotFound(what="result")
    return ResultNotice(found.row.department, found.cycle, (found.row,), work.today)


def results_of_department(work: Work, code: str, cycle_id: str) -> ResultNotice:
    """The results of a department's items in a cycle.

    Raises WrongRole; NotFound where there are none, and for another department's officer.
    """
    department = _department(work.session, code)
    if refusal := may_have_results(work.actor, department.id):
        raise NotFound(what="result") if isinstance(refusal, OtherDepartment) else refusal
    wanted = ItemFilter(cycle_id=cycle_id, department=code, stage=Stage.EVALUATED)
    report = documents_report.report(work, wanted)
    if not report.rows:
        raise NotFound(what="result")
    return ResultNotice(report.rows[0].department, cycle(work, cycle_id), report.rows, work.today)


def _has_result(row: ItemRow) -> bool:
    return row.verdict_code is not None and row.state != WITHDRAWN


def _department(session: Session, code: str) -> Department:
    found = (
        session.scalar(select(Department).where(Department.code == code))
        if is_sound(code)
        else None
    )
    if found is None:
        raise NotFound(what="department", name=code)
    return found


def _commitments(sheet: Sheet) -> Commitments:
    return Commitments(
        previous_kyen=sheet.previous_amount_kyen,
        five_year_kyen=sheet.five_year_cost_kyen,
        debt_burden_period=sheet.debt_burden_period,
        debt_burden_limit_kyen=sheet.debt_burden_limit_kyen,
    )
