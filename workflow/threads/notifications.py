"""Who is notified of what was said."""

from collections.abc import Sequence

from workflow.models import Item, ThreadPost
from workflow.notices import kinds, notify
from workflow.notices.kinds import MENTIONED, NOTED, POSTED
from workflow.threads import policy
from workflow.threads.mentions import who_may_see
from workflow.threads.policy import ThreadFacts, side_of
from workflow.values.actor import Actor
from workflow.values.vocabulary import PostKind, Role, Side
from workflow.work import Work

kinds.register(frozenset({POSTED, MENTIONED}), policy.correspondence)
kinds.register(frozenset({NOTED}), policy.notes)


def notify_of(
    work: Work,
    item: Item,
    before: Sequence[ThreadPost],
    post: ThreadPost,
    named: Sequence[Actor],
    facts: ThreadFacts,
) -> None:
    """Notify those who are named in a post and those it is meant for; `before` it came the others.

    The worker's regular round sends the mails. Nobody is notified that a thread was closed.
    """
    if post.kind == PostKind.CLOSED:
        return
    mark = f"{post.thread_id}.{post.sequence}"
    mentioned = {one.person_id for one in named} - {post.by_id}
    others = _concerned(work, before, post, facts) - mentioned - {post.by_id}
    if facts.internal:
        notify.tell(work, item, mentioned | others, NOTED, mark, post.at)
        return
    notify.tell(work, item, mentioned, MENTIONED, mark, post.at)
    notify.tell(work, item, others, POSTED, mark, post.at)


def _concerned(
    work: Work, before: Sequence[ThreadPost], post: ThreadPost, facts: ThreadFacts
) -> set[int]:
    """The other side: the department's officers, or the center's who have spoken here.

    Its reviewers, where none of those is active any more. Of an internal note: who wrote in it.
    """
    seeing = who_may_see(work, facts)
    wanted = Side.CENTER if facts.internal or post.side == Side.DEPARTMENT else Side.DEPARTMENT
    side = [one for one in seeing if side_of(one, facts.departments) is wanted]
    if wanted is Side.DEPARTMENT:
        return {one.person_id for one in side}
    spoken = {one.by_id for one in before if one.side == Side.CENTER}
    active = {one.person_id for one in side if one.person_id in spoken}
    if active or facts.internal:
        return active
    return {one.person_id for one in side if one.has(Role.REVIEWER)}
