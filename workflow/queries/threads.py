"""The correspondence about an item, in the actor's scope: open threads and internal notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor, Title
from workflow.fiscal import business_days_between
from workflow.models import Item, Person, Thread, ThreadMention, ThreadPost
from workflow.process_library import ProcessLibrary
from workflow.queries.in_sight import item_in_sight
from workflow.queries.thread_readers import who_may_see
from workflow.queries.views.threads import ItemThreads, PostView, Reader, ThreadView
from workflow.standing import situations
from workflow.thread_policy import (
    ThreadFacts,
    may_ask,
    may_close,
    may_correct,
    may_post,
    may_see,
    side_of,
    visible_threads,
)
from workflow.vocabulary import PostKind, Side

OTHER = {Side.CENTER: Side.DEPARTMENT, Side.DEPARTMENT: Side.CENTER}
"""Who has to answer whom."""


@dataclass(frozen=True)
class _Said:
    """A post with the names of those in it."""

    post: ThreadPost
    by: Title
    mentioned: tuple[Title, ...]


def of(
    session: Session, library: ProcessLibrary, item_id: int, actor: Actor | None, today: date
) -> ItemThreads:
    """Everything `actor` may read of the correspondence about an item, the newest thread last.

    Not `readable` and empty for those who see the item and belong to neither side. Raises
    NotFound (item).
    """
    item = item_in_sight(session, item_id, actor)
    facts = about(session, library, item, today)
    found = session.scalars(
        select(Thread)
        .join(Item, Item.id == Thread.item_id)
        .where(Thread.item_id == item.id, visible_threads(actor))
        .order_by(Thread.id)
    ).all()
    said = _said(session, found)
    return ItemThreads(
        item_id=item.id,
        item_name=item.name,
        readable=may_see(actor, facts),
        side=side_of(actor, facts.departments),
        threads=tuple(_view(one, said[one.id], actor, facts, today) for one in found),
        ask_refusal=may_ask(actor, facts),
        note_refusal=may_ask(actor, replace(facts, internal=True)),
    )


def about(session: Session, library: ProcessLibrary, item: Item, today: date) -> ThreadFacts:
    """The facts of a thread that is about to begin on an item."""
    situation = situations(session, [item], library, today)[item.id]
    return ThreadFacts(situation.departments, situation.process.is_final(item.state))


def facts_of(
    thread: Thread, posts: Iterable[ThreadPost], departments: frozenset[int], finished: bool
) -> ThreadFacts:
    """The facts of a thread as it is kept, with what was said in it."""
    closed = any(post.kind == PostKind.CLOSED for post in posts)
    return ThreadFacts(departments, finished, thread.internal, Side(thread.side), closed)


def readers(
    session: Session,
    library: ProcessLibrary,
    item_id: int,
    actor: Actor | None,
    *,
    internal: bool,
    today: date,
) -> tuple[Reader, ...]:
    """Who may be named in a thread, or an internal note, on an item; for those who may write it.

    Nobody, for everybody else. Raises NotFound (item).
    """
    item = item_in_sight(session, item_id, actor)
    facts = replace(about(session, library, item, today), internal=internal)
    if may_ask(actor, facts):
        return ()
    return tuple(
        Reader(one.person_id, one.login, one.name, side_of(one, facts.departments))
        for one in who_may_see(session, facts)
    )


def _said(session: Session, threads: Sequence[Thread]) -> dict[int, list[_Said]]:
    ids = [thread.id for thread in threads]
    named: dict[tuple[int, int], list[Title]] = {}
    mentions = (
        select(ThreadMention, Person.name_ja, Person.name_en)
        .join(Person, Person.id == ThreadMention.person_id)
        .where(ThreadMention.thread_id.in_(ids))
        .order_by(Person.login)
    )
    for mention, ja, en in session.execute(mentions):
        named.setdefault((mention.thread_id, mention.sequence), []).append(Title(ja, en))
    found: dict[int, list[_Said]] = {id_: [] for id_ in ids}
    posts = (
        select(ThreadPost, Person.name_ja, Person.name_en)
        .join(Person, Person.id == ThreadPost.by_id)
        .where(ThreadPost.thread_id.in_(ids))
        .order_by(ThreadPost.thread_id, ThreadPost.sequence)
    )
    for post, ja, en in session.execute(posts):
        mentioned = tuple(named.get((post.thread_id, post.sequence), ()))
        found[post.thread_id].append(_Said(post, Title(ja, en), mentioned))
    return found


def _view(
    thread: Thread, said: list[_Said], actor: Actor | None, about: ThreadFacts, today: date
) -> ThreadView:
    posts = [one.post for one in said]
    facts = facts_of(thread, posts, about.departments, about.finished)
    last = [post for post in posts if post.kind == PostKind.SAID][-1]
    silent = facts.closed or facts.finished or facts.internal
    turn = None if silent else OTHER[Side(last.side)]
    due = last.answer_by if turn else None
    return ThreadView(
        id=thread.id,
        item_id=thread.item_id,
        field=thread.field,
        internal=thread.internal,
        asked_by=Side(thread.side),
        posts=_posts(said, actor, facts),
        closed=facts.closed,
        turn=turn,
        mine=turn is not None and turn is side_of(actor, facts.departments),
        answer_by=due,
        days_left=business_days_between(today, due) if due else None,
        post_refusal=may_post(actor, facts),
        close_refusal=may_close(actor, facts),
    )


def _posts(said: list[_Said], actor: Actor | None, facts: ThreadFacts) -> tuple[PostView, ...]:
    corrected = {one.post.corrects: one.post.sequence for one in said if one.post.corrects}
    return tuple(
        PostView(
            sequence=one.post.sequence,
            kind=PostKind(one.post.kind),
            side=Side(one.post.side),
            text=one.post.text,
            by=one.by,
            at=one.post.at,
            round=one.post.round,
            answer_by=one.post.answer_by,
            corrects=one.post.corrects,
            corrected_by=corrected.get(one.post.sequence),
            mentioned=one.mentioned,
            correct_refusal=may_correct(actor, facts, one.post.by_id),
        )
        for one in said
    )
