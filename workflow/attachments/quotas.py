"""How much may be attached: by item, and by person in a day."""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select

from workflow.files.office import AttachmentRefused
from workflow.files.storage import MEGABYTE
from workflow.models import Attachment, Item
from workflow.values.actor import Actor
from workflow.work import Work

DAY: Final = timedelta(days=1)


def present(work: Work, item: Item) -> list[Attachment]:
    """The files of the item's next revision, the oldest first."""
    query = select(Attachment).where(Attachment.item_id == item.id, Attachment.removed_at.is_(None))
    return list(work.session.scalars(query.order_by(Attachment.id)))


def require_room(work: Work, item: Item, by: Actor, name: str, size: int) -> None:
    """A file of `size` bytes may still come to the item, and by this person today.

    Raises AttachmentRefused.
    """
    limits = work.file_limits
    if len(present(work, item)) >= limits.most:
        raise AttachmentRefused("too_many", name=name, limit=limits.most)
    if _bytes(work, Attachment.item_id == item.id) + size > limits.of_item:
        raise AttachmentRefused("item_full", name=name, limit=limits.of_item // MEGABYTE)
    lately = Attachment.added_at > work.now - DAY
    if _bytes(work, (Attachment.added_by == by.person_id) & lately) + size > limits.of_person:
        raise AttachmentRefused("person_full", name=name, limit=limits.of_person // MEGABYTE)


def _bytes(work: Work, which: ColumnElement[bool]) -> int:
    return int(work.session.scalar(select(func.sum(Attachment.size)).where(which)) or 0)
