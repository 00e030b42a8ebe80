"""The copies of texts that the search looks in, written where the texts themselves are.

`ref` says which of an item's texts of a kind: the entry's sequence for a reason, the
condition's number, the thread's id for a post or a note, the file's id; of a name and a
sheet, whether it is the department's rewriting of them (UNSUBMITTED); else 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, insert, literal, select, true, union_all, update
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.models import (
    Attachment,
    Category,
    Condition,
    ConditionEntry,
    Evaluation,
    Field,
    FundingKind,
    Item,
    ItemFunding,
    ItemRewriting,
    LedgerEntry,
    OpinionRequest,
    SearchText,
    Thread,
    ThreadPost,
    item_joint_departments,
)
from workflow.models.base import table_of
from workflow.textindex import ngrams
from workflow.textindex.copies import Chosen, Copy, of_number, of_sheet, usual_title
from workflow.values.listing import SearchKind
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Master

CHUNK: Final = 500
"""Items whose texts are copied at a time when all are."""

UNSUBMITTED: Final = 1
"""The `ref` of a name and a sheet that only the item's departments may find."""

MASTERS: Final[Mapping[Master, type[Field] | type[Category] | type[FundingKind]]] = {
    Master.FIELD: Field,
    Master.CATEGORY: Category,
    Master.FUNDING: FundingKind,
}
"""Those whose entries a sheet names."""

OF_SHEET: Final = (SearchKind.NAME, SearchKind.SHEET)

_TEXTS: Final = table_of(SearchText)
_PUT: Final = insert(_TEXTS)
_CHANGED: Final = (
    update(_TEXTS)
    .where(_TEXTS.c.id == bindparam("row"))
    .values(text=bindparam("shown"), folded=bindparam("looked_in"), tokens=bindparam("found_by"))
)
_MARKED: Final = (
    update(_TEXTS).where(_TEXTS.c.id == bindparam("row")).values(tokens=bindparam("found_by"))
)
_OF_EVALUATION: Final = (SearchKind.FINDINGS, SearchKind.CONDITION)

Departments = Mapping[int, Iterable[int]]
"""Those whose officers may find each item: who carries it, lead and joint, and who was asked."""


def put(session: Session, copies: Sequence[Copy], departments: Departments | None = None) -> None:
    """Have new texts found; `departments` are asked for where they are not given."""
    if not copies:
        return
    theirs = departments or _departments(session, {copy.item_id for copy in copies})
    titles = _titles(session, copies)
    rows = [
        {
            "item_id": copy.item_id,
            "kind": copy.kind.value,
            "ref": copy.ref,
            **_columns(copy, theirs[copy.item_id], titles),
        }
        for copy in copies
    ]
    connection_of(session).execute(_PUT, rows if len(rows) > 1 else rows[0])


def change_sheet(session: Session, item_id: int, sheet: Sheet, *, moved: bool) -> None:
    """Have a sheet found by what it says now; `moved` where other departments carry it now."""
    if moved:
        mark(session, item_id)
    now = {copy.kind: copy for copy in of_sheet(item_id, sheet)}
    query = select(*_TEXTS.c["id", "kind", "text", "folded"]).where(
        _TEXTS.c.item_id == item_id, _TEXTS.c.kind.in_(OF_SHEET), _TEXTS.c.ref == 0
    )
    departments = _departments(session, {item_id})[item_id]
    titles = _titles(session, now.values())
    changes = []
    for row in session.execute(query.order_by(_TEXTS.c.id)).all():
        columns = _columns(now[SearchKind(row.kind)], departments, titles)
        if (columns["text"], columns["folded"]) != (row.text, row.folded):
            shown, looked_in, found_by = columns.values()
            changes.append(
                {"row": row.id, "shown": shown, "looked_in": looked_in, "found_by": found_by}
            )
    if changes:
        session.connection().execute(_CHANGED, changes)


def mark(session: Session, item_id: int) -> None:
    """Have all texts of an item found by the departments that carry it now, or were asked."""
    departments = _departments(session, {item_id})[item_id]
    query = select(*_TEXTS.c["id", "kind", "folded"]).where(_TEXTS.c.item_id == item_id)
    marked = [
        {"row": row.id, "found_by": _tokens(SearchKind(row.kind), row.folded, departments)}
        for row in session.execute(query.order_by(_TEXTS.c.id)).all()
    ]
    session.connection().execute(_MARKED, marked)


def change_rewriting(session: Session, item_id: int, sheet: Sheet | None) -> None:
    """Have what a department writes anew found by its own people; None: it writes nothing."""
    of_rewriting = _TEXTS.c.kind.in_(OF_SHEET), _TEXTS.c.ref == UNSUBMITTED
    session.connection().execute(delete(_TEXTS).where(_TEXTS.c.item_id == item_id, *of_rewriting))
    if sheet is not None:
        put(session, of_sheet(item_id, sheet, UNSUBMITTED))


def rename_entry(session: Session, master: Master, code: str) -> None:
    """Have the items that carry an entry of a master found by the titles that it has now."""
    session.flush()
    for table, ref in ((Item, 0), (ItemRewriting, UNSUBMITTED)):
        key = Item.id if table is Item else ItemRewriting.item_id
        sheets = session.execute(select(key, table.content).where(_carries(table, master, code)))
        found = ((one, Sheet.from_json(content)) for one, content in sheets)
        every = (of_sheet(one, sheet, ref)[1] for one, sheet in found)
        copies = [copy for copy in every if (master, code) in copy.chosen]
        for begin in range(0, len(copies), CHUNK):
            some = copies[begin : begin + CHUNK]
            before = delete(_TEXTS).where(
                _TEXTS.c.item_id.in_([copy.item_id for copy in some]),
                _TEXTS.c.kind == SearchKind.SHEET,
                _TEXTS.c.ref == ref,
            )
            session.connection().execute(before)
            put(session, some)


def _carries(table: type[Item] | type[ItemRewriting], master: Master, code: str) -> Any:
    """Which sheets may name an entry: kinds of funding are no column of a rewriting."""
    if master is Master.FIELD:
        return table.field == code
    if master is Master.CATEGORY:
        return table.category_code == code
    if table is ItemRewriting:
        return true()
    return Item.id.in_(select(ItemFunding.item_id).where(ItemFunding.source == code))


def forget_evaluation(session: Session, item_id: int) -> None:
    """Have an evaluation that is taken back found no more, nor its conditions."""
    session.connection().execute(
        delete(_TEXTS).where(_TEXTS.c.item_id == item_id, _TEXTS.c.kind.in_(_OF_EVALUATION))
    )


def is_missing(session: Session) -> bool:
    """Whether there are items but nothing by which to find them, or their numbers.

    So it is after an upgrade.
    """
    for items, texts in (
        (select(Item.id), select(_TEXTS.c.id)),
        (
            select(Item.id).where(Item.number.is_not(None)),
            select(_TEXTS.c.id).where(_TEXTS.c.kind == SearchKind.NUMBER),
        ),
    ):
        found = session.scalar(texts.limit(1))
        if found is None and session.scalar(items.limit(1)) is not None:
            return True
    return False


def rebuild(session: Session) -> int:
    """Copy all texts of all items anew, in the caller's transaction: gives how many."""
    session.execute(delete(_TEXTS))
    last, done = session.scalar(select(func.max(Item.id))) or 0, 0
    for first in range(1, last + 1, CHUNK):
        ids = range(first, first + CHUNK)
        copies = list(_copies(session, ids))
        put(session, copies, _departments(session, ids))
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
        yield from of_sheet(item_id, Sheet.from_json(content), UNSUBMITTED)
    for kind, query in _texts():
        for item_id, ref, text in session.execute(query.where(within)):
            yield Copy(item_id, kind, ref, text)


def _texts() -> Iterator[tuple[SearchKind, Any]]:
    """What gives item, ref and text of each kind but the sheet, beside the table of items."""
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


def _departments(session: Session, ids: Iterable[int]) -> Departments:
    """The departments of each of these items: one query."""
    joint, asked = item_joint_departments.c, table_of(OpinionRequest).c
    wanted = list(ids)
    lead = select(Item.id, Item.department_id).where(Item.id.in_(wanted))
    others = (
        select(one.item_id, one.department_id).where(one.item_id.in_(wanted))
        for one in (joint, asked)
    )
    found: dict[int, set[int]] = {}
    for item_id, department_id in session.execute(lead.union_all(*others)):
        found.setdefault(item_id, set()).add(department_id)
    return found


Titles = Mapping[Chosen, tuple[str, str]]


def _titles(session: Session, copies: Iterable[Copy]) -> Titles:
    """The titles of the entries that these copies name: one query where any does."""
    wanted = {one for copy in copies for one in copy.chosen}
    queries = [
        select(literal(master.value), table.code, table.title_ja, table.title_en).where(
            table.code.in_(codes)
        )
        for master, table in MASTERS.items()
        if (codes := [code for of, code in wanted if of is master])
    ]
    if not queries:
        return {}
    found = session.execute(union_all(*queries))
    return {(Master(master), code): (ja, en) for master, code, ja, en in found}


def _columns(copy: Copy, departments: Iterable[int], titles: Titles) -> dict[str, str]:
    known = [titles.get(one) or usual_title(one) for one in copy.chosen]
    text = "\n".join(filter(None, (copy.text, *(ja for ja, _en in known))))
    folded = ngrams.folded("\n".join((*(en for _ja, en in known), copy.unshown, text)))
    return {"text": text, "folded": folded, "tokens": _tokens(copy.kind, folded, departments)}


def _tokens(kind: SearchKind, folded: str, departments: Iterable[int]) -> str:
    marks = (ngrams.kind_mark(kind), *map(ngrams.department_mark, sorted(departments)))
    return ngrams.tokens(folded, marks)
