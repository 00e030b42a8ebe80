"""Files of items, as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from workflow.actor import Title
from workflow.errors import Refusal


@dataclass(frozen=True)
class AttachmentView:
    """One file. It belongs to revision n from `first_revision` on, up to `last_revision`."""

    id: int
    item_id: int
    name: str
    sha256: str
    size: int
    """Bytes."""
    kind: str
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

    def of(self, revision: int) -> tuple[AttachmentView, ...]:
        """The files of one revision, the oldest first."""
        return tuple(one for one in self.files if one.is_in(revision))

    @property
    def now(self) -> tuple[AttachmentView, ...]:
        """Those that stay: the next revision's, or the last one's where no next is prepared."""
        return tuple(one for one in self.files if one.last_revision is None)
