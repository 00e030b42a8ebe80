"""One flipped bit is found, wherever it is, and its edition named."""

from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, text, update

from tests.support.tampering import let_change
from workflow import reports
from workflow.documents import snapshot
from workflow.models import ReportEdition, StoredFile
from workflow.reports import EditionBroken
from workflow.values.actor import OPERATOR
from workflow.values.vocabulary import Stage

FORMS = ("json", "pdf", "xlsx", "csv")


@contextmanager
def unguarded(office):
    """A connection that may do anything to what was frozen."""
    with office.engine.database.engine.begin() as connection:
        let_change(connection, "stored_files", "report_editions")
        yield connection


def flipped(content: bytes, place: int) -> bytes:
    """The same bytes but for one bit."""
    byte, bit = divmod(place, 8)
    return content[:byte] + bytes([content[byte] ^ (1 << bit)]) + content[byte + 1 :]


def digest_of(edition, form: str) -> str:
    return edition.sha256 if form == "json" else edition.files[form]


def faults(headquarters) -> dict[str, str]:
    found = headquarters.office.look(OPERATOR, reports.verify, headquarters.meeting)
    return {one.name: one.fault for one in found if not one.is_sound}


@pytest.mark.both_databases
def test_sound_editions_are_found_sound(headquarters, office):
    office.an_item("evaluated")
    headquarters.freeze(Stage.PLANNED)
    headquarters.freeze(Stage.EVALUATED)
    office.an_item("submitted")

    found = office.look(OPERATOR, reports.verify, headquarters.meeting)

    assert len(found) == 12
    assert all(one.is_sound for one in found)


def test_a_clock_that_goes_back_after_freezing_does_not_make_an_edition_broken(
    headquarters, office
):
    item_id = office.an_item("evaluated")
    other = office.an_item("submitted")
    office.clock.advance(timedelta(hours=1))
    office.act(other, "receive", "reviewer")
    headquarters.freeze(Stage.PLANNED)
    office.clock.advance(timedelta(minutes=-30))
    office.act(other, "send_back", "reviewer")
    office.act(item_id, "reopen", "evaluator")
    office.an_item("submitted")

    assert faults(headquarters) == {}


def test_an_edition_of_an_older_format_verifies_and_keeps_its_codes_as_headings(
    headquarters, office, monkeypatch
):
    office.an_item("evaluated")
    monkeypatch.setattr(snapshot, "FORMAT", 2)
    edition = headquarters.freeze(Stage.EVALUATED)
    monkeypatch.undo()

    rebuilt = office.look("viewer", reports.rebuilt_file, edition, "csv").content
    assert faults(headquarters) == {}
    assert headquarters.files(edition)["csv"] == rebuilt
    assert rebuilt.decode("utf-8-sig").startswith("no,department,section,")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("where", ["first", "last", "within"])
def test_one_flipped_bit_of_a_stored_file_is_found(headquarters, office, form, where):
    office.an_item("evaluated")
    office.an_item("submitted")
    headquarters.freeze(Stage.PLANNED)
    edition = headquarters.freeze(Stage.EVALUATED)
    digest = digest_of(edition, form)
    with unguarded(office) as connection:
        kept = connection.scalar(select(StoredFile.content).where(StoredFile.sha256 == digest))
        last = len(kept) * 8 - 1
        place = {"first": 0, "last": last, "within": last * 5 // 9}[where]
        connection.execute(
            update(StoredFile)
            .where(StoredFile.sha256 == digest)
            .values(content=flipped(kept, place))
        )

    assert faults(headquarters) == {f"2021-2 evaluated 第1版 {form}": "bytes_changed"}
    with pytest.raises(EditionBroken):
        office.look("viewer", reports.edition_file, edition, form)
    kept = office.look("viewer", reports.editions, headquarters.meeting)
    assert [one.is_sound for one in kept] == [True, form != "json"]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [("note", "ほかの理由", "record_differs"), ("number", 7, "record_differs"),
     ("ledger_head", "0" * 64, "record_differs")],
)  # fmt: skip
def test_a_record_that_was_changed_beside_its_snapshot_is_found(
    headquarters, office, column, value, fault
):
    office.an_item("evaluated")
    headquarters.freeze(Stage.EVALUATED)
    with unguarded(office) as connection:
        connection.execute(update(ReportEdition).values({column: value, "note": "ほかの理由"}))

    assert fault in faults(headquarters).values()


@pytest.mark.both_databases
def test_a_file_replaced_with_its_own_hash_is_no_longer_what_is_made_again(headquarters, office):
    office.an_item("evaluated")
    edition = headquarters.freeze(Stage.EVALUATED)
    forged = b"\xef\xbb\xbfno\r\n"
    with unguarded(office) as connection:
        connection.execute(
            StoredFile.__table__.insert().values(sha256=sha256(forged).hexdigest(), content=forged)
        )
        let_change(connection, "report_files")
        connection.execute(
            text("UPDATE report_files SET sha256 = :new WHERE sha256 = :old"),
            {"new": sha256(forged).hexdigest(), "old": edition.files["csv"]},
        )

    assert faults(headquarters) == {"2021-2 evaluated 第1版 csv": "rebuilt_differs"}


@pytest.mark.parametrize("form", FORMS[1:])
def test_a_file_that_was_handed_out_is_known_and_one_bit_less_is_not(headquarters, office, form):
    office.an_item("evaluated")
    edition = headquarters.freeze(Stage.EVALUATED)
    content = headquarters.files(edition)[form]

    known = office.look(OPERATOR, reports.verify_file, "handed", content)
    assert (known.name, known.fault) == (f"handed (2021-2 evaluated 第1版 {form})", "")
    for place in (0, len(content) * 4, len(content) * 8 - 1):
        found = office.look(OPERATOR, reports.verify_file, "x", flipped(content, place))
        assert found.fault == "unknown_file"
