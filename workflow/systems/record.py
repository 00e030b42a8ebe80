"""Systems in the record: every act is an entry of the one chain, and they stand as it says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import Department, Section, System, SystemCost, SystemInterface
from workflow.values.changes import ChangeAction, Subject
from workflow.values.systems import SystemAct
from workflow.work import Work

CHUNK: Final = 500
"""Systems of which the parts are read together."""
PLAIN: Final = (
    "name",
    "purpose",
    "vendor",
    "form",
    "networks",
    "personal_data",
    "users",
    "hosting",
    "task",
    "holds",
    "state",
    "round",
    "assessment",
    "reasons",
    "revision",
)
DAYS: Final = ("contract_from", "contract_until", "support_until", "act_by")


def fields_of(session: Session, systems: Sequence[System]) -> dict[int, ledger.Fields]:
    """Each system as the record keeps it, by id: four queries."""
    ids = [one.id for one in systems]
    codes = _named(session, Department.id, Department.code, {one.department_id for one in systems})
    sections = _named(session, Section.id, Section.name, {one.section_id for one in systems})
    found: dict[int, dict[str, Any]] = {}
    for one in systems:
        plain = {name: getattr(one, name) for name in PLAIN}
        days = {name: day.isoformat() for name in DAYS if (day := getattr(one, name))}
        found[one.id] = {
            **plain,
            **dict.fromkeys(DAYS),
            **days,
            **_later(one),
            "department": codes[one.department_id],
            "section": sections.get(one.section_id or 0, ""),
            "costs": [],
            "interfaces": [],
        }
    costs = select(SystemCost).where(SystemCost.system_id.in_(ids))
    for cost in session.scalars(costs.order_by(SystemCost.system_id, SystemCost.fiscal_year)):
        found[cost.system_id]["costs"].append({"year": cost.fiscal_year, "kyen": cost.kyen})
    flows = select(SystemInterface).where(SystemInterface.source_id.in_(ids))
    order = (SystemInterface.source_id, SystemInterface.position)
    for flow in session.scalars(flows.order_by(*order)):
        found[flow.source_id]["interfaces"].append({"to": flow.target_id, "data": flow.data})
    return dict(found)


def _later(system: System) -> dict[str, Any]:
    """What is recorded only where there is one: earlier entries stay as they are."""
    days = {"answer_by": system.answer_by.isoformat() if system.answer_by else None}
    found = {**days, "merges_into": system.merges_into_id}
    return {name: value for name, value in found.items() if value is not None}


def put(
    work: Work, system: System, act: SystemAct, before: ledger.Fields | None, note: str = ""
) -> None:
    """Record what was done to a system, in the transaction that does it."""
    put_all(work, [system], act, {} if before is None else {system.id: before}, note)


def put_all(
    work: Work,
    systems: Sequence[System],
    act: SystemAct,
    before: Mapping[int, ledger.Fields],
    note: str = "",
) -> None:
    """Record what was done to several systems, each with its own entry; new ones were nothing."""
    work.session.flush()
    for system in systems:
        system.revision += 1
    work.session.flush()
    after = fields_of(work.session, systems)
    ledger.record(
        work,
        *(
            ledger.Change(
                Subject.SYSTEM,
                str(one.id),
                ChangeAction(act),
                before.get(one.id),
                after[one.id],
                note,
            )
            for one in systems
        ),
    )


def _named(session: Session, key: Any, name: Any, ids: set[Any]) -> dict[int, str]:
    known = ids - {None}
    query = select(key, name).where(key.in_(known))
    return {row[0]: row[1] for row in session.execute(query)} if known else {}


def _standing(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    systems = session.scalars(select(System).order_by(System.id)).all()
    for start in range(0, len(systems), CHUNK):
        some = systems[start : start + CHUNK]
        fields = fields_of(session, some)
        yield from ((str(one.id), fields[one.id]) for one in some)


ledger.stands_as(Subject.SYSTEM, _standing)
