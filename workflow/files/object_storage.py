"""Files in a bucket that speaks S3, under the same names as in a folder."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final
from uuid import uuid4

from workflow.files.storage import Draft, as_kept, copied, place_of
from workflow.values.errors import Refusal
from workflow.values.lazy import OnDemand

if TYPE_CHECKING:
    from obstore import exceptions, store
else:
    exceptions, store = OnDemand("obstore.exceptions"), OnDemand("obstore.store")

DRAFTS: Final = "drafts"
TRIES: Final = 2
"""How often a request is sent again; a person waits for the answer."""
WAIT: Final = timedelta(seconds=10)


class StorageAway(Refusal):
    """The place where files lie does not answer, or does not let us in. Nothing was kept."""

    key = "storage_away"


class Trouble(Enum):
    """Why a bucket keeps no file."""

    NO_BUCKET = auto()
    NOT_LET_IN = auto()
    """The key is not known, its secret is another, or it may not write and read there."""
    NO_ANSWER = auto()
    """Nothing answers there, or something that does not speak S3."""


@dataclass(frozen=True)
class Bucket:
    """Where a bucket is, and as whom to speak to it."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    """The address of an S3-compatible service; "" is Amazon's own."""
    region: str = "us-east-1"
    key_id: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


class ObjectStorage:
    """Files as objects `ab/abcdef…` of a bucket; an object is there whole or not at all."""

    def __init__(self, bucket: Bucket) -> None:
        """Speak to `bucket`; nothing is sent before the first file."""
        self._store = store.S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            endpoint=bucket.endpoint or None,
            region=bucket.region,
            access_key_id=bucket.key_id,
            secret_access_key=bucket.secret,
            client_options={
                "allow_http": bucket.endpoint.startswith("http://"),
                "connect_timeout": WAIT,
                "timeout": timedelta(seconds=60),
            },
            retry_config={"max_retries": TRIES, "retry_timeout": WAIT},
        )

    def draft(self, source: BinaryIO) -> Draft:
        """Hash `source` into a file of our own, then send it. Raises StorageAway."""
        place = f"{DRAFTS}/{uuid4().hex}"
        with tempfile.TemporaryFile() as file:
            kept = copied(source, file)
            file.seek(0)
            try:
                with _answering():
                    self._store.put(place, file)
            except FileNotFoundError as no_bucket:
                raise StorageAway() from no_bucket
        return Draft(kept, place)

    def settle(self, draft: Draft) -> None:
        """Have the service copy the draft to its place; nothing is sent. Raises StorageAway.

        What lies there already is written over: it may be damaged.
        """
        try:
            with _answering():
                self._store.copy(draft.place, place_of(draft.kept.sha256))
        except FileNotFoundError as gone:
            if not self.exists(draft.kept.sha256):
                raise StorageAway() from gone

    def discard(self, draft: Draft) -> None:
        """Delete the draft; where that fails, the bucket's own rule for drafts/ does it later."""
        with suppress(exceptions.BaseError, FileNotFoundError):
            self._store.delete(draft.place)

    def trouble(self) -> Trouble | None:
        """What keeps files from being kept here, found by a draft that is sent and read back."""
        draft = None
        try:
            draft = self.draft(BytesIO())
            with _answering():
                self._store.get(draft.place).bytes()
        except (StorageAway, FileNotFoundError) as failed:
            return _trouble_of(failed.__cause__)
        finally:
            if draft:
                self.discard(draft)
        return None

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, fetched whole, to be read and closed.

        Raises FileNotFoundError, FileAltered, StorageAway.
        """
        fetched: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        try:
            with _answering():
                for chunk in self._store.get(place_of(sha256)).stream():
                    fetched.write(chunk)
        except BaseException:
            fetched.close()
            raise
        fetched.seek(0)
        return as_kept(fetched, sha256)

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are kept. Raises StorageAway."""
        try:
            with _answering():
                self._store.head(place_of(sha256))
        except FileNotFoundError:
            return False
        return True


def _trouble_of(cause: BaseException | None) -> Trouble:
    match cause:
        case FileNotFoundError():
            return Trouble.NO_BUCKET
        case exceptions.PermissionDeniedError() | exceptions.UnauthenticatedError():
            return Trouble.NOT_LET_IN
    return Trouble.NO_ANSWER


@contextmanager
def _answering() -> Iterator[None]:
    """Whoever asks is told as by a folder: what is not there, and what cannot be reached."""
    try:
        yield
    except FileNotFoundError as missing:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from missing
    except exceptions.BaseError as failure:
        raise StorageAway() from failure
