"""What each step of a system leaves: an entry of the one chain, and notices to those concerned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import Department, Section, System, SystemCost, SystemInterface
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.people.holding import active_holders
from workflow.systems.policy import visible_systems
from workflow.values.changes import ChangeAction, Subject
from workflow.values.systems import ReviewState, SystemAct
from workflow.values.vocabulary import Role
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


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    systems = session.scalars(select(System).order_by(System.id)).all()
    for start in range(0, len(systems), CHUNK):
        some = systems[start : start + CHUNK]
        fields = fields_of(session, some)
        yield from ((str(one.id), fields[one.id]) for one in some)


ledger.stands_as(Subject.SYSTEM, _current)


# ------------------------------------------------------------------ who is told


DUE: Final = "systems_due"
RETURNED: Final = "system_returned"
ASKED: Final = "system_asked"
ALL_ASKED: Final = "systems_asked"
TURN: Final = "system_turn"
DECIDED: Final = "system_decided"
DONE: Final = "system_done"

SURVEYS: Final = "systems/?state=survey"
"""Where a department finds all that it is asked for."""

kinds.register(
    frozenset({DUE, RETURNED, ASKED, ALL_ASKED, TURN, DECIDED, DONE}), lambda _actor: true()
)
kinds.register_pages(
    {
        DUE: (SURVEYS, SURVEYS),
        RETURNED: (SURVEYS, "systems/{of}"),
        ALL_ASKED: (SURVEYS, SURVEYS),
        ASKED: (SURVEYS, "systems/{of}"),
        TURN: ("systems/?state=study", "systems/{of}"),
        DECIDED: ("systems/?state=policy", "systems/{of}"),
        DONE: ("systems/?state=done", "systems/{of}"),
    }
)
kinds.register_reminders(DUE)

_ABOUT_ONE: Final = (RETURNED, ASKED, TURN, DECIDED, DONE)
kinds.register_names(_ABOUT_ONE, kinds.named_by(System.id, System.name, visible_systems))

_TO_DEPARTMENT: Final = {
    SystemAct.ASK: ASKED,
    SystemAct.REVIEW: ASKED,
    SystemAct.SEND_BACK: RETURNED,
    SystemAct.ASSESS: DECIDED,
}
_TO_CENTER: Final = {SystemAct.SURVEY: TURN, SystemAct.CARRY_OUT: DONE}


def tell_of_step(work: Work, system: System, act: SystemAct) -> None:
    """Notify those whom a step of the review concerns; never the one who took it.

    The department of a system that takes over from others is told of that decision too.
    """
    mark = f"{system.id}.{system.revision}"
    if kind := _TO_CENTER.get(act):
        _notify(work, active_holders(work, Role.REVIEWER), kind, mark)
    elif kind := _TO_DEPARTMENT.get(act):
        people = notify.officers(work, system.department_id)
        _notify(work, people, kind, mark, system.answer_by)
        if act is SystemAct.ASSESS and system.merges_into_id is not None:
            into = work.session.get_one(System, system.merges_into_id)
            taking = notify.officers(work, into.department_id) - people
            _notify(work, taking, DECIDED, f"{into.id}.{system.id}.{system.revision}")


def tell_all(work: Work, systems: Iterable[System], answer_by: date) -> None:
    """Notify each department once that it is asked for its answers on several systems."""
    for department_id in sorted({one.department_id for one in systems}):
        mark = f"{work.now:%y%m%d%H%M%S}"
        _notify(work, notify.officers(work, department_id), ALL_ASKED, mark, answer_by)


def _notify(work: Work, people: set[int], kind: str, mark: str, until: date | None = None) -> None:
    by = work.person.person_id
    notify.add_notices(work, None, people - {by}, kind, mark, work.now, by=by, until=until)


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind departments of surveys that are due soon or overdue: one notice a day for all."""
    asked = (System.state == ReviewState.SURVEY, System.answer_by.is_not(None))
    days = select(System.department_id, System.answer_by).where(*asked).distinct()
    late = {
        one.department_id
        for one in work.session.execute(days)
        if reminders.is_day_to_remind(work.today, one.answer_by)
    }
    people = set[int]().union(*(notify.officers(work, one) for one in sorted(late)))
    return notify.add_notices(work, None, people, DUE, work.today.isoformat(), work.now)
