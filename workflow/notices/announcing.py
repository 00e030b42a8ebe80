"""Who is told of a move of an item: a job for each move, which may run twice."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import String, cast, func, select

from workflow.items.context import ItemContext
from workflow.items.context_queries import context_of
from workflow.models import Item, LedgerEntry, Notice, Person
from workflow.notices.kinds import CONDITIONS, DONE, RECEIVED, REVIEWED, TURN, VOID
from workflow.notices.notify import Recipient, add_notices, officers, whose_turn
from workflow.values.vocabulary import REORGANISED, Action
from workflow.work import Work

_STEPS_OF_THE_REVIEW: Final[Mapping[str, str]] = {
    Action.RECEIVE: RECEIVED,
    Action.APPROVE: REVIEWED,
}

AlsoAsked = Callable[[Work, Item, ItemContext], set[int]]
"""Who else is asked for something where an item has come to a state."""

_ALSO_ASKED: Final[list[AlsoAsked]] = []


def register(also: AlsoAsked) -> None:
    """Register who else is told of a move besides those whose turn it is."""
    _ALSO_ASKED.append(also)


def announce(work: Work, item_id: int, sequence: int) -> tuple[Recipient, ...]:
    """Notify of one move those whose turn it is now, or the submitter where it is over.

    Where an evaluation names conditions, its department too; where it is taken back, those who
    were told of conditions; and the department of every step of the review. Whoever made the
    move is never notified of it; of a reorganisation officers alone are. Where the item has
    moved on since, nobody is notified but of a step of the review, and of conditions that are
    void.
    """
    entry = work.session.get_one(LedgerEntry, (item_id, sequence))
    # Locked: the same job, taken over from a worker that is not dead after all, must wait.
    item = work.session.get_one(Item, item_id, with_for_update={"key_share": True})
    due = _of_the_review(work, item, entry)
    due += _tell_of_void(work, item, entry) if entry.action == Action.REOPEN else ()
    if item.ledger_length != sequence:
        return due
    context = context_of(work, item)
    is_over = context.process.is_final(item.state)
    people = (_waiting_for_the_end if is_over else _asked_now)(work, item, entry, context)
    kind = DONE if is_over else TURN
    mark, mover = str(sequence), {entry.actor_id}
    due += add_notices(work, item, people - mover, kind, mark, work.now)
    if entry.action == Action.EVALUATE and entry.particulars.get("conditions"):
        theirs = officers(work, item.department_id) - mover
        due += add_notices(work, item, theirs, CONDITIONS, mark, work.now)
    return tuple(dict.fromkeys(due))


def _waiting_for_the_end(
    work: Work, item: Item, entry: LedgerEntry, context: ItemContext
) -> set[int]:
    """The submitter; the whole department too, where the system ended it and nobody there did."""
    people = {who for who in (context.submitted_by, context.submitted_for) if who}
    return people | officers(work, item.department_id) if _is_by_itself(context, entry) else people


def _asked_now(work: Work, item: Item, entry: LedgerEntry, context: ItemContext) -> set[int]:
    """Those whose turn it is, and who else is asked; after a reorganisation officers alone."""
    people = {actor.person_id for actor in whose_turn(work, context)}
    if entry.action == REORGANISED:
        return people & officers(work, item.department_id)
    return people.union(*(also(work, item, context) for also in _ALSO_ASKED))


def _is_by_itself(context: ItemContext, entry: LedgerEntry) -> bool:
    move = context.process.transition(entry.action, entry.from_state)
    return move is not None and move.automatic is not None


def _tell_of_void(work: Work, item: Item, entry: LedgerEntry) -> tuple[Recipient, ...]:
    """Notify those who were told of the conditions that an evaluation had, when it is undone."""
    evaluated = (
        select(func.max(LedgerEntry.sequence))
        .where(
            LedgerEntry.item_id == item.id,
            LedgerEntry.action == Action.EVALUATE,
            LedgerEntry.sequence < entry.sequence,
        )
        .scalar_subquery()
    )
    told = work.session.scalars(
        select(Notice.person_id)
        .join(Person, Person.id == Notice.person_id)
        .where(
            Notice.item_id == item.id,
            Notice.kind == CONDITIONS,
            Notice.mark == cast(evaluated, String),
            Person.active,
        )
    )
    people = set(told) - {entry.actor_id}
    return add_notices(work, item, people, VOID, str(entry.sequence), work.now)


def _of_the_review(work: Work, item: Item, entry: LedgerEntry) -> tuple[Recipient, ...]:
    """Tell the officers of the department that their item was received, or passed the review."""
    kind = _STEPS_OF_THE_REVIEW.get(entry.action)
    if kind is None:
        return ()
    theirs = officers(work, item.department_id) - {entry.actor_id}
    return add_notices(work, item, theirs, kind, str(entry.sequence), work.now)
