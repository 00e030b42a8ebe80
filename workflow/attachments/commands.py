"""Files come to an item and are taken off, while it is in the department's hands.

A file that a revision had stays that revision's for ever: taking it off hides it from
the next one only.
"""

from sqlalchemy import func, select

from workflow.files.office import AttachmentRefused
from workflow.files.storage import Kept
from workflow.items import locking, policy
from workflow.items.contexts import context_of
from workflow.models import Attachment, Item
from workflow.models.base import may_be_id
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.values.actor import Actor
from workflow.values.errors import NotFound, NotSignedIn
from workflow.values.vocabulary import SearchKind
from workflow.work import Work


def require_open(work: Work, item_id: int) -> tuple[Item, Actor]:
    """The item, locked, and the person, where they may add and take off files now.

    Raises NotFound, and the policy's refusal.
    """
    item = locking.locked(work.session, item_id)
    situation = context_of(work, item)
    if not policy.may_see(work.actor, situation):
        raise NotFound(what="item")
    if refusal := policy.may_edit(work.actor, situation):
        raise refusal
    if work.actor is None:
        raise NotSignedIn()
    return item, work.actor


def add(work: Work, *, item_id: int, name: str, kind: str, kept: Kept, most: int) -> int:
    """Add a stored file to the item's next revision; gives its number.

    The same bytes under the same name a second time are the file that is there already.
    Raises what `require_open` raises, and AttachmentRefused for more than `most`.
    """
    item, person = require_open(work, item_id)
    there = select(Attachment.id).where(
        Attachment.item_id == item_id,
        Attachment.sha256 == kept.sha256,
        Attachment.name == name,
        Attachment.removed_at.is_(None),
    )
    if found := work.session.scalar(there):
        return found
    count = select(func.count()).where(
        Attachment.item_id == item_id, Attachment.removed_at.is_(None)
    )
    if (work.session.scalar(count) or 0) >= most:
        raise AttachmentRefused("too_many", name=name, limit=most)
    file = Attachment(
        item_id=item_id,
        name=name,
        sha256=kept.sha256,
        size=kept.size,
        kind=kind,
        added_by=person.person_id,
        added_at=work.now,
        first_revision=item.round + 1,
    )
    work.session.add(file)
    work.session.flush()
    _hold(work, item)
    index.put(work.session, [Copy(item_id, SearchKind.FILE, file.id, name)])
    return file.id


def take_off(work: Work, *, item_id: int, attachment_id: int) -> None:
    """Hide a file from the item's next revision; a second time changes nothing.

    Raises what `require_open` raises, NotFound.
    """
    item, person = require_open(work, item_id)
    file = work.session.get(Attachment, attachment_id) if may_be_id(attachment_id) else None
    if file is None or file.item_id != item_id:
        raise NotFound(what="file")
    if file.removed_at is not None:
        return
    file.removed_by, file.removed_at, file.last_revision = person.person_id, work.now, item.round
    work.session.flush()
    _hold(work, item)


def _hold(work: Work, item: Item) -> None:
    """Have the item's content, and with it its hash, name the files of the next revision."""
    rows = work.session.execute(
        select(Attachment.name, Attachment.sha256)
        .where(Attachment.item_id == item.id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    item.hold([[name, sha256] for name, sha256 in rows])
    item.updated_at = work.now
