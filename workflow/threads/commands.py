"""What is done with questions and answers: asked, answered, corrected, closed.

Everything here can be sent with a `key`: a second delivery of the same adds nothing. What was
said stays as it was said; a correction stands beside it. `mentioned` are ids of people to be
notified; those whom the text names as @login are added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select

from workflow import office
from workflow.items.receipts import require_key
from workflow.items.visibility import lock_visible
from workflow.models import Item, Thread, ThreadMention, ThreadPost
from workflow.textindex import index
from workflow.textindex.copies import Copy
from workflow.threads.mentions import mentioned_in, notify_of
from workflow.threads.policy import (
    ThreadFacts,
    may_ask,
    may_close,
    may_correct,
    may_post,
    may_see,
    side_of,
)
from workflow.threads.queries import facts_about, facts_of
from workflow.values.actor import Actor, permitted
from workflow.values.business_days import add_business_days
from workflow.values.canonical import fingerprint
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, KeyReused, NotFound, Problem, SomeoneElseActedFirst
from workflow.values.listing import SearchKind
from workflow.values.sheet import SPECS, is_own
from workflow.values.vocabulary import PostKind
from workflow.work import Work

LONGEST: Final = 4000
"""Characters in a post."""

MOST_DAYS: Final = 60
"""Business days that an answer can be given."""


def ask(
    work: Work,
    item_id: int,
    text: str,
    *,
    field: str | None = None,
    internal: bool = False,
    answer_in: int | None = None,
    mentioned: Sequence[int] = (),
    key: str | None = None,
) -> int:
    """Begin a thread on an item or a field of its sheet, or an internal note; gives its id.

    An answer is asked for within `answer_in` business days, or no day. Raises NotFound, the
    refusals of `policy.may_ask`, KeyReused, InputRefused (text, field, answer_in, mentioned, key).
    """
    item = lock_visible(work, item_id)
    facts = replace(facts_about(work, item), internal=internal)
    message = _Message(text, answer_in, mentioned, key, ("ask", item_id, field, internal))
    if earlier := _earlier_delivery(work, message):
        return earlier.thread_id
    by = permitted(work.actor, may_ask(work.actor, facts))
    if field is not None and not _is_on_the_sheet(work, field):
        raise InputRefused([Problem("field", "unknown_field")])
    post = _new_post(work, PostKind.SAID, message, by, facts)
    people = mentioned_in(work, post.text, mentioned, facts)
    thread = Thread(item_id=item_id, field=field, internal=internal, side=post.side)
    work.session.add(thread)
    work.session.flush()
    _add(work, _Locked(item, thread, [], facts), post, people)
    return thread.id


def _is_on_the_sheet(work: Work, field: str) -> bool:
    return field in SPECS or (is_own(field) and field in office.office(work).own_fields)


def say(
    work: Work,
    thread_id: int,
    text: str,
    *,
    answer_in: int | None = None,
    mentioned: Sequence[int] = (),
    key: str | None = None,
) -> None:
    """Answer, or ask further. Raises what `ask` raises, and ThreadClosed."""
    locked = _lock(work, thread_id)
    message = _Message(text, answer_in, mentioned, key, ("say", thread_id))
    if _earlier_delivery(work, message):
        return
    by = permitted(work.actor, may_post(work.actor, locked.facts))
    post = _new_post(work, PostKind.SAID, message, by, locked.facts)
    _add(work, locked, post, mentioned_in(work, post.text, mentioned, locked.facts))


def correct(
    work: Work,
    thread_id: int,
    sequence: int,
    text: str,
    *,
    mentioned: Sequence[int] = (),
    key: str | None = None,
) -> None:
    """Correct (訂正) what one said oneself: both stay. Raises what `ask` raises."""
    locked = _lock(work, thread_id)
    message = _Message(text, None, mentioned, key, ("correct", thread_id, sequence))
    if _earlier_delivery(work, message):
        return
    wrong = next((post for post in locked.posts if post.sequence == sequence), None)
    if wrong is None or wrong.kind == PostKind.CLOSED:
        raise NotFound(what="post")
    by = permitted(work.actor, may_correct(work.actor, locked.facts, wrong.by_id))
    post = _new_post(work, PostKind.CORRECTED, message, by, locked.facts)
    post.corrects = sequence
    _add(work, locked, post, mentioned_in(work, post.text, mentioned, locked.facts))


def close(
    work: Work, thread_id: int, seen: int, remark: str = "", *, key: str | None = None
) -> None:
    """Say that the question is settled, with a remark or without one.

    `seen` is the number of the last post that the person saw. Raises what `say` raises,
    OnlyTheAskerCloses, SomeoneElseActedFirst where something was said since.
    """
    locked = _lock(work, thread_id)
    message = _Message(remark, None, (), key, ("close", thread_id))
    if _earlier_delivery(work, message):
        return
    by = permitted(work.actor, may_close(work.actor, locked.facts))
    if locked.posts[-1].sequence != seen:
        raise SomeoneElseActedFirst()
    _add(work, locked, _new_post(work, PostKind.CLOSED, message, by, locked.facts), ())


@dataclass(frozen=True)
class _Message:
    """What a person sends; `order` is what is to be done with it."""

    text: str
    answer_in: int | None
    mentioned: Sequence[int]
    key: str | None
    order: tuple[object, ...]

    @property
    def hash(self) -> str:
        """What a second delivery with the same key is compared by."""
        return fingerprint([*self.order, self.text, self.answer_in, sorted(set(self.mentioned))])


@dataclass(frozen=True)
class _Locked:
    """A thread with what was said in it; its item is locked until the end of the transaction."""

    item: Item
    thread: Thread
    posts: Sequence[ThreadPost]
    facts: ThreadFacts


def _lock(work: Work, thread_id: int) -> _Locked:
    """A thread that the person may see. Raises NotFound (thread)."""
    thread = work.session.get(Thread, thread_id)
    if thread is None:
        raise NotFound(what="thread")
    item = lock_visible(work, thread.item_id, what="thread")
    now = facts_about(work, item)
    # Read only once the item is locked: nothing is said in the thread meanwhile.
    query = select(ThreadPost).where(ThreadPost.thread_id == thread_id)
    posts = list(work.session.scalars(query.order_by(ThreadPost.sequence)))
    facts = facts_of(thread, posts, now.departments, now.finished)
    if not may_see(work.actor, facts):
        raise NotFound(what="thread")
    return _Locked(item, thread, posts, facts)


def _earlier_delivery(work: Work, message: _Message) -> ThreadPost | None:
    """The post that this delivery made before. Raises KeyReused where it was another message."""
    if work.actor is None or not message.key:
        return None
    require_key(message.key)
    query = select(ThreadPost).where(
        ThreadPost.by_id == work.actor.person_id, ThreadPost.key == message.key
    )
    found = work.session.scalar(query)
    if found and found.order_hash != message.hash:
        raise KeyReused()
    return found


def _new_post(
    work: Work, kind: PostKind, message: _Message, by: Actor, facts: ThreadFacts
) -> ThreadPost:
    """A post that belongs to no thread yet. Raises InputRefused (text, answer_in)."""
    words = clean_words("text", message.text, LONGEST)
    problems = [] if words or kind is PostKind.CLOSED else [Problem("text", "required")]
    days = message.answer_in
    if days is not None and not 1 <= days <= MOST_DAYS:
        problems.append(Problem("answer_in", "count_out_of_range", {"limit": MOST_DAYS}))
    if problems:
        raise InputRefused(problems)
    asks_by_day = kind is PostKind.SAID and not facts.internal
    return ThreadPost(
        kind=kind,
        side=side_of(by, facts.departments),
        text=words,
        answer_by=add_business_days(work.today, days) if asks_by_day and days else None,
        by_id=by.person_id,
        at=work.now,
        key=message.key or None,
        order_hash=message.hash,
    )


def _add(work: Work, locked: _Locked, post: ThreadPost, people: Sequence[Actor]) -> None:
    item, thread = locked.item, locked.thread
    post.thread_id, post.sequence = thread.id, len(locked.posts) + 1
    post.round = item.round
    work.session.add(post)
    work.session.flush()
    work.session.add_all(
        ThreadMention(thread_id=thread.id, sequence=post.sequence, person_id=one.person_id)
        for one in people
    )
    if post.text:
        kind = SearchKind.NOTE if thread.internal else SearchKind.POST
        index.put(work.session, [Copy(item.id, kind, thread.id, post.text)])
    notify_of(work, item, locked.posts, post, people, locked.facts)
