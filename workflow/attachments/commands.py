"""Files come to an item and are taken off, while it is in the department's hands.

A file that a revision had stays that revision's for ever: taking it off hides it from
the next one only.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.files.office import AttachmentRefused
from workflow.files.storage import Kept
from workflow.items import locking, policy
from workflow.items.contexts import situations
from workflow.models import Attachment, Item
from workflow.models.base import may_be_id
from workflow.process.library import ProcessLibrary
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.values.actor import Actor
from workflow.values.errors import NotFound, NotSignedIn
from workflow.values.vocabulary import SearchKind


def require_open(
    session: Session, library: ProcessLibrary, item_id: int, actor: Actor | None, at: datetime
) -> tuple[Item, Actor]:
    """The item, locked, and the person, where they may add and take off files now.

    Raises NotFound, and the policy's refusal.
    """
    item = locking.locked(session, item_id)
    situation = situations(session, [item], library, at.date())[item_id]
    if not policy.may_see(actor, situation):
        raise NotFound(what="item")
    if refusal := policy.may_edit(actor, situation):
        raise refusal
    if actor is None:
        raise NotSignedIn()
    return item, actor


def add(
    session: Session,
    library: ProcessLibrary,
    *,
    item_id: int,
    name: str,
    kind: str,
    kept: Kept,
    most: int,
    actor: Actor | None,
    at: datetime,
) -> int:
    """Add a stored file to the item's next revision; gives its number.

    The same bytes under the same name a second time are the file that is there already.
    Raises what `require_open` raises, and AttachmentRefused for more than `most`.
    """
    item, person = require_open(session, library, item_id, actor, at)
    there = select(Attachment.id).where(
        Attachment.item_id == item_id,
        Attachment.sha256 == kept.sha256,
        Attachment.name == name,
        Attachment.removed_at.is_(None),
    )
    if found := session.scalar(there):
        return found
    count = select(func.count()).where(
        Attachment.item_id == item_id, Attachment.removed_at.is_(None)
    )
    if (session.scalar(count) or 0) >= most:
        raise AttachmentRefused("too_many", name=name, limit=most)
    file = Attachment(
        item_id=item_id,
        name=name,
        sha256=kept.sha256,
        size=kept.size,
        kind=kind,
        added_by=person.person_id,
        added_at=at,
        first_revision=item.round + 1,
    )
    session.add(file)
    session.flush()
    _hold(session, item, at)
    index.put(session, [Copy(item_id, SearchKind.FILE, file.id, name)])
    return file.id


def take_off(
    session: Session,
    library: ProcessLibrary,
    *,
    item_id: int,
    attachment_id: int,
    actor: Actor | None,
    at: datetime,
) -> None:
    """Hide a file from the item's next revision; a second time changes nothing.

    Raises what `require_open` raises, NotFound.
    """
    item, person = require_open(session, library, item_id, actor, at)
    file = session.get(Attachment, attachment_id) if may_be_id(attachment_id) else None
    if file is None or file.item_id != item_id:
        raise NotFound(what="file")
    if file.removed_at is not None:
        return
    file.removed_by, file.removed_at, file.last_revision = person.person_id, at, item.round
    session.flush()
    _hold(session, item, at)


def _hold(session: Session, item: Item, at: datetime) -> None:
    """Have the item's content, and with it its hash, name the files of the next revision."""
    rows = session.execute(
        select(Attachment.name, Attachment.sha256)
        .where(Attachment.item_id == item.id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    item.hold([[name, sha256] for name, sha256 in rows])
    item.updated_at = at
