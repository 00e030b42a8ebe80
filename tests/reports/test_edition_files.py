"""The files of a long edition are written after its freeze: nobody waits for them."""

import pytest
from sqlalchemy import func, select

from tests.support.pdf import pages
from workflow import reports
from workflow.documents import progress, snapshot
from workflow.models import PaperProgress, ReportFile
from workflow.reports import policy
from workflow.values.actor import OPERATOR
from workflow.values.canonical import canonical_bytes
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Stage

FORMS = ("csv", "xlsx", "pdf")


@pytest.fixture(autouse=True)
def two_items_are_long(monkeypatch):
    monkeypatch.setattr(policy, "LONG", 1)


def faults(headquarters) -> set[str]:
    found = headquarters.office.look(OPERATOR, reports.verify, headquarters.meeting)
    return {one.fault for one in found}


@pytest.mark.both_databases
def test_they_are_the_files_of_what_was_frozen_and_are_written_once(headquarters, office):
    item_id = office.an_item("reviewed")
    office.an_item("submitted")
    made = headquarters.freeze(Stage.PLANNED)
    office.act(item_id, "withdraw", "officer")

    assert (made.files, made.unwritten) == ({}, FORMS)
    assert faults(headquarters) == {"", "not_yet_written"}
    with pytest.raises(NotFound):
        office.look("viewer", reports.edition_file, made, "pdf")

    reports.write_files(office.engine, made.id)
    reports.write_files(office.engine, made.id)

    there = office.look("viewer", reports.edition, headquarters.meeting)
    assert headquarters.files(there) == snapshot.files(canonical_bytes(made.snapshot))
    assert there.unwritten == ()
    assert faults(headquarters) == {""}


def test_an_edition_says_when_it_was_frozen_and_of_no_other_day(headquarters, office, tmp_path):
    office.an_item("submitted")
    made = headquarters.freeze(Stage.PLANNED)
    reports.write_files(office.engine, made.id)
    path = tmp_path / "edition.pdf"
    path.write_bytes(
        headquarters.files(office.look("viewer", reports.edition, headquarters.meeting))["pdf"]
    )

    (page,) = pages(path)
    assert "令和3年8月2日確定" in page
    assert "現在" not in page


def test_writing_that_was_interrupted_goes_on_with_the_next_file(headquarters, office, monkeypatch):
    office.an_item("draft")
    office.an_item("submitted")
    made = headquarters.freeze(Stage.PLANNED)
    written = snapshot.file

    def interrupted(content, form, tell):
        if form == "pdf":
            raise KeyboardInterrupt
        return written(content, form, tell)

    monkeypatch.setattr(snapshot, "file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reports.write_files(office.engine, made.id)
    half = office.look("viewer", reports.edition, headquarters.meeting)
    monkeypatch.setattr(snapshot, "file", written)
    reports.write_files(office.engine, made.id)

    assert half.unwritten == ("pdf",)
    assert faults(headquarters) == {""}
    with office.engine.read() as work:
        assert work.session.scalar(select(func.count()).select_from(ReportFile)) == len(FORMS)
        assert not work.session.scalar(select(func.count(PaperProgress.job)))


def test_few_items_have_their_files_at_once(headquarters, office):
    office.an_item("submitted")

    assert set(headquarters.freeze(Stage.PLANNED).files) == set(FORMS)


def test_the_page_of_the_edition_says_how_far_they_are(
    demo_engine, sign_in_as, submit, monkeypatch
):
    browser, pages, tell = sign_in_as("secretariat"), [], progress.Notes.tell
    page = submit(browser, "/reports/2/planned/freeze", {"number": "1"}).location

    def tell_and_look(notes, step, done):
        tell(notes, step, done)
        pages.append(browser.get(page))

    monkeypatch.setattr(progress, "EVERY", 0)
    monkeypatch.setattr(progress.Notes, "tell", tell_and_look)
    before = browser.get(page)
    reports.write_files(demo_engine, 1)
    after = browser.get(page)

    assert "版は確定しました。ファイルを作成しています" in before.text
    assert "一覧を読み込んでいます。" in pages[0].text
    assert "6行のうち1行を書き込みました。" in pages[2].text
    assert "3個のファイルのうち1個ができました。" in pages[2].text
    assert pages[0].headers["Refresh"] == "4"
    assert "ファイルを作成しています" not in after.text
    assert "Refresh" not in after.headers
    assert all(f"file.{form}" in after.text for form in FORMS)
