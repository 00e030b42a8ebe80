"""Where files lie: by the SHA-256 of their bytes, the same one kept once; and their names."""

import hashlib
import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Protocol

from workflow.values.errors import Refusal
from workflow.values.text import is_sound

CHUNK: Final = 256 * 1024
DEFAULT_FOLDER: Final = Path("var/files")
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_DRAFT: Final = ".draft-"


MEGABYTE: Final = 1024 * 1024
FORGOTTEN_AFTER: Final = 24 * 60 * 60
"""Seconds after which a draft is what a crash has left."""


class FileLimits(NamedTuple):
    """How many files an item has at most, and how many bytes; what one person adds in a day."""

    most: int = 50
    largest: int = 20 * MEGABYTE
    of_item: int = 500 * MEGABYTE
    """With those that were taken off: none is ever deleted."""
    of_person: int = 500 * MEGABYTE


class Kept(NamedTuple):
    """A file as it is kept: its SHA-256 (64 hexadecimal digits) and its bytes."""

    sha256: str
    size: int


class Draft(NamedTuple):
    """A file that was written and is not kept yet: what it will be, and where it lies."""

    kept: Kept
    place: str


class FileAltered(Refusal):
    """What lies under a hash are not the bytes it was made of: damaged, or put there later."""

    key = "file_altered"


class Storage(Protocol):
    """A place that keeps bytes under their hash, and never forgets them."""

    def draft(self, source: BinaryIO) -> Draft:
        """Write all that `source` still gives, under a name that nobody else knows."""

    def settle(self, draft: Draft) -> None:
        """Keep a draft for ever; settling it twice is settling it once. Takes no time."""

    def discard(self, draft: Draft) -> None:
        """Delete a draft; what was settled from it stays."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed, once they are known to be those that were kept.

        Raises FileNotFoundError, FileAltered.
        """

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept."""


class FolderStorage:
    """Files in a folder, `ab/abcdef…`; folders are mode 0700, files 0600."""

    def __init__(self, folder: Path = DEFAULT_FOLDER) -> None:
        """Keep files under `folder`, which is made with the first of them."""
        self.folder = folder

    def draft(self, source: BinaryIO) -> Draft:
        """Write to the disk under a name of its own: a crash leaves no half file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=_DRAFT)
        try:
            with os.fdopen(handle, "wb") as file:
                kept = copied(source, file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return Draft(kept, name)

    def settle(self, draft: Draft) -> None:
        """Give the draft the name of its hash."""
        target = self._path(draft.kept.sha256)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            os.replace(draft.place, target)
        except FileNotFoundError:
            if not target.is_file():
                raise
        for folder in (target.parent, self.folder):
            _settle(folder)

    def discard(self, draft: Draft) -> None:
        """Delete the draft; what was settled has another name."""
        Path(draft.place).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Delete the drafts that a crash has left."""
        for path in self.folder.glob(f"{_DRAFT}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < time.time() - FORGOTTEN_AFTER:
                    path.unlink()

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read and closed. Raises FileNotFoundError, FileAltered."""
        return as_kept(self._path(sha256).open("rb"), sha256)

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


def as_kept(source: BinaryIO, sha256: str) -> BinaryIO:
    """`source` from its beginning, if these are the bytes of this hash; else it is closed.

    Raises FileAltered.
    """
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        source.close()
        raise FileAltered()
    source.seek(0)
    return source


def _settle(folder: Path) -> None:
    """Have a folder's new entries survive a power cut; Windows opens no folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# ---------------------------------------------------- names that strangers gave


LONGEST_NAME: Final = 120
LONGEST_ENDING: Final = 10

# Zero-width and direction marks make a name read otherwise than it is. Variation selectors,
# which belong to Japanese names, stay.
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0]"
)
_RESERVED: Final = re.compile(r'[<>:"|?*\t\r\n]')
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_EDGE: Final = " .\u00a0\u3000\t\r\n"


def clean_name(given: str) -> str:
    """The last part of a given name without what could mislead a person or a file system.

    At most 120 code points, the ending kept; Japanese is left as it was typed. A name of
    which nothing is left becomes 「名前なし」.
    """
    last = _UNSEEN.sub("", given).replace("\\", "/").rsplit("/", 1)[-1]
    sound = "".join(letter for letter in _RESERVED.sub("_", last) if is_sound(letter))
    name = sound.strip(_EDGE)
    if _DEVICE.match(name):
        name = f"_{name}"
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        tail = f"{dot}{ending}" if stem and len(ending) <= LONGEST_ENDING else ""
        name = name[: LONGEST_NAME - len(tail)].rstrip(_EDGE) + tail
    return name or "名前なし"


_LOOKALIKES: Final = str.maketrans('<>:"|?*/\\', "＜＞：”｜？＊／＼")
"""For the letters that no file of Windows may have in its name."""
LONGEST_IN_BYTES: Final = 220
"""A file system takes 255 in UTF-8, and Windows 260 letters of the whole path."""
_LAST_KEPT: Final = 12
"""Letters before the ending of a name that was too long: which edition it is, of what day."""


def name_for_saving(title: str) -> str:
    """The name of one of our own files as every machine can save it.

    Letters that no name may have become their wide forms; of a name that is too long the
    middle goes.
    """
    stem, dot, ending = title.translate(_LOOKALIKES).rpartition(".")
    tail = f"…{stem[-_LAST_KEPT:]}{dot}{ending}"
    if len(f"{stem}{dot}{ending}".encode()) <= LONGEST_IN_BYTES:
        return f"{stem}{dot}{ending}"
    while len(f"{stem}{tail}".encode()) > LONGEST_IN_BYTES:
        stem = stem[:-1]
    return f"{stem}{tail}"


def ending_of(name: str) -> str:
    """What stands after a name's last dot, in small letters; "" where there is none."""
    stem, _dot, ending = name.rpartition(".")
    return ending.lower() if stem else ""
