"""All copies of texts that the search looks in made anew: after an upgrade, or when asked for."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, func, literal, select
from sqlalchemy.orm import Session

from workflow.models import (
    Attachment,
    Condition,
    ConditionEntry,
    Evaluation,
    Item,
    ItemRewriting,
    LedgerEntry,
    Thread,
    ThreadPost,
)
from workflow.textindex import index
from workflow.textindex.copies import Copy, of_number, of_sheet
from workflow.values.listing import SearchKind
from workflow.values.sheet import Sheet


def is_missing(session: Session) -> bool:
    """Whether there are items but nothing by which to find them, or their numbers.

    So it is after an upgrade.
    """
    for items, texts in (
        (select(Item.id), select(index.TEXTS.c.id)),
        (
            select(Item.id).where(Item.number.is_not(None)),
            select(index.TEXTS.c.id).where(index.TEXTS.c.kind == SearchKind.NUMBER),
        ),
    ):
        found = session.scalar(texts.limit(1))
        if found is None and session.scalar(items.limit(1)) is not None:
            return True
    return False


def rebuild(session: Session) -> int:
    """Copy all texts of all items anew, in the caller's transaction: gives how many."""
    session.execute(delete(index.TEXTS))
    last, done = session.scalar(select(func.max(Item.id))) or 0, 0
    for first in range(1, last + 1, index.CHUNK):
        ids = range(first, first + index.CHUNK)
        copies = list(_copies(session, ids))
        index.put(session, copies, index.departments_of(session, ids))
        done += len(copies)
    return done


def _copies(session: Session, ids: range) -> Iterator[Copy]:
    """Every text of these items, each item's by kind and in the order they were written."""
    within = Item.id.between(ids[0], ids[-1])
    sheets = select(Item.id, Item.content, Item.number).where(within).order_by(Item.id)
    for item_id, content, number in session.execute(sheets):
        yield from of_sheet(item_id, Sheet.from_json(content))
        if number:
            yield of_number(item_id, number)
    rewritings = select(Item.id, ItemRewriting.content).join(
        ItemRewriting, ItemRewriting.item_id == Item.id
    )
    for item_id, content in session.execute(rewritings.where(within).order_by(Item.id)):
        yield from of_sheet(item_id, Sheet.from_json(content), index.UNSUBMITTED)
    for kind, query in _texts():
        for item_id, ref, text in session.execute(query.where(within)):
            yield Copy(item_id, kind, ref, text)


def _texts() -> Iterator[tuple[SearchKind, Any]]:
    """What gives item, ref and text of each kind but the sheet, beside the table of items."""
    yield from _of_evaluations()
    entries = select(Item.id, LedgerEntry.sequence, LedgerEntry.note).join(
        LedgerEntry, LedgerEntry.item_id == Item.id
    )
    yield (
        SearchKind.REASON,
        entries.where(LedgerEntry.note != "").order_by(Item.id, LedgerEntry.sequence),
    )
    posts = (
        select(Item.id, Thread.id, ThreadPost.text)
        .join(Thread, Thread.item_id == Item.id)
        .join(ThreadPost, ThreadPost.thread_id == Thread.id)
        .where(ThreadPost.text != "")
        .order_by(Thread.id, ThreadPost.sequence)
    )
    yield SearchKind.POST, posts.where(~Thread.internal)
    yield SearchKind.NOTE, posts.where(Thread.internal)
    files = select(Item.id, Attachment.id, Attachment.name).join(
        Attachment, Attachment.item_id == Item.id
    )
    yield SearchKind.FILE, files.order_by(Attachment.id)


def _of_evaluations() -> Iterator[tuple[SearchKind, Any]]:
    """The same of the evaluations that stand: findings, conditions and what was said to these."""
    live = Evaluation.undone_at.is_(None)
    said = Evaluation.verdict_ja + "\n" + Evaluation.findings
    evaluations = select(Item.id, literal(0), said).join(Evaluation, Evaluation.item_id == Item.id)
    yield SearchKind.FINDINGS, evaluations.where(live).order_by(Evaluation.id)
    conditions = (
        select(Item.id, Condition.number, Condition.text)
        .join(Evaluation, Evaluation.item_id == Item.id)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(live)
    )
    yield SearchKind.CONDITION, conditions.order_by(Condition.id)
    answers = (
        conditions.with_only_columns(Item.id, Condition.number, ConditionEntry.text)
        .join(ConditionEntry, ConditionEntry.condition_id == Condition.id)
        .where(ConditionEntry.text != "")
    )
    yield SearchKind.CONDITION, answers.order_by(ConditionEntry.at, ConditionEntry.condition_id)
