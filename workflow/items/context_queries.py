"""From rows to contexts: where items stand, for policy, in a fixed number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Select
from sqlalchemy.orm import Session

from workflow.database import statements
from workflow.database.transactions import connection_of
from workflow.items.context import CycleFacts, ItemContext
from workflow.items.context_statements import BESIDE, BESIDE_FOR, BESIDE_ONE
from workflow.items.impartiality import IMPARTIAL
from workflow.items.involved import (
    ADVISOR,
    CONFLICT,
    CONSULTED,
    EVALUATED_BY,
    JOINT,
    deciders,
    involved,
)
from workflow.items.opinions import opinions_for
from workflow.items.reference import cycle, cycle_facts, facts_of_cycle
from workflow.items.tracks import facts_for
from workflow.models import Item
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.values.vocabulary import Action
from workflow.work import Work


class HasPlace(Protocol):
    """What is read of an item, mapped or locked."""

    id: Any
    cycle_id: Any
    process_name: Any
    process_version: Any
    state: Any
    department_id: Any
    round: Any
    released: Any
    submitted_by: Any
    due_on: Any


def _cycles_of(work: Work, items: Sequence[HasPlace]) -> dict[int, CycleFacts]:
    """The cycle of each item, by its id, of the list of all cycles. Raises NotFound."""
    found = {one: facts_of_cycle(cycle(work, one)) for one in {item.cycle_id for item in items}}
    return {item.id: found[item.cycle_id] for item in items}


def contexts_of(
    work: Work,
    items: Sequence[HasPlace],
    *,
    for_readers: bool = True,
    mover: Actor | None = None,
) -> dict[int, ItemContext]:
    """The context of each item, by its id: as many queries for many items as for one.

    Without `for_readers` the joint departments, by which `may_see` decides, are left out
    but where somebody's own department keeps them from evaluating. With `mover` the past is
    known so far as it decides what that person may do.
    """
    if not items:
        return {}
    ids = [item.id for item in items]
    processes = {item.id: work.process(item.process_name, item.process_version) for item in items}
    cycles = _cycles_of(work, items) if mover or len(ids) > 1 else {}
    facts = _facts(work.session, ids, mover, set(processes.values()), cycles)
    judged = [i.id for i in items if IMPARTIAL & set(processes[i.id].actions_from(i.state))]
    carried = ids if for_readers and not mover else judged
    having_part = involved(work, carried, judged)
    asked = {i.id: processes[i.id] for i in items if processes[i.id].states[i.state].opinions}
    opinions = opinions_for(work.session, asked)
    seen = facts_for(work.session, [i.id for i in items if processes[i.id].asked])
    return {
        item.id: ItemContext(
            process=processes[item.id],
            state=item.state,
            department_id=item.department_id,
            joint_department_ids=frozenset(having_part.get((item.id, JOINT), ())),
            cycle=facts[item.id].cycle,
            today=work.today,
            round=item.round,
            released=bool(item.released),
            submitted_by=item.submitted_by,
            submitted_for=facts[item.id].past.submitted_for,
            report_frozen=facts[item.id].report_frozen,
            doers=facts[item.id].past.doers,
            times=facts[item.id].past.times,
            conflicted=frozenset(having_part.get((item.id, CONFLICT), ())),
            finalisers=deciders(having_part, item.id),
            evaluated_by=next(iter(having_part.get((item.id, EVALUATED_BY), ())), None),
            frozen=facts[item.id].frozen,
            facts=seen.get(item.id),
            opinions=opinions.get(item.id),
            due_on=item.due_on,
            advisors=frozenset(having_part.get((item.id, ADVISOR), ())),
            consulted=frozenset(having_part.get((item.id, CONSULTED), ())),
        )
        for item in items
    }


def context_of(work: Work, item: Item) -> ItemContext:
    """The context of one item; read once in a reading unit, for everything a page asks of it."""
    return work.once(("context", item.id), lambda: contexts_of(work, [item])[item.id])


@dataclass
class Past:
    """Who took which actions on an item, and how often."""

    doers: dict[str, frozenset[int]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    last_submission: int = 0
    submitted_for: int | None = None

    def take(
        self, action: str, actor_id: int, person_id: int | None, last: int, times: int = 1
    ) -> None:
        """Take in who took one action, in whose name, when last, and how often."""
        people = (actor_id,) if person_id is None else (actor_id, person_id)
        self.doers[action] = self.doers.get(action, frozenset()).union(people)
        self.times[action] = self.times.get(action, 0) + times
        if action == Action.SUBMIT and last > self.last_submission:
            self.last_submission, self.submitted_for = last, person_id


@dataclass
class _Facts:
    """What stands beside an item's own row: its cycle, its meeting and its past."""

    cycle: CycleFacts
    report_frozen: bool
    frozen: bool
    past: Past = field(default_factory=Past)


def _facts(
    session: Session,
    ids: Sequence[int],
    mover: Actor | None,
    processes: Collection[Process],
    known: Mapping[int, CycleFacts],
) -> dict[int, _Facts]:
    found: dict[int, _Facts] = {}
    statement, wanted = _asked(ids, mover, processes)
    for row in statements.send(connection_of(session).execute, statement, wanted).all():
        facts = found.get(row.item_id)
        if facts is None:
            cycle = known.get(row.item_id) or cycle_facts(row)
            facts = found[row.item_id] = _Facts(cycle, bool(row.report_frozen), bool(row.frozen))
        if row.action is not None:
            facts.past.take(row.action, row.actor_id, row.person_id, row.last, row.times)
    return found


def _asked(
    ids: Sequence[int], mover: Actor | None, processes: Collection[Process]
) -> tuple[Select[Any], dict[str, Any]]:
    """Which statement tells of these items, and what it is given."""
    if mover:
        people = [mover.person_id, *(one.person_id for one in mover.principals)]
        limited = {action for process in processes for action in process.limited_actions}
        return BESIDE_FOR, {"ids": ids, "people": people, "limited": sorted(limited)}
    # A list in a statement is spelled out anew each time: one item goes without.
    return (BESIDE, {"ids": ids}) if len(ids) > 1 else (BESIDE_ONE, {"id": ids[0]})
