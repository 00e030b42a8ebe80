"""Files come to an item and are taken off, while it is in the department's hands.

A file that a revision had stays that revision's for ever: taking it off hides it from
the next one only.
"""

from typing import BinaryIO, Final, NamedTuple

from sqlalchemy import select

from workflow.files.attachments import FileKind, clean_name, examined
from workflow.files.office import AttachmentRefused
from workflow.files.storage import Kept
from workflow.items import policy, rewriting_commands
from workflow.items.context_queries import context_of
from workflow.items.visibility import get_visible, lock_visible
from workflow.models import Attachment, Item
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.values.actor import Actor, permitted
from workflow.values.errors import NotFound
from workflow.values.vocabulary import SearchKind
from workflow.work import Work

EDITORS: Final = (policy.EDITABLE_BY,)
"""Who adds files and takes them off: those whose turn opens the sheet for writing."""


class NewFile(NamedTuple):
    """A file that was examined and stored, and belongs to no item yet."""

    name: str
    kind: FileKind
    kept: Kept


def store(work: Work, item_id: int, name: str, source: BinaryIO) -> NewFile:
    """Examine a file that `actor` may add to the item and store its bytes, for `add`.

    A reading unit is enough: however large the file, nobody waits for it. `source` can be
    sought; it is read in pieces. Raises NotFound, the policy's refusal, AttachmentRefused.
    """
    # Asked before anything is read: strangers fill no disk.
    _require_open(work, get_visible(work, item_id))
    clean = clean_name(name)
    kind = examined(source, clean, work.file_limits.largest)
    # Bytes without a row harm nobody; a row without bytes would.
    return NewFile(clean, kind, work.files.put(source))


def add(work: Work, item_id: int, new: NewFile) -> int:
    """Add a stored file to the item's next revision; gives its number.

    The same bytes under the same name a second time are the file that is there already.
    Raises NotFound, the policy's refusal, AttachmentRefused where the item has enough files.
    """
    item = lock_visible(work, item_id)
    by = _require_open(work, item)
    files = _present(work, item)
    found = [one.id for one in files if (one.name, one.sha256) == (new.name, new.kept.sha256)]
    if found:
        return found[0]
    if len(files) >= work.file_limits.most:
        raise AttachmentRefused("too_many", name=new.name, limit=work.file_limits.most)
    file = Attachment(
        item_id=item_id,
        name=new.name,
        sha256=new.kept.sha256,
        size=new.kept.size,
        kind=new.kind.value,
        added_by=by.person_id,
        added_at=work.now,
        first_revision=item.round + 1,
    )
    work.session.add(file)
    work.session.flush()
    _hold(work, item)
    index.put(work.session, [Copy(item_id, SearchKind.FILE, file.id, new.name)])
    return file.id


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


def _present(work: Work, item: Item) -> list[Attachment]:
    """The files of the item's next revision, the oldest first."""
    query = select(Attachment).where(Attachment.item_id == item.id, Attachment.removed_at.is_(None))
    return list(work.session.scalars(query.order_by(Attachment.id)))


def _hold(work: Work, item: Item) -> None:
    """Have the item's content, and with it its hash, name the files of the next revision."""
    written = rewriting_commands.begin(work, item)
    written.hold([[file.name, file.sha256] for file in _present(work, item)])
    rewriting_commands.keep(work, item, written)
