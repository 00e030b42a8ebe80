"""The copies of texts that the search looks in, written where the texts themselves are.

`ref` says which of an item's texts of a kind: the entry's sequence for a reason, the
condition's number, the thread's id for a post or a note, the file's id; of a name and a
sheet, whether it is the department's rewriting of them (UNSUBMITTED); else 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    Select,
    bindparam,
    delete,
    insert,
    literal,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from workflow.database.statements import RowWrite
from workflow.database.transactions import connection_of
from workflow.models import (
    Category,
    Field,
    FundingKind,
    Item,
    ItemFunding,
    ItemRewriting,
    OpinionRequest,
    SearchText,
    item_joint_departments,
)
from workflow.models.base import table_of
from workflow.textindex import ngrams
from workflow.textindex.copies import Chosen, Copy, of_sheet, usual_title
from workflow.values.listing import SearchKind
from workflow.values.sheet import Sheet
from workflow.values.text import folded
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

TEXTS: Final = table_of(SearchText)
_PUT: Final = RowWrite(insert(TEXTS))
_CHANGED: Final = (
    update(TEXTS)
    .where(TEXTS.c.id == bindparam("row"))
    .values(text=bindparam("shown"), folded=bindparam("looked_in"), tokens=bindparam("found_by"))
)
_MARKED: Final = (
    update(TEXTS).where(TEXTS.c.id == bindparam("row")).values(tokens=bindparam("found_by"))
)
_OF_EVALUATION: Final = (SearchKind.FINDINGS, SearchKind.CONDITION)

Departments = Mapping[int, Iterable[int]]
"""Those whose officers may find each item: who carries it, lead and joint, and who was asked."""


def put(session: Session, copies: Sequence[Copy], departments: Departments | None = None) -> None:
    """Index new texts; `departments` are looked up where they are not given."""
    if not copies:
        return
    theirs = departments or departments_of(session, {copy.item_id for copy in copies})
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
    _PUT.send(connection_of(session), rows)


def change_sheet(session: Session, item_id: int, sheet: Sheet, *, moved: bool) -> None:
    """Index what a sheet says now; `moved` where other departments carry it now."""
    if moved:
        mark(session, item_id)
    now = {copy.kind: copy for copy in of_sheet(item_id, sheet)}
    query = select(*TEXTS.c["id", "kind", "text", "folded"]).where(
        TEXTS.c.item_id == item_id, TEXTS.c.kind.in_(OF_SHEET), TEXTS.c.ref == 0
    )
    departments = departments_of(session, {item_id})[item_id]
    titles = _titles(session, now.values())
    changes = []
    for row in session.execute(query.order_by(TEXTS.c.id)).all():
        columns = _columns(now[SearchKind(row.kind)], departments, titles)
        if (columns["text"], columns["folded"]) != (row.text, row.folded):
            shown, looked_in, found_by = columns.values()
            changes.append(
                {"row": row.id, "shown": shown, "looked_in": looked_in, "found_by": found_by}
            )
    if changes:
        connection_of(session).execute(_CHANGED, changes)


def mark(session: Session, item_id: int) -> None:
    """Index all texts of an item for the departments that carry it now, or were asked."""
    departments = departments_of(session, {item_id})[item_id]
    query = select(*TEXTS.c["id", "kind", "folded"]).where(TEXTS.c.item_id == item_id)
    marked = [
        {"row": row.id, "found_by": _tokens(SearchKind(row.kind), row.folded, departments)}
        for row in session.execute(query.order_by(TEXTS.c.id)).all()
    ]
    connection_of(session).execute(_MARKED, marked)


def change_rewriting(session: Session, item_id: int, sheet: Sheet | None) -> None:
    """Index what a department is rewriting, for its own people; None: it rewrites nothing."""
    of_rewriting = TEXTS.c.kind.in_(OF_SHEET), TEXTS.c.ref == UNSUBMITTED
    connection_of(session).execute(delete(TEXTS).where(TEXTS.c.item_id == item_id, *of_rewriting))
    if sheet is not None:
        put(session, of_sheet(item_id, sheet, UNSUBMITTED))


def rename_entry(session: Session, master: Master, code: str) -> None:
    """Index the items that carry an entry of a master by the titles that it has now."""
    session.flush()
    for table, ref in ((Item, 0), (ItemRewriting, UNSUBMITTED)):
        key = Item.id if table is Item else ItemRewriting.item_id
        sheets = session.execute(select(key, table.content).where(_carries(table, master, code)))
        found = ((one, Sheet.from_json(content)) for one, content in sheets)
        every = (of_sheet(one, sheet, ref)[1] for one, sheet in found)
        copies = [copy for copy in every if (master, code) in copy.chosen]
        for begin in range(0, len(copies), CHUNK):
            some = copies[begin : begin + CHUNK]
            before = delete(TEXTS).where(
                TEXTS.c.item_id.in_([copy.item_id for copy in some]),
                TEXTS.c.kind == SearchKind.SHEET,
                TEXTS.c.ref == ref,
            )
            connection_of(session).execute(before)
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
    """Take an evaluation that is taken back, and its conditions, out of the index."""
    connection_of(session).execute(
        delete(TEXTS).where(TEXTS.c.item_id == item_id, TEXTS.c.kind.in_(_OF_EVALUATION))
    )


def departments_of(session: Session, ids: Iterable[int]) -> Departments:
    """The departments of each of these items: one query."""
    found: dict[int, set[int]] = {}
    for item_id, department_id in session.execute(_CARRIED_BY, {"wanted": list(ids)}):
        found.setdefault(item_id, set()).add(department_id)
    return found


def _pairs(item_id: Any, department_id: Any) -> Select[*tuple[Any, ...]]:
    wanted: BindParameter[int] = bindparam("wanted", expanding=True)
    return select(item_id, department_id).where(item_id.in_(wanted))


_ITEMS, _JOINT, _ASKED = table_of(Item).c, item_joint_departments.c, table_of(OpinionRequest).c
_CARRIED_BY: Final = _pairs(_ITEMS.id, _ITEMS.department_id).union_all(
    _pairs(_JOINT.item_id, _JOINT.department_id), _pairs(_ASKED.item_id, _ASKED.department_id)
)


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
    # Without blanks, so that the end of a line splits no word.
    plain = folded("\n".join((*(en for _ja, en in known), copy.unshown, text)))
    return {"text": text, "folded": plain, "tokens": _tokens(copy.kind, plain, departments)}


def _tokens(kind: SearchKind, plain: str, departments: Iterable[int]) -> str:
    marks = (ngrams.kind_mark(kind), *map(ngrams.department_mark, sorted(departments)))
    return ngrams.tokens(plain, marks)
