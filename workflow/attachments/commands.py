"""Adding files to an item and taking them off, while its department may write on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import ColumnElement, func, select

from workflow.files.attachments import NewFile, written_down
from workflow.files.office import AttachmentRefused
from workflow.files.storage import MEGABYTE, clean_name
from workflow.items import policy, rewriting_commands
from workflow.items.context_queries import context_of
from workflow.items.visibility import get_visible, lock_visible
from workflow.models import Attachment, Item
from workflow.textindex import index
from workflow.textindex.copies import Copy
from workflow.values.actor import Actor, permitted
from workflow.values.errors import NotFound
from workflow.values.listing import SearchKind
from workflow.work import Work

EDITORS: Final = (policy.EDITABLE_BY,)
"""Who adds files and takes them off: those whose turn opens the sheet for writing."""


class Added(NamedTuple):
    """A file of the item, by its number; `is_new` unless it was there already."""

    id: int
    is_new: bool


@contextmanager
def stored(work: Work, item_id: int, name: str, source: BinaryIO) -> Iterator[NewFile]:
    """Examine a file that the person may add to the item and write it down, for `add`.

    A reading unit is enough: however large the file, nobody waits for it. `source` can be
    sought; it is read in pieces. What was not added in the meantime is gone at the end.
    Raises NotFound, the policy's refusal, AttachmentRefused.
    """
    # Asked and counted before anything is read: strangers fill no disk.
    item = get_visible(work, item_id)
    by = _require_open(work, item)
    clean = clean_name(name)
    require_room(work, item, by, clean, source.seek(0, 2))
    largest = work.file_limits.largest
    with written_down(work.files, source, clean, largest, by.person_id) as new:
        yield new


def add(work: Work, item_id: int, new: NewFile) -> Added:
    """Add a stored file to the item's next revision.

    The same bytes under the same name a second time are the file that is there already.
    Raises NotFound, the policy's refusal, AttachmentRefused where there is no room for it.
    """
    item = lock_visible(work, item_id)
    by = _require_open(work, item)
    kept = new.draft.kept
    for one in present(work, item):
        if (one.name, one.sha256) == (new.name, kept.sha256):
            return Added(one.id, is_new=False)
    work.lock_person()  # what they add to another item at the same moment counts too
    require_room(work, item, by, new.name, kept.size)
    file = Attachment(
        item_id=item_id,
        name=new.name,
        sha256=kept.sha256,
        size=kept.size,
        kind=new.kind.value,
        added_by=by.person_id,
        added_at=work.now,
        first_revision=item.round + 1,
    )
    work.session.add(file)
    work.session.flush()
    _hold(work, item)
    index.put(work.session, [Copy(item_id, SearchKind.FILE, file.id, new.name)])
    # Last: bytes without a row would harm nobody, a row without bytes would.
    work.files.settle(new.draft)
    return Added(file.id, is_new=True)


def take_off(work: Work, item_id: int, attachment_id: int) -> None:
    """Hide a file from the item's next revision; a second time changes nothing.

    Submitted revisions keep it. Raises NotFound (item, file), the policy's refusal.
    """
    item = lock_visible(work, item_id)
    by = _require_open(work, item)
    file = work.session.get(Attachment, attachment_id)
    if file is None or file.item_id != item_id:
        raise NotFound(what="file")
    if file.removed_at is not None:
        return
    file.removed_by, file.removed_at, file.last_revision = by.person_id, work.now, item.round
    work.session.flush()
    _hold(work, item)


def _require_open(work: Work, item: Item) -> Actor:
    """Who acts, where they may add and take off files now. Raises the policy's refusal."""
    return permitted(work.actor, policy.may_edit(work.actor, context_of(work, item)))


def _hold(work: Work, item: Item) -> None:
    """Name the files of the next revision in the item's content, and so in its hash."""
    written = rewriting_commands.begin(work, item)
    written.hold([[file.name, file.sha256] for file in present(work, item)])
    rewriting_commands.keep(work, item, written)


# ----------------------------------------------------- how much may be attached


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
