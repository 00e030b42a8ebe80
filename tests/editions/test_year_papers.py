"""Papers of a year are frozen, numbered, corrected and proved."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import delete, update

from tests.support.tampering import let_change
from workflow import editions, goals, ledger
from workflow.documents import year_snapshot
from workflow.editions import NothingChanged
from workflow.files.storage import FolderStorage
from workflow.models import PaperEdition, PaperEditionFile
from workflow.values.errors import InputRefused, NoteRequired, SomeoneElseActedFirst, WrongRole
from workflow.values.vocabulary import AgendaKind

GOALS, PROGRESS = AgendaKind.GOALS, AgendaKind.PROGRESS


@pytest.fixture
def office(office, tmp_path):
    """An office whose files lie in a folder of this test."""
    office.engine.storage = FolderStorage(tmp_path / "files")
    return office


def another_goal(work):
    goals.add_goal(
        work, fiscal_year=2021, number=21, departments=["soumu"], title="電子決裁の徹底",
        overview="紙の決裁をなくす。", indicators_this_year=["割合（90%）"], indicators_later=[],
    )  # fmt: skip


def test_a_paper_of_the_year_is_frozen_numbered_corrected_and_proved(office):
    first = office.do("secretariat", editions.freeze, GOALS, 2021, "", 1)
    assert office.do("secretariat", editions.freeze, GOALS, 2021, "", 1) == first
    with pytest.raises(NothingChanged):
        office.do("secretariat", editions.freeze, GOALS, 2021, "同じ", 2)
    office.set_up(another_goal)
    with pytest.raises(NoteRequired):
        office.do("secretariat", editions.freeze, GOALS, 2021, "", 2)
    for shown, note in ((1, "別の理由"), (3, "理由")):
        with pytest.raises(SomeoneElseActedFirst):
            office.do("secretariat", editions.freeze, GOALS, 2021, note, shown)
    with pytest.raises(InputRefused):
        office.do("secretariat", editions.freeze, GOALS, 2021, "あ" * 1001, 2)
    second = office.do("secretariat", editions.freeze, GOALS, 2021, "目標の追加", 2)
    office.do("secretariat", editions.freeze, PROGRESS, 2021)

    found = office.look("viewer", editions.of_year, 2021)
    assert [(one.kind, one.number) for one in found] == [(GOALS, 2), (GOALS, 1), (PROGRESS, 1)]
    assert [(one.item, one.column) for one in found[0].amendments] == [("21", "追加")]
    document = office.look("viewer", editions.year_file, found[0], "pdf")
    assert document.name == "令和3年度DX推進目標 第2版.pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages)
    assert all(words in text for words in ("第2版", "目標の追加", found[0].sha256))
    content = office.look("viewer", editions.content_of, second, "json")
    for form in year_snapshot.FORMS:
        kept = office.look("viewer", editions.content_of, second, form)
        assert kept == year_snapshot.file(content, form)
    for who in ("officer", "nothing", "advisor"):
        with pytest.raises(WrongRole):
            office.look(who, editions.of_year, 2021)
    for who in ("reviewer", "admin", "viewer"):
        with pytest.raises(WrongRole):
            office.do(who, editions.freeze, PROGRESS, 2021, "別", 2)
    with office.engine.database.writing() as session:
        assert ledger.audit_changes(session).is_sound
    checked = office.look("admin", lambda work: list(editions.verify_years(work)))
    assert len(checked) == 18
    assert all(one.is_sound for one in checked)


def test_what_is_no_longer_what_was_frozen_is_named(office):
    office.do("secretariat", editions.freeze, GOALS, 2021)
    with office.engine.database.engine.begin() as connection:
        let_change(connection, "paper_editions")
        connection.execute(update(PaperEdition).values(note="後から書いた"))

    checked = office.look("admin", lambda work: list(editions.verify_years(work)))

    assert [one.fault for one in checked if not one.is_sound] == ["record_differs"]


def test_a_file_that_an_edition_has_no_longer_is_named(office):
    office.do("secretariat", editions.freeze, GOALS, 2021)
    with office.engine.database.engine.begin() as connection:
        let_change(connection, "paper_edition_files")
        connection.execute(delete(PaperEditionFile).where(PaperEditionFile.form == "xlsx"))

    checked = office.look("admin", lambda work: list(editions.verify_years(work)))

    assert [(one.name, one.fault) for one in checked if not one.is_sound] == [
        ("goals 2021 1 xlsx", "missing")
    ]
