"""Files of items: what is taken, whose they are, and what a revision remembers."""

import hashlib
from io import BytesIO

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.attached import NAMES, ORDINARY, PDF, PNG, REFUSED, attach
from tests.support.ledger import ledger_breaks
from tests.support.units import do
from workflow import attachments, items
from workflow.files.office import AttachmentRefused
from workflow.files.storage import FileLimits, FolderStorage
from workflow.items.refusals import NotEditable
from workflow.models import ItemRevision
from workflow.values.errors import ContentChanged, NotFound, NotPermitted


@pytest.fixture(autouse=True)
def folder(office, tmp_path):
    office.engine.storage = FolderStorage(tmp_path / "files")
    return tmp_path / "files"


def add(office, item_id, name="見積書.pdf", content=PDF, by="officer"):
    office.clock.set(office.clock.now().replace(microsecond=office.clock.now().microsecond + 1))
    return attach(office.engine, office.person(by), item_id, name, content)


def on_disk(folder):
    """The files that lie there, by name."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def seen_by(office, item_id, login):
    view = office.look(login, attachments.of, item_id)
    return [one.name for one in view.files]


def read(office, item_id, file, login="officer"):
    _view, source = office.look(login, attachments.open_file, item_id, file)
    with source:
        return source.read()


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ORDINARY)
def test_files_that_people_have_are_kept_as_they_came(office, folder, name):
    item_id, content = office.an_item(), ORDINARY[name]

    file = add(office, item_id, name, content)

    assert seen_by(office, item_id, "officer") == [name]
    assert read(office, item_id, file) == content
    digest = hashlib.sha256(content).hexdigest()
    stored = folder / digest[:2] / digest
    assert stored.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    REFUSED,
    # Content that is made anew has another moment in it for each worker.
    ids=[f"{number}-{reason}" for number, (_name, _content, reason) in enumerate(REFUSED)],
)
def test_a_hostile_file_is_refused_and_nothing_is_kept(office, folder, name, content, reason):
    item_id = office.an_item()

    with pytest.raises(AttachmentRefused) as refused:
        add(office, item_id, name, content)

    assert refused.value.reason == reason
    assert seen_by(office, item_id, "officer") == []
    assert not folder.exists()


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_hostile_name_is_made_harmless(office, given, kept):
    item_id = office.an_item()

    add(office, item_id, given)

    assert seen_by(office, item_id, "officer") == [kept]


def test_too_large_and_too_many_are_refused(office):
    office.engine.file_limits = FileLimits(most=2, largest=1024 * 1024)
    item_id = office.an_item()
    with pytest.raises(AttachmentRefused, match="too_large"):
        add(office, item_id, "a.txt", b"a" * (1024 * 1024 + 1))
    add(office, item_id, "a.txt", b"a")
    add(office, item_id, "b.txt", b"a")

    with pytest.raises(AttachmentRefused, match="too_many"):
        add(office, item_id, "c.txt", b"a")


def test_the_same_file_sent_twice_is_added_once(office, folder):
    item_id = office.an_item()

    assert add(office, item_id) == add(office, item_id)
    assert len(seen_by(office, item_id, "officer")) == 1
    assert on_disk(folder) == [hashlib.sha256(PDF).hexdigest()]


def test_a_revision_keeps_its_files_and_the_next_has_its_own(office):
    item_id = office.an_item()
    old = add(office, item_id, "旧.pdf")
    for action, login in (("submit", "officer"), ("receive", "reviewer")):
        office.act(item_id, action, login)
    office.act(item_id, "send_back", "reviewer")
    new = add(office, item_id, "新.png", PNG)
    office.do("officer", attachments.take_off, item_id, old)
    assert seen_by(office, item_id, "reviewer") == ["旧.pdf"]

    office.act(item_id, "submit", "officer")

    view = office.look("reviewer", attachments.of, item_id)
    assert [[one.name for one in view.of(number)] for number in (1, 2)] == [["旧.pdf"], ["新.png"]]
    assert read(office, item_id, old, "reviewer") == PDF
    assert read(office, item_id, new, "reviewer") == PNG
    with office.engine.database.reading() as session:
        contents = [session.get(ItemRevision, (item_id, n)).content["files"] for n in (1, 2)]
    assert [[name for name, _hash in files] for files in contents] == [["旧.pdf"], ["新.png"]]
    assert ledger_breaks(office.engine) == ()


def test_nobody_approves_files_that_they_have_not_seen(office):
    item_id = office.an_item("under_review")
    seen = office.row(item_id).content_hash
    office.act(item_id, "send_back", "reviewer")
    add(office, item_id)
    office.act(item_id, "submit", "officer")
    office.act(item_id, "receive", "reviewer")

    with pytest.raises(ContentChanged):
        office.act(item_id, "approve", "reviewer", seen=seen)


def test_saving_the_sheet_leaves_the_files_and_need_not_have_seen_them(office):
    item_id = office.an_item()
    sheet = office.row(item_id).sheet
    add(office, item_id)
    changed = office.a_sheet(name="別の名前")

    office.clock.set(office.clock.now().replace(minute=30))
    officer = office.person("officer")
    do(office.engine, officer, items.save, item_id=item_id, sheet=changed, seen=sheet.content_hash)

    row = office.row(item_id)
    assert (row.name, [name for name, _hash in row.files]) == ("別の名前", ["見積書.pdf"])


@pytest.mark.parametrize("state", ["submitted", "under_review", "reviewed", "withdrawn"])
def test_nothing_is_added_or_taken_off_outside_the_departments_hands(office, state):
    item_id = office.an_item()
    file = add(office, item_id)
    walk = {
        "submitted": [("submit", "officer")],
        "under_review": [("submit", "officer"), ("receive", "reviewer")],
        "reviewed": [("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")],
        "withdrawn": [("submit", "officer"), ("withdraw", "officer")],
    }
    for action, login in walk[state]:
        office.act(item_id, action, login)

    with pytest.raises(NotEditable):
        add(office, item_id, "b.pdf")
    with pytest.raises(NotEditable):
        office.do("officer", attachments.take_off, item_id, file)


def test_what_was_submitted_while_the_file_was_stored_takes_it_no_more(office, folder):
    item_id = office.an_item()
    with (
        office.engine.read(office.person("officer")) as work,
        attachments.stored(work, item_id, "a.pdf", BytesIO(PDF)) as new,
    ):
        office.act(item_id, "submit", "officer")
        with pytest.raises(NotEditable):
            office.do("officer", attachments.add, item_id, new)

    assert seen_by(office, item_id, "officer") == []
    assert on_disk(folder) == []


def test_a_drafts_files_are_the_departments_own(office):
    item_id = office.an_item()
    file = add(office, item_id)

    assert seen_by(office, item_id, "reviewer") == []
    with pytest.raises(NotFound):
        read(office, item_id, file, "reviewer")
    with pytest.raises(NotPermitted):
        add(office, item_id, "b.pdf", by="reviewer")


def test_another_department_finds_nothing(office):
    item_id = office.an_item()
    file = add(office, item_id)
    office.act(item_id, "submit", "officer")

    with pytest.raises(NotFound):
        seen_by(office, item_id, "neighbour")
    with pytest.raises(NotFound):
        read(office, item_id, file, "neighbour")


def test_a_file_is_not_found_under_another_item(office):
    file = add(office, office.an_item())
    other = office.an_item()

    with pytest.raises(NotFound):
        read(office, other, file)
    with pytest.raises(NotFound):
        office.do("officer", attachments.take_off, other, file)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "order", ["DELETE FROM attachments", "UPDATE attachments SET sha256 = 'x', name = 'y'"]
)
def test_the_database_refuses_to_replace_or_delete_a_file(office, order):
    add(office, office.an_item())

    with (
        pytest.raises(DatabaseError, match="append-only"),
        office.engine.database.engine.begin() as connection,
    ):
        connection.execute(text(order))
