"""Files that lie in a folder or a bucket are read once by an audit; what is damaged is named."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.attached import PDF, attach
from tests.support.object_server import object_server
from workflow import ledger
from workflow.files.object_storage import ObjectStorage, StorageAway
from workflow.files.storage import FolderStorage, place_of
from workflow.ledger import FileFault
from workflow.models import Attachment, Base

PREFIX = "jizen/files"


class Folder:
    """A folder of files, into which somebody reaches past the program."""

    def __init__(self, place: Path) -> None:
        self.place, self.storage = place, FolderStorage(place)

    def put(self, sha256: str, content: bytes) -> None:
        (self.place / place_of(sha256)).write_bytes(content)

    def take_away(self, sha256: str) -> None:
        (self.place / place_of(sha256)).unlink()


class Objects:
    """The same of a bucket."""

    def __init__(self, server) -> None:
        self.server, self.storage = server, ObjectStorage(server.bucket())

    def put(self, sha256: str, content: bytes) -> None:
        self.server.put(f"{PREFIX}/{place_of(sha256)}", content)

    def take_away(self, sha256: str) -> None:
        self.server.take_away(f"{PREFIX}/{place_of(sha256)}")


@pytest.fixture(params=["folder", "bucket"])
def kept(request, tmp_path, office):
    """Where the office keeps its files, and how somebody reaches into it."""
    if request.param == "folder":
        place = Folder(tmp_path / "files")
        office.engine.storage = place.storage
        yield place
        return
    with object_server() as server:
        place = Objects(server)
        office.engine.storage = place.storage
        yield place


@pytest.fixture
def three(office, kept):
    """Three files on two items: the hash of each, and what it belongs to."""
    first, second = office.a_draft().item_id, office.a_draft(name="別の事業").item_id
    officer = office.person("officer")
    for item_id, more in ((first, b"1"), (first, b"2"), (second, b"2"), (second, b"3")):
        attach(office.engine, officer, item_id, "見積書.pdf", PDF + more)
    with office.engine.database.reading() as session:
        rows = session.query(Attachment).order_by(Attachment.id).all()
    return [rows[0].sha256, rows[1].sha256, rows[3].sha256], (f"item {first}", f"item {second}")


def damaged(office, kept):
    with office.engine.database.reading() as session:
        files = ledger.kept_files(session)
    return list(ledger.damaged_in_storage(kept.storage, files))


def test_files_that_are_as_they_were_kept_are_not_spoken_of(office, kept, three):
    assert damaged(office, kept) == []


def test_each_file_that_is_missing_or_altered_is_named_once_with_all_it_belongs_to(
    office, kept, three
):
    (gone, changed, _whole), items = three
    kept.take_away(gone)
    kept.put(changed, b"something else")

    found = damaged(office, kept)

    assert {one.sha256: (set(one.belongs_to), one.what) for one in found} == {
        gone: ({items[0]}, FileFault.MISSING),
        changed: (set(items), FileFault.ALTERED),
    }
    assert len(found) == 2


def test_of_files_in_a_bucket_that_does_not_answer_nothing_is_said(office):
    with object_server() as server:
        storage = ObjectStorage(server.bucket())

    with pytest.raises(StorageAway):
        list(ledger.damaged_in_storage(storage, {"a" * 64: ("item 1",)}))


def test_bytes_that_the_database_keeps_are_read_too(office):
    with office.engine.database.writing() as session:
        session.execute(
            text("INSERT INTO stored_files (sha256, content) VALUES (:kept, :other)"),
            {"kept": "a" * 64, "other": b"other bytes"},
        )

    with office.engine.database.reading() as session:
        found = list(ledger.damaged_in_database(session))

    assert found == [("a" * 64, ("edition",), FileFault.ALTERED)]


def test_every_table_that_names_a_file_by_its_hash_is_asked():
    """A new one is to be asked by `files_at_rest` too."""
    known = {
        "attachments", "condition_files", "meeting_papers", "undertaking_documents",
        "stored_files", "office_logos",
    }  # fmt: skip
    refer = {"paper_edition_files", "report_files"}  # to stored_files

    named = {one.name for one in Base.metadata.tables.values() if "sha256" in one.columns}

    assert named == known | refer
