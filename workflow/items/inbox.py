"""The home page: what waits for this person, the cycle now, what happened lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, desc, false, or_, select
from sqlalchemy.orm import Session

from workflow.items import policy, visibility
from workflow.items.context import ItemContext
from workflow.items.context_queries import HasPlace, contexts_of
from workflow.items.detail import actions, to_move
from workflow.items.overview import CycleOverview, cycle_overview
from workflow.items.rows import PLACE, item_lines, item_rows
from workflow.items.views import ActionView, Happening, Turn
from workflow.models import Item, LedgerEntry, Person
from workflow.values.actor import Actor, Title
from workflow.work import Work


@dataclass(frozen=True)
class Inbox:
    """The home page: my turn, the cycle now, what happened."""

    turns: tuple[Turn, ...]
    overview: CycleOverview | None
    recent: tuple[Happening, ...]


MOST_TURNS: Final = 200
RECENT: Final = 8
_PLACED: Final = [getattr(Item, name) for name in HasPlace.__annotations__]
_ENTRIES: Final = LedgerEntry.__table__


def home(work: Work, cycle_id: str | None = None) -> Inbox:
    """The home page of `actor`: a fixed number of queries. Raises NotFound (cycle)."""
    return Inbox(
        turns=turns(work),
        overview=cycle_overview(work, cycle_id) if cycle_id else None,
        recent=recent(work, cycle_id),
    )


def turns(work: Work) -> tuple[Turn, ...]:
    """What waits for `actor`, the most urgent first, at most 200."""
    query = (
        item_lines()
        .where(visibility.visible_items(work.person), _waits_for(work))
        .order_by(Item.due_on.is_(None), Item.due_on, PLACE, Item.id)
        .limit(MOST_TURNS)
    )
    lines = work.session.execute(query).all()
    found = [line.Item for line in lines]
    contexts = contexts_of(work, found, for_readers=False)
    last = _last_moves(work.session, found)
    waiting = []
    for line, row in zip(lines, item_rows(work, lines), strict=True):
        context = contexts[line.Item.id]
        open_to_me = _open_to(work.person, context)
        if open_to_me:
            entry, who = last[line.Item.id]
            waiting.append(Turn(row, open_to_me, to_move(entry, who, context.process)))
    return tuple(waiting)


def count_turns(work: Work) -> int:
    """How many items wait for `actor`; counts to 200."""
    query = (
        select(*_PLACED)
        .where(visibility.visible_items(work.person), _waits_for(work))
        .limit(MOST_TURNS)
    )
    found = work.session.execute(query).all()
    contexts = contexts_of(work, found, for_readers=False)
    return sum(1 for item in found if policy.has_turn(work.person, contexts[item.id]))


def recent(work: Work, cycle_id: str | None) -> tuple[Happening, ...]:
    """The latest moves on what `actor` may see, of one cycle or of all."""
    # So many moves lie on no more items than that, and on those that moved last.
    last = select(Item.id).where(visibility.visible_items(work.person))
    if cycle_id:
        last = last.where(Item.cycle_id == cycle_id)
    moved = last.order_by(desc(Item.arrived_at), desc(Item.id)).limit(RECENT).subquery()
    query = (
        select(LedgerEntry, Person.name_ja, Person.name_en, Item)
        .join(Item, Item.id == LedgerEntry.item_id)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .join(moved, moved.c.id == Item.id)
        .order_by(desc(LedgerEntry.at), desc(LedgerEntry.item_id), desc(LedgerEntry.sequence))
        .limit(RECENT)
    )
    return tuple(
        Happening(
            item_id=row.Item.id,
            item_name=row.Item.name,
            section=row.Item.sheet.section,
            move=to_move(
                row.LedgerEntry,
                Title(row.name_ja, row.name_en),
                work.process(row.Item.process_name, row.Item.process_version),
            ),
        )
        for row in work.session.execute(query)
    )


def _waits_for(work: Work) -> ColumnElement[bool]:
    """Items in a state whose turn is a role that `actor` holds, or stands in for, there."""
    held = work.person.effective_grants
    waiting: list[ColumnElement[bool]] = []
    live: set[str] = set()
    for process in work.published:
        for role in held.roles:
            states = [state.name for state in process.live_states if role in state.turn]
            if not states:
                continue
            live |= set(states)
            here = and_(
                Item.process_name == process.name,
                Item.process_version == process.version,
                Item.state.in_(states),
            )
            everywhere = any(g.role is role and g.department_id is None for g in held.grants)
            mine = Item.department_id.in_(held.departments(role))
            waiting.append(here if everywhere else and_(here, mine))
    # Said once more of the whole: by its state an item is found, few are under way.
    return and_(Item.state.in_(sorted(live)), or_(false(), *waiting))


def _open_to(actor: Actor, context: ItemContext) -> tuple[ActionView, ...]:
    return actions(actor, context, only=policy.turn_moves(actor, context))


def _last_moves(session: Session, found: Sequence[Item]) -> dict[int, tuple[Any, Title]]:
    # Rows, not objects: there are many, and each is only told of.
    query = (
        select(_ENTRIES, Person.name_ja, Person.name_en)
        .join(Person, Person.id == _ENTRIES.c.actor_id)
        .join(
            Item,
            and_(Item.id == _ENTRIES.c.item_id, Item.ledger_length == _ENTRIES.c.sequence),
        )
        .where(Item.id.in_([item.id for item in found]))
    )
    return {row.item_id: (row, Title(row.name_ja, row.name_en)) for row in session.execute(query)}
