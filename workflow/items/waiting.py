"""What waits for a person, as statements: built once a day for all who hold the same."""

from collections.abc import Iterable, Iterator
from itertools import starmap
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from workflow.items import rewriting, visibility
from workflow.items.asks import asked_items
from workflow.items.context_queries import HasPlace
from workflow.items.context_statements import FROZEN
from workflow.items.list_views import place_for
from workflow.items.opinions import answering_for_departments
from workflow.items.policy import turn_is_plain
from workflow.items.rows import PLACE, placed
from workflow.models import ActFor, Department, Item, LedgerEntry, Person, Section
from workflow.process.effect import Effect
from workflow.process.shape import Process
from workflow.values.vocabulary import Role
from workflow.work import Standpoint

MOST_TURNS: Final = 200
OF_TEAM: Final = 2
"""The place of what other reviewers have."""

_ASKED: Final[Any] = bindparam("asked", expanding=True)
_PLACED: Final = (
    *(getattr(Item, name) for name in HasPlace.__annotations__),
    FROZEN.label("frozen"),
)
_ALIKE: Final = (
    *("process_name", "process_version", "state", "department_id", "cycle_id", "frozen"),
    *("alone", "is_asked"),
)
"""What items have in common that stand in one line of `places`."""


def _acted(of: Standpoint) -> ColumnElement[bool]:
    """Items on which the person, or one they stand in for, took an action that bars another.

    Which actions bar depends on the process; entries of all of them are found by one index.
    """
    people = sorted({of.person.person_id, *(one.person_id for one in of.person.principals)})
    roles = of.person.effective_grants.roles
    going_by: dict[frozenset[str], list[Process]] = {}
    for process in of.published:
        going_by.setdefault(process.barring(roles), []).append(process)
    did = exists().where(
        LedgerEntry.item_id == Item.id,
        LedgerEntry.action.in_(sorted(frozenset().union(*going_by))),
        LedgerEntry.actor_id.in_(people),
        or_(false(), *starmap(_bars, going_by.items())),
    )
    was_done = exists().where(ActFor.item_id == Item.id, ActFor.person_id.in_(people))
    return or_(did.correlate(Item), was_done.correlate(Item))


def _bars(actions: frozenset[str], processes: Iterable[Process]) -> ColumnElement[bool]:
    """An entry of one of these actions, on an item that goes by one of the processes."""
    theirs = (
        and_(Item.process_name == one.name, Item.process_version == one.version)
        for one in processes
    )
    return and_(LedgerEntry.action.in_(sorted(actions)), or_(*theirs))


def returned(of: Standpoint) -> tuple[str, ...]:
    """The states in which 差戻し ends."""
    return tuple(
        sorted(
            {
                move.target
                for process in of.published
                for move in process.transitions
                if move.effect is Effect.RETURN and not move.stays
            }
        )
    )


def places(of: Standpoint) -> Select[Any]:
    """Where the items stand that may wait for the person, and whether they are asked on them.

    Items that stand alike are one line with their `ids`. Where their past decides whose turn it
    is, an item has a line of its own, which says so by `alone`, its id.
    """
    waits, is_asked = _waits_for(of), asked_items(of)
    its_past = or_(_acted(of), *_by_past(of.published))
    found = (
        select(
            *_PLACED,
            case((its_past, Item.id)).label("alone"),
            is_asked.label("is_asked"),
        )
        .where(visibility.visible_items(of.person), or_(waits, is_asked))
        .limit(MOST_TURNS)
        .subquery()
    )
    alike = [found.c[name] for name in _ALIKE]
    return select(
        *alike,
        func.max(found.c.id).label("id"),
        func.max(found.c.round).label("round"),
        func.max(cast(found.c.released, Integer)).label("released"),
        func.max(found.c.submitted_by).label("submitted_by"),
        func.max(found.c.due_on).label("due_on"),
        func.aggregate_strings(cast(found.c.id, String), " ").label("ids"),
    ).group_by(*alike)


def _by_past(processes: Iterable[Process]) -> Iterator[ColumnElement[bool]]:
    """Items in states in which more of their past decides than who acted on them."""
    for process in processes:
        states = [one.name for one in process.live_states if not turn_is_plain(process, one.name)]
        yield visibility.in_states(process, states)


def lines(of: Standpoint, is_asked: bool) -> Select[Any]:
    """Items that may wait for the person, with what the list shows of each, in order.

    What was sent back comes first, then the most urgent; to a reviewer what is theirs, then what
    is nobody's, and last what other reviewers have.
    """
    place, waits = _team_place(of).label("team_place"), _waits_for(of)
    return (
        _with_entry(of)
        .add_columns(place)
        .where(
            visibility.visible_items(of.person),
            or_(waits, Item.id.in_(_ASKED)) if is_asked else waits,
        )
        .order_by(
            place,
            Item.state.not_in(returned(of)),
            Item.due_on.is_(None),
            Item.due_on,
            PLACE,
            Item.id,
        )
        .limit(MOST_TURNS)
    )


def _team_place(of: Standpoint) -> ColumnElement[int]:
    """Where the item stands for who reviews: mine, nobody's, my team's; 0 where no review waits."""
    if not of.person.effective_grants.has(Role.REVIEWER):
        return literal(0)
    waits = visibility.in_turn_of(of.published, Role.REVIEWER)
    return case((waits, place_for(of.person.person_id)), else_=0)


def _waits_for(of: Standpoint) -> ColumnElement[bool]:
    """Items in a state whose turn is a role that the person holds, or stands in for, there."""
    held = of.person.effective_grants
    waiting: list[ColumnElement[bool]] = []
    live: set[str] = set()
    for process in of.published:
        for role in held.roles:
            states = [state.name for state in process.live_states if role in state.turn]
            if not states:
                continue
            live |= set(states)
            here = visibility.in_states(process, states)
            mine = Item.department_id.in_(held.departments(role))
            waiting.append(here if held.holds_everywhere(role) else and_(here, mine))
    waiting += _asked_for_departments(of, live)
    # Said once more of the whole: by its state an item is found, few are under way.
    return and_(Item.state.in_(sorted(live)), or_(false(), *waiting))


def _asked_for_departments(of: Standpoint, live: set[str]) -> Iterator[ColumnElement[bool]]:
    """Items in states that ask the person's department for its opinion: those go into `live`."""
    held = of.person.effective_grants
    for process in of.published:
        for state in process.live_states if process.asks_departments else ():
            roles = answering_for_departments(process, state.name)
            theirs = frozenset().union(*(held.departments(role) for role in roles))
            if theirs:
                live.add(state.name)
                here = visibility.in_states(process, [state.name])
                yield and_(here, visibility.consulted(theirs))


def _entry_shown(of: Standpoint) -> ColumnElement[int]:
    """The number of the entry that the list shows: the last one; for drafters the last 差戻し."""
    entry = aliased(LedgerEntry)
    returns = sorted({action for process in of.published for action in process.returns})
    sent_back = (
        select(func.max(entry.sequence))
        .where(entry.item_id == Item.id, entry.action.in_(returns))
        .correlate(Item)
        .scalar_subquery()
    )
    theirs = {
        state.name
        for process in of.published
        for state in process.live_states
        if process.is_written_in(state.name)
    }
    return case(
        (Item.state.in_(sorted(theirs)), func.coalesce(sent_back, Item.ledger_length)),
        else_=Item.ledger_length,
    )


def _with_entry(of: Standpoint) -> Select[Any]:
    """Items with what the list shows of them. Columns, not objects: there may be many."""
    said = rewriting.shown(of.person)
    query = select(
        *_PLACED,
        _acted(of).label("acted"),
        Item.number,
        said.name.label("name"),
        said.amount_kyen.label("amount_kyen"),
        Item.updated_at,
        Department.name_ja.label("department_ja"),
        Department.name_en.label("department_en"),
        Section.name.label("section"),
        LedgerEntry.note,
        LedgerEntry.particulars,
        LedgerEntry.sequence,
        LedgerEntry.actor_id,
        Item.sealed_from,
        Person.name_ja,
        Person.name_en,
    ).select_from(Item)
    last = and_(LedgerEntry.item_id == Item.id, LedgerEntry.sequence == _entry_shown(of))
    return (
        placed(rewriting.with_rewritings(query, of.person), said.section_id)
        .join(LedgerEntry, last)
        .join(Person, Person.id == LedgerEntry.actor_id)
    )
