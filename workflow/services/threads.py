"""Questions and answers on an item: asked, answered, put right, closed. Nothing moves by it.

What is said is kept as it was typed and never changed; who is told of it is written in
the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.errors import InputRefused, KeyReused, NotFound, Problem, SomeoneElseActedFirst
from workflow.fiscal import add_business_days
from workflow.models import Item, Thread, ThreadMention, ThreadPost
from workflow.models.base import may_be_id
from workflow.process_library import ProcessLibrary
from workflow.queries.threads import facts_of
from workflow.role_policy import permitted
from workflow.services import thread_notices
from workflow.services.in_sight import in_sight
from workflow.services.receipts import require_key
from workflow.services.sheets import clean_words
from workflow.services.thread_mentions import mentioned_in
from workflow.sheet import SPECS
from workflow.standing import situations
from workflow.thread_policy import (
    ThreadFacts,
    may_ask,
    may_close,
    may_correct,
    may_post,
    may_see,
    side_of,
)
from workflow.vocabulary import PostKind

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


def ask(
    session: Session,
    library: ProcessLibrary,
    *,
    item_id: int,
    field: str | None,
    internal: bool,
    saying: Saying,
    actor: Actor | None,
    at: datetime,
) -> int:
    """Begin a thread on an item or a field of its sheet; gives the thread's id.

    Raises NotFound, the refusals of `thread_policy.may_ask`, KeyReused, InputRefused (text,
    field, answer_in, mentioned, key).
    """
    item = in_sight(session, item_id, actor)
    about = replace(_about(session, library, item, at), internal=internal)
    order = ["ask", item_id, field, internal, *_content(saying)]
    if actor and (there := _delivered(session, actor, saying.key, order)):
        return there.thread_id
    by = permitted(actor, may_ask(actor, about))
    if field is not None and field not in SPECS:
        raise InputRefused([Problem("field", "unknown_field")])
    side = side_of(by, about.departments)
    assert side is not None  # noqa: S101 - what `may_ask` has seen to
    post = _post(PostKind.SAID, saying, order, by, about, item, at)
    people = mentioned_in(session, post.text, saying.mentioned, about)
    thread = Thread(item_id=item_id, field=field, internal=internal, side=side)
    session.add(thread)
    session.flush()
    _keep(session, item, thread, [], post, people, about)
    return thread.id


def say(
    session: Session,
    library: ProcessLibrary,
    *,
    thread_id: int,
    saying: Saying,
    actor: Actor | None,
    at: datetime,
) -> None:
    """Answer, or ask further. Raises what `ask` raises, and ThreadClosed."""
    item, thread, posts, facts = _taken(session, library, thread_id, actor, at)
    order = ["say", thread_id, *_content(saying)]
    if actor and _delivered(session, actor, saying.key, order):
        return
    by = permitted(actor, may_post(actor, facts))
    post = _post(PostKind.SAID, saying, order, by, facts, item, at)
    people = mentioned_in(session, post.text, saying.mentioned, facts)
    _keep(session, item, thread, posts, post, people, facts)


def correct(
    session: Session,
    library: ProcessLibrary,
    *,
    thread_id: int,
    sequence: int,
    saying: Saying,
    actor: Actor | None,
    at: datetime,
) -> None:
    """Put right (訂正) what one said oneself: both stay. Raises what `ask` raises."""
    item, thread, posts, facts = _taken(session, library, thread_id, actor, at)
    order = ["correct", thread_id, sequence, *_content(saying)]
    if actor and _delivered(session, actor, saying.key, order):
        return
    wrong = next((post for post in posts if post.sequence == sequence), None)
    if wrong is None or wrong.kind == PostKind.CLOSED:
        raise NotFound(what="post")
    by = permitted(actor, may_correct(actor, facts, wrong.by_id))
    post = _post(PostKind.CORRECTED, saying, order, by, facts, item, at)
    post.corrects = sequence
    people = mentioned_in(session, post.text, saying.mentioned, facts)
    _keep(session, item, thread, posts, post, people, facts)


def close(
    session: Session,
    library: ProcessLibrary,
    *,
    thread_id: int,
    seen: int,
    saying: Saying,
    actor: Actor | None,
    at: datetime,
) -> None:
    """Say that the question is settled, with a remark or without one.

    `seen` is the number of the last post that the person saw. Raises what `say` raises,
    OnlyTheAskerCloses, SomeoneElseActedFirst where something was said since.
    """
    item, thread, posts, facts = _taken(session, library, thread_id, actor, at)
    order = ["close", thread_id, *_content(saying)]
    if actor and _delivered(session, actor, saying.key, order):
        return
    by = permitted(actor, may_close(actor, facts))
    if posts[-1].sequence != seen:
        raise SomeoneElseActedFirst()
    post = _post(PostKind.CLOSED, saying, order, by, facts, item, at)
    _keep(session, item, thread, posts, post, (), facts)


def _about(session: Session, library: ProcessLibrary, item: Item, at: datetime) -> ThreadFacts:
    situation = situations(session, [item], library, at.date())[item.id]
    return ThreadFacts(situation.departments, situation.process.is_final(item.state))


def _taken(
    session: Session, library: ProcessLibrary, thread_id: int, actor: Actor | None, at: datetime
) -> tuple[Item, Thread, list[ThreadPost], ThreadFacts]:
    """A thread that is there for `actor`, its item kept for this transaction."""
    thread = session.get(Thread, thread_id) if may_be_id(thread_id) else None
    if thread is None:
        raise NotFound(what="thread")
    item = in_sight(session, thread.item_id, actor, what="thread")
    about = _about(session, library, item, at)
    # Asked only now that the item is kept: nothing is said to it meanwhile.
    query = select(ThreadPost).where(ThreadPost.thread_id == thread_id)
    posts = list(session.scalars(query.order_by(ThreadPost.sequence)))
    facts = facts_of(thread, posts, about.departments, about.finished)
    if not may_see(actor, facts):
        raise NotFound(what="thread")
    return item, thread, posts, facts


def _content(saying: Saying) -> list[object]:
    return [saying.text, saying.answer_in, sorted(set(saying.mentioned))]


def _delivered(
    session: Session, actor: Actor, key: str | None, order: list[object]
) -> ThreadPost | None:
    """The post that this delivery has made before. Raises KeyReused for another one."""
    if not key:
        return None
    require_key(key)
    query = select(ThreadPost).where(ThreadPost.by_id == actor.person_id, ThreadPost.key == key)
    found = session.scalar(query)
    if found and found.order_hash != fingerprint(order):
        raise KeyReused()
    return found


def _post(
    kind: PostKind,
    saying: Saying,
    order: list[object],
    by: Actor,
    facts: ThreadFacts,
    item: Item,
    at: datetime,
) -> ThreadPost:
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


def _keep(
    session: Session,
    item: Item,
    thread: Thread,
    posts: list[ThreadPost],
    post: ThreadPost,
    people: Sequence[Actor],
    facts: ThreadFacts,
) -> None:
    post.thread_id, post.sequence = thread.id, len(posts) + 1
    session.add(post)
    session.flush()
    session.add_all(
        ThreadMention(thread_id=thread.id, sequence=post.sequence, person_id=one.person_id)
        for one in people
    )
    thread_notices.tell(session, item, posts, post, people, facts)
