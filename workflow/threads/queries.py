"""The questions and answers on an item, as far as its reader may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from workflow.items import rewriting
from workflow.items.context_queries import context_of
from workflow.items.visibility import get_visible
from workflow.models import Item, Person, Thread, ThreadMention, ThreadPost
from workflow.threads.policy import (
    ThreadFacts,
    may_ask,
    may_close,
    may_correct,
    may_post,
    may_see,
    side_of,
    visible_threads,
)
from workflow.threads.views import ItemThreads, PostView, ThreadView
from workflow.values.actor import Actor, Title
from workflow.values.business_days import business_days_between
from workflow.values.vocabulary import PostKind, Side
from workflow.work import Work, built

OTHER = {Side.CENTER: Side.DEPARTMENT, Side.DEPARTMENT: Side.CENTER}
"""Who has to answer whom."""


@dataclass(frozen=True)
class _Said:
    """A post with the names of those in it."""

    post: ThreadPost
    by: Title
    mentioned: tuple[Title, ...]


def of(work: Work, item_id: int) -> ItemThreads:
    """Everything the person may read of the threads on an item, the newest thread last.

    Not `readable`, and empty, for those who see the item and may not read what was asked about it.
    Raises NotFound (item).
    """
    item = get_visible(work, item_id)
    facts = facts_about(work, item)
    found = work.objects(built(_of_an_item, work.alike), item=item.id).scalars().all()
    said = _said(work.session, found)
    return ItemThreads(
        item_id=item.id,
        item_name=rewriting.content_of(work, item).name,
        readable=may_see(work.actor, facts),
        side=side_of(work.actor, facts.departments),
        threads=tuple(_view(one, said[one.id], work.actor, facts, work.today) for one in found),
        ask_refusal=may_ask(work.actor, facts),
        note_refusal=may_ask(work.actor, replace(facts, internal=True)),
    )


def _of_an_item(actor: Actor | None) -> Select[Thread]:
    return (
        select(Thread)
        .join(Item, Item.id == Thread.item_id)
        .where(Thread.item_id == bindparam("item"), visible_threads(actor))
        .order_by(Thread.id)
    )


def facts_about(work: Work, item: Item) -> ThreadFacts:
    """The facts of a thread that may begin on an item."""
    context = context_of(work, item)
    return ThreadFacts(context.departments, context.process.is_final(item.state))


def facts_of(
    thread: Thread, posts: Iterable[ThreadPost], departments: frozenset[int], finished: bool
) -> ThreadFacts:
    """The facts of a thread that is there, with what was said in it."""
    closed = any(post.kind == PostKind.CLOSED for post in posts)
    return ThreadFacts(departments, finished, thread.internal, Side(thread.side), closed)


def _said(session: Session, threads: Sequence[Thread]) -> dict[int, list[_Said]]:
    ids = [thread.id for thread in threads]
    if not ids:
        return {}
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
