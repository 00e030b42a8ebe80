"""The home page: what waits for this person, the cycle now, what happened lately."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import Row, Select, desc, null, select

from workflow.database import statements
from workflow.items import policy, reference, visibility, waiting
from workflow.items.asks import asked
from workflow.items.context import ItemContext
from workflow.items.context_queries import contexts_of
from workflow.items.detail import actions
from workflow.items.history import as_move, principal_of
from workflow.items.list_views import WaitingRow
from workflow.items.opinion_rounds import is_sealed
from workflow.items.overview import CycleOverview, cycle_overview
from workflow.items.policy import turn_is_plain
from workflow.items.views import ActionView, Happening, Turn
from workflow.items.waiting import MOST_TURNS, OF_TEAM
from workflow.models import Item, LedgerEntry, Person
from workflow.values.actor import Title, with_principal
from workflow.values.business_days import business_days_between
from workflow.work import Standpoint, Work

T = TypeVar("T")


@dataclass(frozen=True)
class Inbox:
    """The home page: my turn, the cycle now, what happened."""

    turns: tuple[Turn, ...]
    overview: CycleOverview | None
    recent: tuple[Happening, ...]


RECENT: Final = 8


def home(work: Work, cycle_id: str | None = None) -> Inbox:
    """The home page of the person: a fixed number of queries. Raises NotFound (cycle)."""
    return Inbox(
        turns=turns(work),
        overview=cycle_overview(work, cycle_id) if cycle_id else None,
        recent=recent(work, cycle_id),
    )


def turns(work: Work) -> tuple[Turn, ...]:
    """What waits for the person, to be moved on or to be answered otherwise, at most 200.

    What was sent back comes first, then the most urgent; to a reviewer what is theirs, then what
    is nobody's, and last what other reviewers have. Read once in a reading unit.
    """
    return work.once(("turns", work.person.person_id), lambda: _turns(work))


def _turns(work: Work) -> tuple[Turn, ...]:
    asks, returned = asked(work), work.statement(waiting.returned)
    statement = work.statement(waiting.lines, bool(asks))
    lines = statements.plain(work.ask(statement, asked=list(asks)).all())
    contexts = contexts_for_turns(work, lines)
    offered = answers(contexts, lambda context: _open_to(work, context))
    found = [
        (
            line.team_place,
            Turn(
                row=_waiting_row(work, line),
                actions=offered[line.id],
                note="" if is_sealed(work.actor, line) else line.note,
                said_by=with_principal(Title(line.name_ja, line.name_en), principal_of(line)),
                asks=asks.get(line.id, ()),
                of_team=line.team_place == OF_TEAM,
            ),
        )
        for line in lines
        if offered[line.id] or line.id in asks
    ]
    # Counted with it: the head of the page asks for the number alone.
    work.once(_waiting_key(work), lambda: {one.row.id: one.row.cycle_id for _place, one in found})
    found.sort(key=lambda one: (one[0], one[1].row.state not in returned, *_urgency(one[1])))
    return tuple(turn for _place, turn in found)


def count_turns(work: Work) -> int:
    """How many items wait for the person, as many as `turns` lists."""
    return min(len(waiting_items(work)), MOST_TURNS)


def waiting_items(work: Work) -> Mapping[int, str]:
    """The items that wait for the person, each with its cycle; read once in a reading unit."""
    return work.once(_waiting_key(work), lambda: _waiting_items(work))


def _waiting_key(work: Work) -> tuple[str, int]:
    return "waiting", work.person.person_id


def _waiting_items(work: Work) -> dict[int, str]:
    found: dict[int, str] = {}
    alone: list[Any] = []
    for alike in work.ask(work.statement(waiting.places)):
        if alike.alone and not alike.is_asked:
            alone.append(alike)
        elif alike.is_asked or policy.has_turn(work.person, _without_past(work, alike)):
            found |= dict.fromkeys(map(int, alike.ids.split()), alike.cycle_id)
    contexts = contexts_of(work, alone, mover=work.person)
    mine = answers(contexts, lambda context: policy.has_turn(work.person, context))
    return found | {item.id: item.cycle_id for item in alone if mine[item.id]}


_MOVE: Final = tuple(
    getattr(LedgerEntry, name)
    for name in (
        *("sequence", "at", "action", "from_state", "to_state", "actor_id", "round", "note"),
        *("particulars", "content_hash", "entry_hash"),
    )
)


def recent(work: Work, cycle_id: str | None) -> tuple[Happening, ...]:
    """The latest moves on what the person may see, of one cycle or of all."""
    return tuple(
        Happening(
            item_id=row.item_id,
            item_name=row.item_name,
            section=row.content.get("section", ""),
            move=as_move(work, row, work.process(row.process_name, row.process_version)),
        )
        for row in work.ask(work.statement(_recent, cycle_id))
    )


def _recent(of: Standpoint, cycle_id: str | None) -> Select[Any]:
    # So many moves lie on no more items than that, and on those that moved last.
    last = select(Item.id).where(visibility.visible_items(of.person))
    if cycle_id:
        last = last.where(Item.cycle_id == cycle_id)
    moved = last.order_by(desc(Item.arrived_at), desc(Item.id)).limit(RECENT).subquery()
    return (
        select(
            *_MOVE,
            Person.name_ja,
            Person.name_en,
            Item.id.label("item_id"),
            Item.name.label("item_name"),
            Item.content,
            Item.process_name,
            Item.process_version,
            Item.sealed_from,
            null().label("acknowledged_at"),
        )
        .join(Item, Item.id == LedgerEntry.item_id)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .join(moved, moved.c.id == Item.id)
        .order_by(desc(LedgerEntry.at), desc(LedgerEntry.item_id), desc(LedgerEntry.sequence))
        .limit(RECENT)
    )


def _urgency(turn: Turn) -> tuple[bool, date]:
    """By the first day on which something of it is due; what is due on no day comes last."""
    days = [turn.row.due_on if turn.actions else None, *(ask.due_on for ask in turn.asks)]
    due = min(filter(None, days), default=date.max)
    return due == date.max, due


def answers(contexts: Mapping[int, ItemContext], ask: Callable[[ItemContext], T]) -> dict[int, T]:
    """What `ask`, a question to the policy, says of each item; items that stand alike ask once."""
    known: dict[Hashable, T] = {}
    found: dict[int, T] = {}
    same: dict[int, T] = {}
    for item_id, context in contexts.items():
        if id(context) not in same:
            alike = policy.situation(context)
            if alike not in known:
                known[alike] = ask(context)
            same[id(context)] = known[alike]
        found[item_id] = same[id(context)]
    return found


def _open_to(work: Work, context: ItemContext) -> tuple[ActionView, ...]:
    return actions(work, context, only=policy.turn_moves(work.person, context))


def _waiting_row(work: Work, line: Row[Any]) -> WaitingRow:
    state = work.process(line.process_name, line.process_version).states[line.state]
    return WaitingRow(
        id=line.id,
        number=line.number,
        cycle_id=line.cycle_id,
        department=Title(line.department_ja, line.department_en),
        section=line.section or "",
        name=line.name,
        amount_kyen=line.amount_kyen,
        state=line.state,
        state_title=Title.of(state.title),
        round=line.round,
        due_on=line.due_on,
        days_left=business_days_between(work.today, line.due_on) if line.due_on else None,
        updated_at=line.updated_at,
    )


# ------------------------------------------------------------- where they stand


def contexts_for_turns(work: Work, lines: Sequence[Row[Any]]) -> dict[int, ItemContext]:
    """The contexts of items, known so far as they decide what is the turn of who asks.

    A line is `HasPlace` with the cycle, whether the item is `frozen`, and whether who asks has
    `acted` on it. What was done is read of those alone whose turn it decides; of the others
    those that stand alike have one context.
    """
    alike: dict[tuple[Any, ...], tuple[ItemContext, bool]] = {}
    found: dict[int, ItemContext] = {}
    past: list[Any] = []
    for line in lines:
        name, version = line.process_name, line.process_version
        place = (name, version, line.state, line.department_id, line.cycle_id, line.frozen)
        if place not in alike:
            context = _without_past(work, line)
            alike[place] = context, turn_is_plain(context.process, line.state)
        found[line.id], is_plain = alike[place]
        if line.acted or not is_plain:
            past.append(line)
    return found | contexts_of(work, past, mover=work.person)


def _without_past(work: Work, line: Row[Any]) -> ItemContext:
    return ItemContext(
        process=work.process(line.process_name, line.process_version),
        state=line.state,
        department_id=line.department_id,
        cycle=reference.facts_of_cycle(reference.cycle(work, line.cycle_id)),
        today=work.today,
        frozen=bool(line.frozen),
    )
