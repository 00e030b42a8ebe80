"""The engine's part about the files of items."""

from typing import BinaryIO

from workflow.attachments import commands, queries
from workflow.attachments.queries import AttachmentsView, AttachmentView
from workflow.desk import Desk
from workflow.files import attachments
from workflow.files.attachments import clean_name
from workflow.values.actor import Actor
from workflow.values.errors import NotFound


class AttachmentDesk(Desk):
    """`engine.attachments`."""

    def of(self, item_id: int, actor: Actor | None) -> AttachmentsView:
        """The files of an item as far as `actor` may see them. Raises NotFound."""
        with self._read(actor) as work:
            return queries.of(work, item_id)

    def add(self, item_id: int, name: str, source: BinaryIO, actor: Actor | None) -> int:
        """Examine a file, store it and add it to the next revision; gives its number.

        `source` can be sought; it is read in pieces. The same bytes and name again give the
        same number. Raises NotFound, the policy's refusal, AttachmentRefused.
        """
        # Asked before anything is read: strangers fill no disk.
        with self._write(actor) as work:
            commands.require_open(work, item_id)
        clean = clean_name(name)
        kind = attachments.examined(source, clean, self._limits.largest)
        # Bytes without a row harm nobody; a row without bytes would.
        kept = self._storage.put(source)
        with self._write(actor) as work:
            return commands.add(
                work,
                item_id=item_id,
                name=clean,
                kind=kind.value,
                kept=kept,
                most=self._limits.most,
            )

    def take_off(self, item_id: int, attachment_id: int, actor: Actor | None) -> None:
        """Hide a file from the next revision; submitted revisions keep it. Raises a Refusal."""
        with self._write(actor) as work:
            commands.take_off(
                work,
                item_id=item_id,
                attachment_id=attachment_id,
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
