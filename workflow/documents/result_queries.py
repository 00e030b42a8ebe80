"""What a department is told: the results of one item, or of its items of a cycle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import office
from workflow.documents import policy
from workflow.documents.queries import report
from workflow.items import detail
from workflow.items.list_views import ItemFilter, ItemRow
from workflow.items.lists import WITHDRAWN
from workflow.items.overview import Countable
from workflow.items.reference import CycleView, cycle
from workflow.models import Department, LedgerEntry
from workflow.office import Logo
from workflow.values.actor import Title
from workflow.values.errors import NotFound, OtherDepartment
from workflow.values.office import Office
from workflow.values.text import is_sound
from workflow.values.vocabulary import Action, Stage
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
    return _notice(work, found.row.department, found.cycle, (found.row,))


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


def result_departments(work: Work, rows: Iterable[Countable]) -> dict[str, Title]:
    """The departments of `rows`, by code, whose 結果通知 the person asking may have."""
    found = {row.department_code: row.department for row in rows if _has_result(row)}
    if not found:
        return {}
    ids = work.session.execute(
        select(Department.code, Department.id).where(Department.code.in_(found))
    )
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
