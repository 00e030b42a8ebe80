"""Where files lie: by the SHA-256 of their bytes, so that the same file is kept once.

A folder by default; whatever has `put`, `open` and `exists` can take its place.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Protocol

CHUNK: Final = 256 * 1024
DEFAULT_FOLDER: Final = Path("var/files")
_DIGEST: Final = re.compile("[0-9a-f]{64}")


MEGABYTE: Final = 1024 * 1024


class FileLimits(NamedTuple):
    """How many files an item has at most, and how many bytes one of them."""

    most: int = 50
    largest: int = 20 * MEGABYTE


class Kept(NamedTuple):
    """A file that was stored: its SHA-256 (64 hexadecimal digits) and its bytes."""

    sha256: str
    size: int


class Storage(Protocol):
    """A place that keeps bytes under their hash, and never forgets them."""

    def put(self, source: BinaryIO) -> Kept:
        """Keep all that `source` still gives; putting it twice is putting it once."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed. Raises FileNotFoundError."""

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept."""


class FolderStorage:
    """Files in a folder, `ab/abcdef…`; folders are mode 0700, files 0600."""

    def __init__(self, folder: Path = DEFAULT_FOLDER) -> None:
        """Keep files under `folder`, which is made with the first of them."""
        self.folder = folder

    def put(self, source: BinaryIO) -> Kept:
        """Write a draft to the disk, then give it its name: a crash leaves no half file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".draft-")
        try:
            with os.fdopen(handle, "wb") as draft:
                kept = copied(source, draft)
                draft.flush()
                os.fsync(draft.fileno())
            target = self._path(kept.sha256)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            os.replace(name, target)
        finally:
            Path(name).unlink(missing_ok=True)
        for folder in (target.parent, self.folder):
            _settle(folder)
        return kept

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed. Raises FileNotFoundError."""
        return self._path(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        return self._path(sha256).is_file()

    def _path(self, sha256: str) -> Path:
        return self.folder / place_of(sha256)


def place_of(sha256: str) -> str:
    """Where in a folder or bucket the bytes lie. Raises FileNotFoundError for what is no hash."""
    if not _DIGEST.fullmatch(sha256):
        raise FileNotFoundError(sha256)
    return f"{sha256[:2]}/{sha256}"


def copied(source: BinaryIO, draft: BinaryIO) -> Kept:
    """Write all that `source` still gives to `draft`, in pieces."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += draft.write(chunk)
    return Kept(digest.hexdigest(), size)


def _settle(folder: Path) -> None:
    """Have a folder's new entries survive a power cut; Windows opens no folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
