"""A file that somebody brings is examined and written down before anything is locked for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from workflow.files.attachments import FileKind, examined
from workflow.files.storage import Draft, Storage


class NewFile(NamedTuple):
    """A file that was examined and written down, and belongs to nothing yet."""

    name: str
    kind: FileKind
    draft: Draft


@contextmanager
def written_down(
    storage: Storage, source: BinaryIO, name: str, largest: int, whose: int
) -> Iterator[NewFile]:
    """The file under its clean `name`, of at most `largest` bytes, brought by a person.

    What was not settled in the meantime is gone at the end. Raises AttachmentRefused.
    """
    kind = examined(source, name, largest, whose)
    draft = storage.draft(source)
    try:
        yield NewFile(name, kind, draft)
    finally:
        storage.discard(draft)
