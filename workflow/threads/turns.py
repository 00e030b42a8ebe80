"""Threads that wait for one person, across items."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, false, func, not_, or_, select
from sqlalchemy.orm import aliased

from workflow.items import visibility
from workflow.models import Department, Item, Person, Section, Thread, ThreadPost
from workflow.threads.policy import visible_threads
from workflow.values.actor import Actor, Title
from workflow.values.fiscal import business_days_between
from workflow.values.vocabulary import CENTER_STAFF, PostKind, Role, Side
from workflow.work import Work


@dataclass(frozen=True)
class WaitingThread:
    """A thread that waits for a person's word: a line of the home page."""

    id: int
    item_id: int
    item_name: str
    department: Title
    section: str
    field: str | None
    text: str
    """What was said last by the other side, as it was corrected."""
    by: Title
    at: datetime
    answer_by: date | None
    days_left: int | None


MOST: Final = 200
"""Threads that are listed at once."""

_Post, _Speaker = aliased(ThreadPost), aliased(Person)
_LAST: Final[ScalarSelect[Any]] = (
    select(func.max(_Post.sequence))
    .where(_Post.thread_id == Thread.id, _Post.kind == PostKind.SAID)
    .correlate(Thread)
    .scalar_subquery()
)

_CORRECTED: Final[ScalarSelect[Any]] = (
    select(_Post.text)
    .where(_Post.thread_id == ThreadPost.thread_id, _Post.corrects == ThreadPost.sequence)
    .order_by(_Post.sequence.desc())
    .limit(1)
    .correlate(ThreadPost)
    .scalar_subquery()
)


_LINES: Final = (
    select(
        Thread,
        ThreadPost,
        Item.name.label("item_name"),
        Department.name_ja,
        Department.name_en,
        Section.name.label("section"),
        Person.name_ja.label("by_ja"),
        Person.name_en.label("by_en"),
        func.coalesce(_CORRECTED, ThreadPost.text).label("text"),
    )
    .join(Item, Item.id == Thread.item_id)
    .join(ThreadPost, and_(ThreadPost.thread_id == Thread.id, ThreadPost.sequence == _LAST))
    .join(Person, Person.id == ThreadPost.by_id)
    .join(Department, Department.id == Item.department_id)
    .outerjoin(Section, Section.id == Item.section_id)
    .order_by(ThreadPost.answer_by.is_(None), ThreadPost.answer_by, Thread.id)
)


def waiting(work: Work) -> tuple[WaitingThread, ...]:
    """What waits for the person, the most urgent first, at most 200.

    A department's officers are all waited for. At the center those are who have spoken in the
    thread; where none has, or none of them is active any more, everybody.
    """
    query = _LINES.where(
        visibility.visible_items(work.person),
        visible_threads(work.person),
        not_(Thread.internal),
        not_(_closed()),
        _under_way(work),
        _turn_of(work.person),
    )
    found = work.session.execute(query.limit(MOST))
    return tuple(_line(row, work.today) for row in found)


def _closed() -> ColumnElement[bool]:
    return exists().where(_Post.thread_id == Thread.id, _Post.kind == PostKind.CLOSED)


def _under_way(work: Work) -> ColumnElement[bool]:
    """Items that are not in a final state of their process."""
    live = (
        and_(
            Item.process_name == process.name,
            Item.process_version == process.version,
            Item.state.in_([state.name for state in process.live_states]),
        )
        for process in work.published
    )
    return or_(false(), *live)


def _turn_of(actor: Actor) -> ColumnElement[bool]:
    own = actor.departments(Role.OFFICER)
    mine = visibility.carried_by(own) if own else false()
    turns = [and_(mine, ThreadPost.side == Side.CENTER)]
    if actor.roles & CENTER_STAFF:
        partial = actor.effective_grants.departments(Role.OFFICER)
        impartial = not_(visibility.carried_by(partial)) if partial else not_(false())
        turns.append(and_(impartial, ThreadPost.side == Side.DEPARTMENT, _expected_from(actor)))
    return or_(*turns)


def _expected_from(actor: Actor) -> ColumnElement[bool]:
    spoken = exists().where(_Post.thread_id == Thread.id, _Post.side == Side.CENTER)
    by_somebody = spoken.where(_Post.by_id == _Speaker.id, _Speaker.active)
    return or_(spoken.where(_Post.by_id == actor.person_id), not_(by_somebody))


def _line(row: Any, today: date) -> WaitingThread:
    due = row.ThreadPost.answer_by
    return WaitingThread(
        id=row.Thread.id,
        item_id=row.Thread.item_id,
        item_name=row.item_name,
        department=Title(row.name_ja, row.name_en),
        section=row.section or "",
        field=row.Thread.field,
        text=row.text,
        by=Title(row.by_ja, row.by_en),
        at=row.ThreadPost.at,
        answer_by=due,
        days_left=business_days_between(today, due) if due else None,
    )
