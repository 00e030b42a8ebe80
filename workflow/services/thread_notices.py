"""Who is told of a post: those named in it, and those who should answer it. Never its author."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.jobs import telling
from workflow.models import Item, ThreadPost
from workflow.queries.thread_readers import who_may_see
from workflow.thread_policy import MENTIONED, NOTED, POSTED, ThreadFacts, side_of
from workflow.vocabulary import PostKind, Role, Side


def tell(
    session: Session,
    item: Item,
    before: Sequence[ThreadPost],
    post: ThreadPost,
    named: Sequence[Actor],
    facts: ThreadFacts,
) -> None:
    """Write the notices of a post; `before` are the posts that it follows.

    Mails follow by the worker's sweep. That a thread was closed is told to nobody.
    """
    if post.kind == PostKind.CLOSED:
        return
    mark = f"{post.thread_id}.{post.sequence}"
    mentioned = {one.person_id for one in named} - {post.by_id}
    others = _concerned(session, before, post, facts) - mentioned - {post.by_id}
    if facts.internal:
        telling.tell(session, item, mentioned | others, NOTED, mark, post.at)
        return
    telling.tell(session, item, mentioned, MENTIONED, mark, post.at)
    telling.tell(session, item, others, POSTED, mark, post.at)


def _concerned(
    session: Session, before: Sequence[ThreadPost], post: ThreadPost, facts: ThreadFacts
) -> set[int]:
    """The other side: the department's officers, or the center's who have spoken here.

    Its reviewers, where none of those is there any more. Of an internal note: who wrote in it.
    """
    seeing = who_may_see(session, facts)
    wanted = Side.CENTER if facts.internal or post.side == Side.DEPARTMENT else Side.DEPARTMENT
    side = [one for one in seeing if side_of(one, facts.departments) is wanted]
    if wanted is Side.DEPARTMENT:
        return {one.person_id for one in side}
    spoken = {one.by_id for one in before if one.side == Side.CENTER}
    there = {one.person_id for one in side if one.person_id in spoken}
    if there or facts.internal:
        return there
    return {one.person_id for one in side if one.has(Role.REVIEWER)}
