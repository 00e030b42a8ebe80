"""The files of an item: which there are, and which of them one may have."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor, Title
from workflow.attached.kinds import MEDIA_TYPES, FileKind
from workflow.errors import NotFound
from workflow.models import Attachment, Item, Person
from workflow.models.base import may_be_id
from workflow.process_library import ProcessLibrary
from workflow.queries.views.attachments import AttachmentsView, AttachmentView
from workflow.standing import situations


def of(
    session: Session,
    library: ProcessLibrary,
    item_id: int,
    actor: Actor | None,
    today: date,
) -> AttachmentsView:
    """The files of an item as far as `actor` may see them. Raises NotFound."""
    query = select(Item).where(Item.id == item_id, policy.visible_items(actor))
    item = session.scalar(query) if may_be_id(item_id) else None
    if item is None:
        raise NotFound(what="item")
    situation = situations(session, [item], library, today)[item_id]
    files = (
        select(Attachment, Person.name_ja, Person.name_en)
        .join(Person, Person.id == Attachment.added_by)
        .where(Attachment.item_id == item_id)
        .order_by(Attachment.id)
    )
    return AttachmentsView(
        item_id=item_id,
        revision=item.round,
        files=tuple(
            _view(file, Title(ja, en))
            for file, ja, en in session.execute(files)
            if policy.may_see_file(actor, situation, file.first_revision, file.last_revision)
        ),
        add_refusal=policy.may_edit(actor, situation),
    )


def _view(file: Attachment, by: Title) -> AttachmentView:
    return AttachmentView(
        id=file.id,
        item_id=file.item_id,
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        kind=file.kind,
        media_type=MEDIA_TYPES[FileKind(file.kind)],
        by=by,
        at=file.added_at,
        first_revision=file.first_revision,
        last_revision=file.last_revision,
    )
