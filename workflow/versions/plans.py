"""A plan to move live items to another version: which state they come to from which.

process = "standard"
from = 2
to = 3

[states]                 # old = new; a state that keeps its name need not be written
under_review = "checking"
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.ledger.entries import written
from workflow.models import ProcessMigration
from workflow.process.shape import Process
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import Refusal
from workflow.work import Work

_KEYS: Final = {"process": str, "from": int, "to": int, "states": dict}


class PlanInvalid(Refusal):
    """A plan does not fit the two versions: `problems` says all that is wrong, each with its place.

    Each is a key of a sentence and what it is filled with.
    """

    key = "migration_plan_invalid"

    @property
    def problems(self) -> tuple["PlanFault", ...]:
        """What is wrong."""
        found: tuple[PlanFault, ...] = self.data["problems"]
        return found


@dataclass(frozen=True)
class PlanFault:
    """One thing that is wrong with a plan, at `place`: a key such as `states.under_review`."""

    place: str
    what: str
    value: str = ""


@dataclass(frozen=True)
class Plan:
    """A mapping that is whole: every live state of the old version to a live one of the new."""

    old: Process
    new: Process
    states: Mapping[str, str]


def read_plan(text: str) -> tuple[str, int, int, dict[str, str]]:
    """The process, its two versions and the mapping that the TOML `text` says.

    Raises PlanInvalid where it is no plan.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PlanInvalid(problems=(PlanFault("TOML", "syntax", str(error)),)) from error
    problems = [PlanFault(key, "unknown_key") for key in raw if key not in _KEYS]
    problems += [
        PlanFault(key, "missing")
        for key, kind in _KEYS.items()
        if key != "states" and type(raw.get(key)) is not kind
    ]
    states: Any = raw.get("states", {})
    if not isinstance(states, dict):
        problems.append(PlanFault("states", "missing"))
        states = {}
    problems += [
        PlanFault(f"states.{old}", "missing")
        for old, new in states.items()
        if not isinstance(new, str)
    ]
    if problems:
        raise PlanInvalid(problems=tuple(problems))
    return raw["process"], raw["from"], raw["to"], dict(states)


def plan_for(old: Process, new: Process, states: Mapping[str, str]) -> Plan:
    """The whole mapping, where states that keep their name need not be written.

    Raises PlanInvalid where an old state has no place to go, or `states` names none there is.
    """
    live = {state.name for state in new.live_states}
    named = {state.name for state in old.live_states}
    problems = [*_unknown(states, named, live)]
    whole = {}
    for state in old.live_states:
        target = states.get(state.name, state.name)
        if not target or (state.name not in states and target not in live):
            problems.append(PlanFault(f"states.{state.name}", "no_target"))
        whole[state.name] = target
    if old.name != new.name:
        problems.append(PlanFault("process", "other_process", new.name))
    if old.version == new.version:
        problems.append(PlanFault("to", "same_version", str(new.version)))
    if problems:
        raise PlanInvalid(problems=tuple(problems))
    return Plan(old, new, MappingProxyType(whole))


def _unknown(states: Mapping[str, str], named: set[str], live: set[str]) -> Iterable[PlanFault]:
    for old, new in states.items():
        if old not in named:
            yield PlanFault(f"states.{old}", "no_old_state")
        if new and new not in live:
            yield PlanFault(f"states.{old}", "no_new_state", new)


# -------------------------------------------------------- orders, in the record


def record_order(work: Work, row: ProcessMigration) -> None:
    """Record an order, in the transaction that gives it."""
    after = _fields(row)
    change = ledger.Change(Subject.MIGRATION, str(row.id), ChangeAction.ADD, None, after)
    ledger.record(work, change)


def _fields(row: ProcessMigration) -> dict[str, Any]:
    """What was ordered. How far it is, the ledger of the items says that were moved."""
    return {
        "name": row.name,
        "from_version": row.from_version,
        "to_version": row.to_version,
        "states": dict(row.states),
        "ordered_by": row.ordered_by,
        "ordered_at": written(row.ordered_at),
    }


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for row in session.scalars(select(ProcessMigration)):
        yield str(row.id), _fields(row)


ledger.stands_as(Subject.MIGRATION, _current)
