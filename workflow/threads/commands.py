"""Questions and answers about an item: asked, answered, corrected, closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select

from workflow.items.idempotency import require_key
from workflow.items.visibility import lock_visible
from workflow.models import Item, Thread, ThreadMention, ThreadPost
from workflow.models.base import may_be_id
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.threads import notifications
from workflow.threads.notifications import mentioned_in
from workflow.threads.policy import (
    ThreadFacts,
    may_ask,
    may_close,
    may_correct,
    may_post,
    may_see,
    side_of,
)
from workflow.threads.queries import about, facts_of
from workflow.values.actor import Actor, permitted
from workflow.values.canonical import fingerprint
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, KeyReused, NotFound, Problem, SomeoneElseActedFirst
from workflow.values.fiscal import add_business_days
from workflow.values.sheet import SPECS
from workflow.values.vocabulary import PostKind, SearchKind
from workflow.work import Work

LONGEST: Final = 4000
"""Characters in a post."""

MOST_DAYS: Final = 60
"""Business days that an answer can be given."""


@dataclass(frozen=True)
class Saying:
    """What a person sends: the words, business days for the answer, and who is named besides.

    `mentioned` are ids of people; those named in the text as @login are added. `key` makes
    a second delivery of the same add nothing.
    """

    text: str
    answer_in: int | None = None
    mentioned: Sequence[int] = ()
    key: str | None = None


def content_of(saying: Saying) -> list[object]:
    """What a delivery is compared by, beside what is done with it."""
    return [saying.text, saying.answer_in, sorted(set(saying.mentioned))]


def delivered(work: Work, key: str | None, order: list[object]) -> ThreadPost | None:
    """The post that this delivery has made before. Raises KeyReused for another one."""
    if not key:
        return None
    require_key(key)
    query = select(ThreadPost).where(
        ThreadPost.by_id == work.person.person_id, ThreadPost.key == key
    )
    found = work.session.scalar(query)
    if found and found.order_hash != fingerprint(order):
        raise KeyReused()
    return found


def made(
    kind: PostKind,
    saying: Saying,
    order: list[object],
    by: Actor,
    facts: ThreadFacts,
    item: Item,
    at: datetime,
) -> ThreadPost:
    """A post that is not kept yet. Raises InputRefused (text, answer_in)."""
    words = clean_words("text", saying.text, LONGEST)
    problems = [] if words or kind is PostKind.CLOSED else [Problem("text", "required")]
    days = saying.answer_in
    if days is not None and not 1 <= days <= MOST_DAYS:
        problems.append(Problem("answer_in", "count_out_of_range", {"limit": MOST_DAYS}))
    if problems:
        raise InputRefused(problems)
    named_day = kind is PostKind.SAID and days is not None and not facts.internal
    return ThreadPost(
        kind=kind,
        side=side_of(by, facts.departments),
        text=words,
        answer_by=add_business_days(at.date(), days) if named_day and days else None,
        round=item.round,
        by_id=by.person_id,
        at=at,
        key=saying.key or None,
        order_hash=fingerprint(order),
    )


def ask(work: Work, *, item_id: int, field: str | None, internal: bool, saying: Saying) -> int:
    """Begin a thread on an item or a field of its sheet; gives the thread's id.

    Raises NotFound, the refusals of `thread_policy.may_ask`, KeyReused, InputRefused (text,
    field, answer_in, mentioned, key).
    """
    item = lock_visible(work, item_id)
    facts = replace(about(work, item), internal=internal)
    order = ["ask", item_id, field, internal, *content_of(saying)]
    if work.actor and (there := delivered(work, saying.key, order)):
        return there.thread_id
    by = permitted(work.actor, may_ask(work.actor, facts))
    if field is not None and field not in SPECS:
        raise InputRefused([Problem("field", "unknown_field")])
    post = made(PostKind.SAID, saying, order, by, facts, item, work.now)
    people = mentioned_in(work, post.text, saying.mentioned, facts)
    thread = Thread(item_id=item_id, field=field, internal=internal, side=post.side)
    work.session.add(thread)
    work.session.flush()
    _keep(work, item, thread, [], post, people, facts)
    return thread.id


def say(work: Work, *, thread_id: int, saying: Saying) -> None:
    """Answer, or ask further. Raises what `ask` raises, and ThreadClosed."""
    item, thread, posts, facts = _taken(work, thread_id)
    order = ["say", thread_id, *content_of(saying)]
    if work.actor and delivered(work, saying.key, order):
        return
    by = permitted(work.actor, may_post(work.actor, facts))
    post = made(PostKind.SAID, saying, order, by, facts, item, work.now)
    people = mentioned_in(work, post.text, saying.mentioned, facts)
    _keep(work, item, thread, posts, post, people, facts)


def correct(work: Work, *, thread_id: int, sequence: int, saying: Saying) -> None:
    """Put right (訂正) what one said oneself: both stay. Raises what `ask` raises."""
    item, thread, posts, facts = _taken(work, thread_id)
    order = ["correct", thread_id, sequence, *content_of(saying)]
    if work.actor and delivered(work, saying.key, order):
        return
    wrong = next((post for post in posts if post.sequence == sequence), None)
    if wrong is None or wrong.kind == PostKind.CLOSED:
        raise NotFound(what="post")
    by = permitted(work.actor, may_correct(work.actor, facts, wrong.by_id))
    post = made(PostKind.CORRECTED, saying, order, by, facts, item, work.now)
    post.corrects = sequence
    people = mentioned_in(work, post.text, saying.mentioned, facts)
    _keep(work, item, thread, posts, post, people, facts)


def close(work: Work, *, thread_id: int, seen: int, saying: Saying) -> None:
    """Say that the question is settled, with a remark or without one.

    `seen` is the number of the last post that the person saw. Raises what `say` raises,
    OnlyTheAskerCloses, SomeoneElseActedFirst where something was said since.
    """
    item, thread, posts, facts = _taken(work, thread_id)
    order = ["close", thread_id, *content_of(saying)]
    if work.actor and delivered(work, saying.key, order):
        return
    by = permitted(work.actor, may_close(work.actor, facts))
    if posts[-1].sequence != seen:
        raise SomeoneElseActedFirst()
    post = made(PostKind.CLOSED, saying, order, by, facts, item, work.now)
    _keep(work, item, thread, posts, post, (), facts)


def _taken(work: Work, thread_id: int) -> tuple[Item, Thread, list[ThreadPost], ThreadFacts]:
    """A thread that is there for `actor`, its item kept for this transaction."""
    thread = work.session.get(Thread, thread_id) if may_be_id(thread_id) else None
    if thread is None:
        raise NotFound(what="thread")
    item = lock_visible(work, thread.item_id, what="thread")
    now = about(work, item)
    # Asked only now that the item is kept: nothing is said to it meanwhile.
    query = select(ThreadPost).where(ThreadPost.thread_id == thread_id)
    posts = list(work.session.scalars(query.order_by(ThreadPost.sequence)))
    facts = facts_of(thread, posts, now.departments, now.finished)
    if not may_see(work.actor, facts):
        raise NotFound(what="thread")
    return item, thread, posts, facts


def _keep(
    work: Work,
    item: Item,
    thread: Thread,
    posts: list[ThreadPost],
    post: ThreadPost,
    people: Sequence[Actor],
    facts: ThreadFacts,
) -> None:
    post.thread_id, post.sequence = thread.id, len(posts) + 1
    work.session.add(post)
    work.session.flush()
    work.session.add_all(
        ThreadMention(thread_id=thread.id, sequence=post.sequence, person_id=one.person_id)
        for one in people
    )
    if post.text:
        kind = SearchKind.NOTE if thread.internal else SearchKind.POST
        index.put(work.session, [Copy(item.id, kind, thread.id, post.text)])
    notifications.tell(work, item, posts, post, people, facts)
