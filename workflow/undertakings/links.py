"""Items of the pre-consultation that are part of an undertaking: linked both ways."""

from typing import Final

from workflow.items import linking
from workflow.models import undertaking_items
from workflow.undertakings import record
from workflow.undertakings.policy import require_writer
from workflow.undertakings.rows import locked
from workflow.work import Work

LINKS: Final = linking.register(undertaking_items, "undertaking_id")


def link_item(work: Work, undertaking_id: int, number: str) -> None:
    """Say that the item of this number is part of an undertaking; again changes nothing.

    Raises WrongRole, NotFound, InputRefused (number).
    """
    require_writer(work.actor)
    row = locked(work, undertaking_id)
    item_id = linking.numbered(work, number)
    if item_id not in LINKS.ids(work, row.id):
        with record.recorded(work, row):
            LINKS.add(work, row.id, item_id)


def unlink_item(work: Work, undertaking_id: int, item_id: int) -> None:
    """Say that an item is no part of an undertaking; again changes nothing.

    Raises WrongRole, NotFound.
    """
    require_writer(work.actor)
    row = locked(work, undertaking_id)
    with record.recorded(work, row):
        LINKS.remove(work, row.id, item_id)
