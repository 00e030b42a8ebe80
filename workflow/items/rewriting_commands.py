"""A department writes anew on what it submitted before, and submits it again."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, delete, insert, select, update
from sqlalchemy.orm import Session, aliased, selectinload

from workflow.database.transactions import connection_of
from workflow.items.context import ItemContext
from workflow.items.locking import LockedItem, lock_row
from workflow.items.rewriting import COLUMNS
from workflow.models import (
    Department,
    Item,
    ItemFunding,
    ItemRevision,
    ItemRewriting,
    LedgerEntry,
    Section,
    item_joint_departments,
)
from workflow.models.base import table_of
from workflow.models.item_funding import funding_rows
from workflow.models.items import HasSheet
from workflow.textindex import index
from workflow.values.sheet import FILES, Sheet
from workflow.work import Work

_ITEMS, _REWRITINGS = table_of(Item), table_of(ItemRewriting)
_FUNDING = table_of(ItemFunding)


def lock_for_writing(work: Work, item_id: int) -> tuple[Item, HasSheet]:
    """The item, kept for this transaction, and the sheet that its department writes on.

    Raises NotFound.
    """
    item = lock_row(work.session, item_id, selectinload(Item.funding_lines))
    return item, work.session.get(ItemRewriting, item_id) or item


def begin(work: Work, item: Item) -> HasSheet:
    """The sheet to write on: the item's own in its first draft, then one that nobody else sees."""
    if not item.round:
        return item
    found = work.session.get(ItemRewriting, item.id)
    if found is None:
        found = _copy_of(item)
        work.session.add(found)
    return found


def _copy_of(item: Item) -> ItemRewriting:
    return ItemRewriting(item_id=item.id, **{name: getattr(item, name) for name in COLUMNS})


def keep(work: Work, item: Item, written: HasSheet) -> None:
    """Keep what was written, or forget it where it says what was submitted."""
    item.updated_at = work.now
    if isinstance(written, ItemRewriting) and written.content_hash == item.content_hash:
        work.session.delete(written)
        index.change_rewriting(work.session, item.id, None)
    elif isinstance(written, ItemRewriting):
        index.change_rewriting(work.session, item.id, written.sheet)
    work.session.flush()


# ------------------------------------------------------------------ submitted


def attach(
    session: Session, items: Collection[LockedItem], contexts: Mapping[int, ItemContext]
) -> None:
    """Give each locked item that a department may write on what it wrote: one query or none."""
    open_ones = {
        item.id: item
        for item in items
        if item.round and contexts[item.id].process.is_written_in(item.state)
    }
    if open_ones:
        query = select(_REWRITINGS).where(_REWRITINGS.c.item_id.in_(list(open_ones)))
        for row in connection_of(session).execute(query):
            open_ones[row.item_id].rewriting = row


def bring_in(item: LockedItem) -> None:
    """Put what its department wrote into the locked item: this is what is submitted."""
    if written := item.rewriting:
        item.content, item.content_hash = written.content, written.content_hash
        item.name, item.section_id = written.name, written.section_id


def submit(session: Session, item: LockedItem) -> None:
    """Make what was written the item's sheet, which everybody reads from now on."""
    written = item.rewriting
    if written is None:
        return
    sheet, connection = Sheet.from_json(written.content), connection_of(session)
    columns = {name: getattr(written, name) for name in COLUMNS}
    connection.execute(update(_ITEMS).where(_ITEMS.c.id == item.id).values(columns))
    connection.execute(delete(_FUNDING).where(_FUNDING.c.item_id == item.id))
    if rows := [{"item_id": item.id, **row} for row in funding_rows(sheet)]:
        connection.execute(insert(_FUNDING), rows)
    moved = _join_named(session, item.id, sheet)
    connection.execute(delete(_REWRITINGS).where(_REWRITINGS.c.item_id == item.id))
    index.change_rewriting(session, item.id, None)
    index.change_sheet(session, item.id, sheet, moved=moved)


def separate(session: Session) -> int:
    """Tell rewritings apart from what was submitted, where an older version kept one text.

    Gives how many there were. What the last move already has on record stays as it is.
    """
    last, submitted = aliased(LedgerEntry), aliased(ItemRevision)
    query = (
        select(Item, submitted)
        .join(submitted, and_(submitted.item_id == Item.id, submitted.number == Item.round))
        .join(last, and_(last.item_id == Item.id, last.sequence == Item.ledger_length))
        .outerjoin(ItemRewriting, ItemRewriting.item_id == Item.id)
        .where(
            Item.content_hash != submitted.content_hash,
            Item.content_hash != last.content_hash,
            ItemRewriting.item_id.is_(None),
        )
        .options(selectinload(Item.funding_lines))
    )
    found = session.execute(query).all()
    for item, revision in found:
        _separate(session, item, revision)
    return len(found)


def _separate(session: Session, item: Item, revision: ItemRevision) -> None:
    written, sheet = _copy_of(item), revision.sheet
    session.add(written)
    section = select(Section.id).where(
        Section.department_id == item.department_id, Section.name == sheet.section
    )
    item.take(sheet, session.scalar(section))
    item.hold(list(revision.content.get(FILES, ())))
    session.flush()
    moved = _join_named(session, item.id, sheet)
    index.change_sheet(session, item.id, sheet, moved=moved)
    index.change_rewriting(session, item.id, written.sheet)


def _join_named(session: Session, item_id: int, sheet: Sheet) -> bool:
    joint = select(Department.id).where(Department.code.in_(sheet.joint_departments))
    return join(session, item_id, session.scalars(joint).all())


def join(session: Session, item_id: int, department_ids: Collection[int]) -> bool:
    """Set the departments that carry the item jointly; gives whether they were others before."""
    table = item_joint_departments
    of_item = table.c.item_id == item_id
    if set(session.scalars(select(table.c.department_id).where(of_item))) == set(department_ids):
        return False
    session.execute(delete(table).where(of_item))
    rows = [{"item_id": item_id, "department_id": one} for one in department_ids]
    if rows:
        session.execute(insert(table), rows)
    return True
