"""A folder and a bucket keep files alike: by their hash, whole, and once."""

import dataclasses
import errno
import hashlib
from io import BytesIO

import pytest

from tests.support.object_server import breaking_off, object_server
from workflow.files.object_storage import ObjectStorage, StorageAway
from workflow.files.storage import FileAltered, FolderStorage, Kept, Storage

CONTENT = "見積書".encode() * 5
DIGEST = hashlib.sha256(CONTENT).hexdigest()
LARGE = b"0123456789abcdef" * (11 * 1024 * 1024 // 16) + b"end"


@pytest.fixture
def server():
    """A server of objects, with nothing in it."""
    with object_server() as running:
        yield running


@pytest.fixture(params=["folder", "bucket"])
def storage(request, tmp_path) -> Storage:
    """Each kind of storage, empty."""
    if request.param == "folder":
        return FolderStorage(tmp_path / "files")
    return ObjectStorage(request.getfixturevalue("server").bucket())


def put(storage: Storage, source: BytesIO) -> Kept:
    """Keep a file, as it is kept for an item."""
    draft = storage.draft(source)
    storage.settle(draft)
    storage.discard(draft)
    return draft.kept


def read(storage: Storage, sha256: str) -> bytes:
    with storage.open(sha256) as source:
        return source.read()


def test_what_was_put_is_given_back(storage):
    kept = put(storage, BytesIO(CONTENT))

    assert kept == (DIGEST, len(CONTENT))
    assert storage.exists(DIGEST)
    assert read(storage, DIGEST) == CONTENT


def test_what_is_put_twice_is_kept_once(storage):
    assert put(storage, BytesIO(CONTENT)) == put(storage, BytesIO(CONTENT))
    assert read(storage, DIGEST) == CONTENT


def test_a_draft_that_is_discarded_leaves_nothing(storage):
    draft = storage.draft(BytesIO(CONTENT))
    storage.discard(draft)

    assert not storage.exists(DIGEST)
    with pytest.raises((FileNotFoundError, StorageAway)):
        storage.settle(draft)


def test_a_draft_is_settled_once_however_often_it_is_asked(storage):
    draft = storage.draft(BytesIO(CONTENT))

    storage.settle(draft)
    storage.settle(draft)
    storage.discard(draft)

    assert read(storage, DIGEST) == CONTENT


def test_a_large_file_comes_back_whole(storage):
    kept = put(storage, BytesIO(LARGE))

    assert kept.size == len(LARGE)
    assert hashlib.sha256(read(storage, kept.sha256)).hexdigest() == kept.sha256


@pytest.mark.parametrize("name", ["0" * 64, "../etc/passwd", "", "A" * 64, "0" * 63])
def test_what_is_not_there_is_not_found(storage, name):
    with pytest.raises(FileNotFoundError):
        storage.open(name)


def replace(storage: Storage, content: bytes, request) -> None:
    """Put other bytes in the place of CONTENT, past the program."""
    if isinstance(storage, FolderStorage):
        (storage.folder / DIGEST[:2] / DIGEST).write_bytes(content)
    else:
        request.getfixturevalue("server").put(f"jizen/files/{DIGEST[:2]}/{DIGEST}", content)


@pytest.mark.parametrize(
    "other", [b"", CONTENT[:-1], CONTENT.replace("書".encode(), "所".encode())]
)
def test_what_was_replaced_or_cut_short_is_not_handed_out_and_is_mended_by_the_file_itself(
    storage, request, other
):
    put(storage, BytesIO(CONTENT))
    replace(storage, other, request)

    with pytest.raises(FileAltered):
        storage.open(DIGEST)
    put(storage, BytesIO(CONTENT))
    assert read(storage, DIGEST) == CONTENT


def test_a_bucket_that_is_gone_takes_nothing_and_says_what_is_not_there_as_a_folder_does(server):
    storage = ObjectStorage(dataclasses.replace(server.bucket(), name="taken-away"))

    with pytest.raises(StorageAway):
        storage.draft(BytesIO(CONTENT))
    with pytest.raises(FileNotFoundError) as missing:
        storage.open(DIGEST)
    assert missing.value.errno == errno.ENOENT


def test_a_source_that_breaks_off_leaves_nothing(storage):
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line broke")

    with pytest.raises(OSError, match="the line broke"):
        put(storage, Broken(CONTENT))
    assert not storage.exists(DIGEST)


def test_objects_lie_under_the_prefix_by_their_hash(server):
    put(ObjectStorage(server.bucket()), BytesIO(CONTENT))

    assert server.objects == [f"jizen/files/{DIGEST[:2]}/{DIGEST}"]


def test_an_upload_that_fails_leaves_no_object_and_no_parts(server):
    with breaking_off() as taken:
        for content in (CONTENT, LARGE):
            with pytest.raises(StorageAway):
                put(ObjectStorage(server.bucket()), BytesIO(content))

    assert taken
    assert (server.objects, server.unfinished) == ([], [])


@pytest.mark.parametrize("changed", [{"key_id": "somebody-elses"}, {"secret": "a guess"}])
def test_a_wrong_key_is_told_as_a_place_that_cannot_be_reached(server, changed):
    storage = ObjectStorage(server.bucket(**changed))

    for ask in (storage.exists, storage.open):
        with pytest.raises(StorageAway):
            ask(DIGEST)
    with pytest.raises(StorageAway):
        put(storage, BytesIO(CONTENT))
    assert server.objects == []


def test_a_server_that_is_gone_is_told_so():
    with object_server() as server:
        bucket = server.bucket()

    with pytest.raises(StorageAway):
        put(ObjectStorage(bucket), BytesIO(CONTENT))


def test_the_secret_is_not_shown_with_the_bucket(server):
    shown = repr(server.bucket())

    assert "secret" not in shown
    assert server.secret not in shown
    assert server.key_id not in shown
