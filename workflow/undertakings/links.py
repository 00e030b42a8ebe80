"""Items of the pre-consultation that are part of an undertaking: linked both ways."""

from typing import Final

from sqlalchemy import Select, delete, insert, select

from workflow.items.visibility import visible_items
from workflow.models import Item, undertaking_items
from workflow.undertakings import record
from workflow.undertakings.policy import require_writer
from workflow.undertakings.rows import locked
from workflow.values.checking import Checking
from workflow.work import Work

LONGEST_NUMBER: Final = 40


def link_item(work: Work, undertaking_id: int, number: str) -> None:
    """Say that the item of this number is part of an undertaking; again changes nothing.

    Raises WrongRole, NotFound, InputRefused (number).
    """
    require_writer(work.actor)
    row = locked(work, undertaking_id)
    check = Checking()
    known = check.line("number", number, LONGEST_NUMBER, needed=True)
    check.done()
    query = select(Item.id).where(Item.number == known, visible_items(work.actor))
    item_id = work.session.scalar(query)
    if item_id is None:
        check.wrong("number", "linked_item_unknown", name=known)
    check.done()
    if item_id not in work.session.scalars(_linked(row.id)).all():
        with record.recorded(work, row):
            values = {"undertaking_id": row.id, "item_id": item_id}
            work.session.execute(insert(undertaking_items).values(values))


def unlink_item(work: Work, undertaking_id: int, item_id: int) -> None:
    """Say that an item is no part of an undertaking; again changes nothing.

    Raises WrongRole, NotFound.
    """
    require_writer(work.actor)
    row = locked(work, undertaking_id)
    with record.recorded(work, row):
        work.session.execute(
            delete(undertaking_items).where(
                undertaking_items.c.undertaking_id == row.id,
                undertaking_items.c.item_id == item_id,
            )
        )


def _linked(undertaking_id: int) -> Select[int]:
    mine = undertaking_items.c.undertaking_id == undertaking_id
    return select(undertaking_items.c.item_id).where(mine)
