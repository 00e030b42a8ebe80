"""How much may be attached, by item and by person; what is refused leaves nothing."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from io import BytesIO

import pytest

from tests.support.attached import attach
from workflow import attachments
from workflow.files.office import AttachmentRefused
from workflow.files.storage import FileLimits, FolderStorage


@pytest.fixture(autouse=True)
def folder(office, tmp_path):
    office.engine.storage = FolderStorage(tmp_path / "files")
    return tmp_path / "files"


def add(office, item_id, name, content):
    return attach(office.engine, office.person("officer"), item_id, name, content)


def on_disk(folder):
    """The files that lie there, by name."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_has_no_room_is_counted_first_and_never_lies_on_the_disk(office, folder):
    office.engine.file_limits = FileLimits(most=1)
    item_id = office.an_item()
    add(office, item_id, "a.txt", b"a")

    for number in range(20):
        with pytest.raises(AttachmentRefused, match="too_many"):
            add(office, item_id, f"{number}.txt", b"b" * number * 1000 + b"b")

    assert on_disk(folder) == [hashlib.sha256(b"a").hexdigest()]


def test_an_item_takes_so_many_bytes_with_those_that_were_taken_off(office):
    office.engine.file_limits = FileLimits(of_item=10)
    item_id, other = office.an_item(), office.an_item()
    file = add(office, item_id, "a.txt", b"123456")
    office.do("officer", attachments.take_off, item_id, file)

    with pytest.raises(AttachmentRefused, match="item_full"):
        add(office, item_id, "b.txt", b"12345")
    add(office, item_id, "b.txt", b"1234")
    add(office, other, "b.txt", b"1234567890")


@pytest.mark.postgresql_only
def test_two_files_of_one_person_for_two_items_at_once_are_both_counted(office):
    office.engine.file_limits = FileLimits(of_person=10)
    officer, first, second = office.person("officer"), office.an_item(), office.an_item()
    content = BytesIO(b"123456")

    with ThreadPoolExecutor(1) as pool:
        with office.engine.write(officer) as work:
            with attachments.stored(work, first, "a.txt", content) as new:
                attachments.add(work, first, new)
            other = pool.submit(add, office, second, "b.txt", b"123456")
            assert wait([other], timeout=1).not_done
        refused = other.exception(timeout=30)

    assert isinstance(refused, AttachmentRefused)
    assert "person_full" in str(refused)


def test_a_person_adds_so_many_bytes_in_a_day_over_all_items(office):
    office.engine.file_limits = FileLimits(of_person=10)
    add(office, office.an_item(), "a.txt", b"123456")
    other = office.an_item()

    with pytest.raises(AttachmentRefused, match="person_full"):
        add(office, other, "b.txt", b"12345")
    office.clock.set(office.clock.now() + timedelta(days=1, seconds=1))
    add(office, other, "b.txt", b"12345")


def test_a_draft_that_a_crash_has_left_is_swept_after_a_day(office, folder):
    item_id = office.an_item()
    add(office, item_id, "a.txt", b"a")
    old, young = folder / ".draft-old", folder / ".draft-young"
    for path in (old, young):
        path.write_bytes(b"half a file")
    os.utime(old, (0, 0))

    add(office, item_id, "b.txt", b"b")

    assert (old.exists(), young.exists()) == (False, True)
