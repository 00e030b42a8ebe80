"""Threads that wait for one person, across items."""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from workflow.items import asks, queue, visibility
from workflow.items.asks import AskKind, asking
from workflow.items.list_views import register_questions
from workflow.items.move_statements import LAST_SAID, closed
from workflow.models import Item, Person, Thread, ThreadPost
from workflow.people.holding import holders
from workflow.threads.policy import SPEAKERS, visible_threads
from workflow.values.listing import Queue
from workflow.values.vocabulary import CENTER_STAFF, Role, Side
from workflow.work import Standpoint

_Post, _Speaker = aliased(ThreadPost), aliased(Person)
_CORRECTED: Final[ScalarSelect[Any]] = (
    select(_Post.text)
    .where(_Post.thread_id == ThreadPost.thread_id, _Post.corrects == ThreadPost.sequence)
    .order_by(_Post.sequence.desc())
    .limit(1)
    .correlate(ThreadPost)
    .scalar_subquery()
)


_KIND: Final = case(
    (ThreadPost.side == Thread.side, AskKind.ANSWER.value), else_=AskKind.SETTLE.value
)
"""What is asked for after the last word: of the asker's side, a look at the answer."""


def to_say(of: Standpoint) -> Select[Any] | None:
    """The threads that wait for the person's word, with what was said last by the other side.

    A department's officers are all waited for. At the center those are who have spoken in the
    thread; where none has, or none of them is active any more, everybody.
    """
    actor = of.person
    if not actor.roles & SPEAKERS:
        return None
    said, by = func.coalesce(_CORRECTED, ThreadPost.text), (Person.name_ja, Person.name_en)
    return (
        select(*asking(_KIND, Thread.id, said, by, ThreadPost.answer_by))
        .select_from(Thread)
        .join(Item, Item.id == Thread.item_id)
        .join(ThreadPost, and_(ThreadPost.thread_id == Thread.id, ThreadPost.sequence == LAST_SAID))
        .join(Person, Person.id == ThreadPost.by_id)
        .where(
            visibility.visible_items(actor),
            visible_threads(actor),
            *_OPEN,
            _under_way(of),
            _turn_of(of),
        )
    )


def _answered(of: Standpoint) -> ColumnElement[bool]:
    """Items with an open question that the department answered last, as a condition on `Item`."""
    last = select(_Post.sequence).where(
        _Post.thread_id == Thread.id, _Post.sequence == LAST_SAID, _Post.side == Side.DEPARTMENT
    )
    open_ones = select(Thread.id).where(Thread.item_id == Item.id, *_OPEN, last.exists())
    return and_(open_ones.correlate(Item).exists(), _under_way(of))


def _under_way(of: Standpoint) -> ColumnElement[bool]:
    """Items that are not in a final state of their process."""
    live = {one: [state.name for state in one.live_states] for one in of.published}
    states = sorted({state for names in live.values() for state in names})
    # Said once more of the whole: by its state an item is found, few are under way.
    return and_(
        Item.state.in_(states),
        or_(false(), *(visibility.in_states(process, names) for process, names in live.items())),
    )


def _turn_of(of: Standpoint) -> ColumnElement[bool]:
    actor = of.person
    own = actor.departments(Role.OFFICER)
    mine = visibility.carried_by(own) if own else false()
    turns = [and_(mine, ThreadPost.side == Side.CENTER)]
    if actor.roles & CENTER_STAFF:
        partial = actor.effective_grants.departments(Role.OFFICER)
        impartial = not_(visibility.carried_by(partial)) if partial else not_(false())
        turns.append(and_(impartial, ThreadPost.side == Side.DEPARTMENT, _expected_from(of)))
    return or_(*turns)


def _expected_from(of: Standpoint) -> ColumnElement[bool]:
    spoken = exists().where(_Post.thread_id == Thread.id, _Post.side == Side.CENTER)
    staff = holders(of.today, *CENTER_STAFF)
    by_somebody = spoken.where(_Post.by_id == _Speaker.id, _Speaker.active, _Speaker.id.in_(staff))
    return or_(spoken.where(_Post.by_id == of.person.person_id), not_(by_somebody))


_OPEN: Final = (not_(Thread.internal), not_(closed()))
_OPEN_QUESTIONS: Final[ScalarSelect[Any]] = (
    select(func.count())
    .select_from(Thread)
    .where(Thread.item_id == Item.id, *_OPEN)
    .correlate(Item)
    .scalar_subquery()
)

asks.register(to_say)
queue.register(Queue.ANSWERED, _answered)
register_questions(_OPEN_QUESTIONS)
