"""The engine's part about the files of items."""

from typing import BinaryIO

from workflow.attachments import commands, queries
from workflow.attachments.queries import AttachmentsView, AttachmentView
from workflow.database.outbox import Outbox
from workflow.database.transactions import Database
from workflow.desk import Desk
from workflow.files import attachments
from workflow.files.attachments import clean_name
from workflow.files.storage import FileLimits, Storage
from workflow.process.library import ProcessLibrary
from workflow.values.actor import Actor
from workflow.values.clock import Clock
from workflow.values.errors import NotFound


class AttachmentDesk(Desk):
    """`engine.attachments`."""

    def __init__(
        self,
        database: Database,
        library: ProcessLibrary,
        outbox: Outbox,
        clock: Clock,
        storage: Storage,
        limits: FileLimits,
    ) -> None:
        """Keep the bytes in `storage`, and what they belong to in `database`."""
        super().__init__(database, library, outbox, clock)
        self._storage = storage
        self._limits = limits

    def of(self, item_id: int, actor: Actor | None) -> AttachmentsView:
        """The files of an item as far as `actor` may see them. Raises NotFound."""
        with self._database.reading() as session:
            return queries.of(session, self._library, item_id, actor, self._clock.today())

    def add(self, item_id: int, name: str, source: BinaryIO, actor: Actor | None) -> int:
        """Examine a file, store it and add it to the next revision; gives its number.

        `source` can be sought; it is read in pieces. The same bytes and name again give the
        same number. Raises NotFound, the policy's refusal, AttachmentRefused.
        """
        # Asked before anything is read: strangers fill no disk.
        with self._database.writing() as session:
            commands.require_open(session, self._library, item_id, actor, self._clock.now())
        clean = clean_name(name)
        kind = attachments.examined(source, clean, self._limits.largest)
        # Bytes without a row harm nobody; a row without bytes would.
        kept = self._storage.put(source)
        with self._database.writing() as session:
            return commands.add(
                session,
                self._library,
                item_id=item_id,
                name=clean,
                kind=kind.value,
                kept=kept,
                most=self._limits.most,
                actor=actor,
                at=self._clock.now(),
            )

    def take_off(self, item_id: int, attachment_id: int, actor: Actor | None) -> None:
        """Hide a file from the next revision; submitted revisions keep it. Raises a Refusal."""
        with self._database.writing() as session:
            commands.take_off(
                session,
                self._library,
                item_id=item_id,
                attachment_id=attachment_id,
                actor=actor,
                at=self._clock.now(),
            )

    def opened(
        self, item_id: int, attachment_id: int, actor: Actor | None
    ) -> tuple[AttachmentView, BinaryIO]:
        """A file that `actor` may have, and its bytes, to be closed. Raises NotFound."""
        files = self.of(item_id, actor).files
        found = next((one for one in files if one.id == attachment_id), None)
        if found is None:
            raise NotFound(what="file")
        return found, self._storage.open(found.sha256)
