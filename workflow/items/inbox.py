"""The home page: what waits for this person, the cycle now, what happened lately."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Row, and_, case, desc, false, func, literal, or_, select
from sqlalchemy.orm import aliased

from workflow.items import policy, rewriting, visibility
from workflow.items.asks import asked, asked_items
from workflow.items.beside import place_for
from workflow.items.context import ItemContext
from workflow.items.context_queries import HasPlace, contexts_of
from workflow.items.detail import actions, principal_of, to_move
from workflow.items.overview import CycleOverview, cycle_overview
from workflow.items.rows import PLACE, Lines, placed
from workflow.items.views import ActionView, Happening, Turn, WaitingRow
from workflow.models import Department, Item, LedgerEntry, Person, Section
from workflow.values.actor import Title, with_principal
from workflow.values.fiscal import business_days_between
from workflow.values.vocabulary import Action, Role
from workflow.work import Work

T = TypeVar("T")


@dataclass(frozen=True)
class Inbox:
    """The home page: my turn, the cycle now, what happened."""

    turns: tuple[Turn, ...]
    overview: CycleOverview | None
    recent: tuple[Happening, ...]


MOST_TURNS: Final = 200
RECENT: Final = 8
OF_TEAM: Final = 2
"""The place of what other reviewers have."""
_PLACED: Final = [getattr(Item, name) for name in HasPlace.__annotations__]


def home(work: Work, cycle_id: str | None = None) -> Inbox:
    """The home page of `actor`: a fixed number of queries. Raises NotFound (cycle)."""
    return Inbox(
        turns=turns(work),
        overview=cycle_overview(work, cycle_id) if cycle_id else None,
        recent=recent(work, cycle_id),
    )


def turns(work: Work) -> tuple[Turn, ...]:
    """What waits for `actor`, to be moved on or to be answered otherwise, at most 200.

    What was sent back comes first, then the most urgent; to a reviewer what is theirs, then what
    is nobody's, and last what other reviewers have.
    """
    asks, returned = asked(work), _returned(work)
    place = _team_place(work).label("team_place")
    query = (
        _waiting_lines(work)
        .add_columns(place)
        .where(visibility.visible_items(work.person), _may_wait_for(work, asks))
        .order_by(
            place, Item.state.not_in(returned), Item.due_on.is_(None), Item.due_on, PLACE, Item.id
        )
        .limit(MOST_TURNS)
    )
    lines = work.session.execute(query).all()
    contexts = contexts_of(work, lines, mover=work.person)
    offered = answers(contexts, lambda context: _open_to(work, context))
    waiting = [
        Turn(
            row=_waiting_row(work, line),
            actions=offered[line.id],
            note=line.note,
            said_by=with_principal(Title(line.name_ja, line.name_en), principal_of(line)),
            asks=asks.get(line.id, ()),
            of_team=line.team_place == OF_TEAM,
        )
        for line in lines
        if offered[line.id] or line.id in asks
    ]
    # Counted with it: the head of the page asks for the number alone.
    work.once(_waiting_key(work), lambda: frozenset(turn.row.id for turn in waiting))
    places = {line.id: line.team_place for line in lines}
    return tuple(
        sorted(
            waiting,
            key=lambda turn: (places[turn.row.id], turn.row.state not in returned, *_urgency(turn)),
        )
    )


def _team_place(work: Work) -> ColumnElement[int]:
    """Where the item stands for who reviews: mine, nobody's, my team's; 0 where no review waits."""
    if not work.person.effective_grants.has(Role.REVIEWER):
        return literal(0)
    waits = visibility.in_turn_of(work.published, Role.REVIEWER)
    return case((waits, place_for(work.person.person_id)), else_=0)


def count_turns(work: Work) -> int:
    """How many items wait for `actor`, as many as `turns` lists."""
    return min(len(waiting_ids(work)), MOST_TURNS)


def waiting_ids(work: Work) -> frozenset[int]:
    """The items that wait for `actor`; read once in a reading unit."""
    return work.once(_waiting_key(work), lambda: _waiting_ids(work))


def _waiting_key(work: Work) -> tuple[str, int]:
    return "waiting", work.person.person_id


def _waiting_ids(work: Work) -> frozenset[int]:
    waits, is_asked = _waits_for(work), asked_items(work)
    query = (
        select(*_PLACED, is_asked.label("is_asked"))
        .where(visibility.visible_items(work.person), or_(waits, is_asked))
        .limit(MOST_TURNS)
    )
    found = work.session.execute(query).all()
    contexts = contexts_of(work, [one for one in found if not one.is_asked], mover=work.person)
    mine = answers(contexts, lambda context: policy.has_turn(work.person, context))
    return frozenset(item.id for item in found if item.is_asked or mine[item.id])


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


def _urgency(turn: Turn) -> tuple[bool, date]:
    """By the first day on which something of it is due; what is due on no day comes last."""
    days = [turn.row.due_on if turn.actions else None, *(ask.due_on for ask in turn.asks)]
    due = min(filter(None, days), default=date.max)
    return due == date.max, due


def _may_wait_for(work: Work, asks: Mapping[int, object]) -> ColumnElement[bool]:
    waits = _waits_for(work)
    return or_(waits, Item.id.in_(list(asks))) if asks else waits


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
            here = visibility.in_states(process, states)
            mine = Item.department_id.in_(held.departments(role))
            waiting.append(here if held.holds_everywhere(role) else and_(here, mine))
    # Said once more of the whole: by its state an item is found, few are under way.
    return and_(Item.state.in_(sorted(live)), or_(false(), *waiting))


def answers(contexts: Mapping[int, ItemContext], ask: Callable[[ItemContext], T]) -> dict[int, T]:
    """What `ask`, a question to the policy, says of each item; items that stand alike ask once."""
    known: dict[Hashable, T] = {}
    found: dict[int, T] = {}
    for item_id, context in contexts.items():
        alike = policy.situation(context)
        if alike not in known:
            known[alike] = ask(context)
        found[item_id] = known[alike]
    return found


def _open_to(work: Work, context: ItemContext) -> tuple[ActionView, ...]:
    return actions(work.person, context, only=policy.turn_moves(work.person, context))


def _returned(work: Work) -> list[str]:
    """The states in which 差戻し ends."""
    return sorted(
        {
            move.target
            for process in work.published
            for move in process.transitions
            if move.action == Action.SEND_BACK and not move.stays
        }
    )


def _told_of(work: Work) -> ColumnElement[int]:
    """Which entry is told of: the last one; in the department's hands its last 差戻し."""
    entry = aliased(LedgerEntry)
    sent_back = (
        select(func.max(entry.sequence))
        .where(entry.item_id == Item.id, entry.action == Action.SEND_BACK)
        .correlate(Item)
        .scalar_subquery()
    )
    theirs = {
        state.name
        for process in work.published
        for state in process.live_states
        if policy.EDITABLE_BY in state.turn
    }
    return case(
        (Item.state.in_(sorted(theirs)), func.coalesce(sent_back, Item.ledger_length)),
        else_=Item.ledger_length,
    )


def _waiting_lines(work: Work) -> Lines:
    """Items with what `actor` is told of them. Columns, not objects: there may be many."""
    actor, said = work.person, rewriting.shown(work.person)
    query = select(
        *_PLACED,
        Item.number,
        Item.cycle_id,
        said.name.label("name"),
        said.amount_kyen.label("amount_kyen"),
        Item.due_on,
        Item.updated_at,
        Department.name_ja.label("department_ja"),
        Department.name_en.label("department_en"),
        Section.name.label("section"),
        LedgerEntry.note,
        LedgerEntry.particulars,
        Person.name_ja,
        Person.name_en,
    ).select_from(Item)
    last = and_(LedgerEntry.item_id == Item.id, LedgerEntry.sequence == _told_of(work))
    return (
        placed(rewriting.with_rewritings(query, actor), said.section_id)
        .join(LedgerEntry, last)
        .join(Person, Person.id == LedgerEntry.actor_id)
    )


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
        state_title=Title(state.title["ja"], state.title["en"]),
        round=line.round,
        due_on=line.due_on,
        days_left=business_days_between(work.today, line.due_on) if line.due_on else None,
        updated_at=line.updated_at,
    )
