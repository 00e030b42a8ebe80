"""Which questions on items wait for the department, for the moves that should not forget them."""

from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, not_, select
from sqlalchemy.orm import aliased

from workflow.models import Item, Thread, ThreadPost
from workflow.models.base import table_of
from workflow.values.vocabulary import PostKind, Side

_Post = aliased(ThreadPost)

LAST_SAID: Final[ScalarSelect[Any]] = (
    select(func.max(_Post.sequence))
    .where(_Post.thread_id == Thread.id, _Post.kind == PostKind.SAID)
    .correlate(Thread)
    .scalar_subquery()
)
"""The number of the last post of a thread that is neither a correction nor its end."""


def closed() -> ColumnElement[bool]:
    """Whether a thread is settled."""
    return exists().where(_Post.thread_id == Thread.id, _Post.kind == PostKind.CLOSED)


UNANSWERED: Final = (
    select(func.count())
    .select_from(Thread)
    .join(ThreadPost, (ThreadPost.thread_id == Thread.id) & (ThreadPost.sequence == LAST_SAID))
    .where(
        Thread.item_id == table_of(Item).c.id,
        Thread.side == Side.CENTER,
        not_(Thread.internal),
        not_(closed()),
        ThreadPost.side == Side.CENTER,
    )
    .correlate(Item)
    .scalar_subquery()
)
"""How many questions of the center the department has not answered, of an item in the query."""
