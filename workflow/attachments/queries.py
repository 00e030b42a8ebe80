"""Files of items: as pages show them, and their bytes."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final

from sqlalchemy import bindparam, select

from workflow.files.attachments import MEDIA_TYPES, FileKind
from workflow.items import policy, visibility
from workflow.items.context_queries import context_of
from workflow.items.visibility import get_visible
from workflow.models import Attachment, Person
from workflow.values.actor import Title
from workflow.values.errors import NotFound, Refusal
from workflow.work import Work


@dataclass(frozen=True)
class AttachmentView:
    """One file. It belongs to revision n from `first_revision` on, up to `last_revision`."""

    id: int
    item_id: int
    name: str
    sha256: str
    size: int
    """Bytes."""
    media_type: str
    by: Title
    at: datetime
    first_revision: int
    last_revision: int | None

    def is_in(self, revision: int) -> bool:
        """Whether the revision has this file."""
        return self.first_revision <= revision and (
            self.last_revision is None or revision <= self.last_revision
        )


@dataclass(frozen=True)
class AttachmentsView:
    """The files of an item as far as this person may see them.

    `revision` is the number of the last submission; the next one is a number more.
    """

    item_id: int
    revision: int
    files: tuple[AttachmentView, ...]
    add_refusal: Refusal | None
    """Why this person may add none now; None when they may."""

    def at(self, revision: int) -> tuple[AttachmentView, ...]:
        """The files of one revision, or those that stay for 0."""
        return self.of(revision) if revision else self.now

    def of(self, revision: int) -> tuple[AttachmentView, ...]:
        """The files of one revision, the oldest first."""
        return tuple(one for one in self.files if one.is_in(revision))

    @property
    def of_the_sheet(self) -> tuple[AttachmentView, ...]:
        """Those of the sheet as it is read: the next revision's for whoever prepares it."""
        return self.of(self.revision) if self.add_refusal else self.now

    @property
    def now(self) -> tuple[AttachmentView, ...]:
        """Those that stay: the next revision's, or the last one's where no next is prepared."""
        return tuple(one for one in self.files if one.last_revision is None)


_FILES: Final = (
    select(Attachment, Person.name_ja, Person.name_en)
    .join(Person, Person.id == Attachment.added_by)
    .where(Attachment.item_id == bindparam("item"))
    .order_by(Attachment.id)
)


def of(work: Work, item_id: int) -> AttachmentsView:
    """The files of an item as far as the person may see them. Raises NotFound."""
    item = get_visible(work, item_id)
    context = context_of(work, item)
    own = visibility.is_own(work.actor, context)
    return AttachmentsView(
        item_id=item_id,
        revision=item.round,
        files=tuple(
            _view(file, Title(ja, en), None if own else item.round)
            for file, ja, en in work.objects(_FILES, item=item_id)
            if visibility.may_see_file(work.actor, context, file.first_revision, file.last_revision)
        ),
        add_refusal=policy.may_edit(work.actor, context),
    )


def open_file(work: Work, item_id: int, attachment_id: int) -> tuple[AttachmentView, BinaryIO]:
    """A file that the person may have, and its bytes, to be closed.

    Raises NotFound (item, file).
    """
    files = of(work, item_id).files
    found = next((one for one in files if one.id == attachment_id), None)
    if found is None:
        raise NotFound(what="file")
    return found, work.files.open(found.sha256)


def _view(file: Attachment, by: Title, submitted: int | None) -> AttachmentView:
    """The file; for readers of the last submission it stays until it is gone from the next."""
    taken_off_since = submitted is not None and file.last_revision == submitted
    return AttachmentView(
        id=file.id,
        item_id=file.item_id,
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        media_type=MEDIA_TYPES[FileKind(file.kind)],
        by=by,
        at=file.added_at,
        first_revision=file.first_revision,
        last_revision=None if taken_off_since else file.last_revision,
    )
