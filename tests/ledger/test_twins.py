"""The files of a submission are those it names, and scores are what their history says."""

import pytest
from sqlalchemy import text

from tests.support.attached import PDF, attach
from tests.support.people import person_named
from tests.support.scoring import awaiting, submit_first
from tests.support.tampering import unguarded
from tests.support.units import look
from workflow import attachments, evaluation, items, ledger
from workflow.engine import Engine
from workflow.evaluation import Mark, Scorecard
from workflow.files.storage import FolderStorage
from workflow.ledger import Fault

pytestmark = pytest.mark.both_databases


def breaks_after(engine, statement, table=""):
    """Item, entry and fault of every break after some SQL, with `table` unguarded."""
    with unguarded(engine) as session:
        if table:
            let_anything(session.connection(), table)
        assert session.execute(text(statement)).rowcount
        return [(one.item_id, one.sequence, one.what) for one in ledger.audit(session).breaks]


def let_anything(connection, table):
    """Take away all that refuses changes of a table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    for name in connection.scalars(text(names), {"table": table}).all():
        connection.execute(text(f"DROP TRIGGER {name}"))


# ------------------------------------------------------------------- files


@pytest.fixture
def submitted(office, tmp_path):
    """An item whose first submission had a file, and whose second had another one."""
    office.engine.storage = FolderStorage(tmp_path / "files")
    officer = office.person("officer")
    item_id = office.a_draft().item_id
    first = attach(office.engine, officer, item_id, "見積書.pdf", PDF + b"1")
    office.act(item_id, "submit", "officer")
    office.act(item_id, "pull_back", "officer")
    with office.engine.write(officer) as work:
        attachments.take_off(work, item_id, first)
    attach(office.engine, officer, item_id, "見積書.pdf", PDF + b"2")
    office.act(item_id, "submit", "officer")
    return item_id


def test_files_that_are_those_of_their_submissions_are_not_spoken_of(office, submitted):
    with office.engine.database.reading() as session:
        assert ledger.audit(session).breaks == ()


@pytest.mark.parametrize(
    ("change", "sequence"),
    [
        (f"SET sha256 = '{'a' * 64}' WHERE first_revision = 1", 2),
        ("SET name = '契約書.pdf' WHERE first_revision = 2", 4),
        ("SET last_revision = 2 WHERE first_revision = 1", 4),
        ("SET first_revision = 1 WHERE first_revision = 2", 2),
    ],
)
def test_another_file_in_the_place_of_one_that_was_submitted_is_named(
    office, submitted, change, sequence
):
    found = breaks_after(office.engine, f"UPDATE attachments {change}", "attachments")

    assert found == [(submitted, sequence, Fault.FILES)]


def test_a_file_that_is_put_into_a_draft_past_the_program_is_named(office, tmp_path):
    office.engine.storage = FolderStorage(tmp_path / "files")
    item_id = office.a_draft().item_id
    attach(office.engine, office.person("officer"), item_id, "見積書.pdf")

    found = breaks_after(
        office.engine, f"UPDATE attachments SET sha256 = '{'a' * 64}'", "attachments"
    )

    assert found == [(item_id, 1, Fault.FILES)]


# ------------------------------------------------------------------ scores


@pytest.fixture
def scored(demo_engine: Engine) -> int:
    """An item with a submitted sheet; a second one was submitted and taken back."""
    item_id = awaiting(demo_engine)
    submit_first(demo_engine, item_id)
    other = person_named(demo_engine, "evaluator2")
    card = Scorecard((Mark("plan", 2),), "", "appropriate")
    seen = look(demo_engine, other, items.get, item_id).content_hash
    with demo_engine.write(other) as work:
        evaluation.submit_sheet(work, item_id, card, 0, seen)
    with demo_engine.write(other) as work:
        evaluation.take_back_sheet(work, item_id)
    return item_id


def test_sheets_that_stand_as_their_history_says_are_not_spoken_of(demo_engine, scored):
    with demo_engine.database.reading() as session:
        assert ledger.audit(session).breaks == ()


HISTORY = "score_sheet_entries"
DONE = "item_id = {0} AND content_hash IS NOT NULL"
NOT_DONE = "item_id = {0} AND content_hash IS NULL"
OF_THEM = "sheet_id IN (SELECT id FROM score_sheets WHERE item_id = {0})"


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        (f"UPDATE score_sheets SET content = replace(content, '4', '1') WHERE {DONE}", ""),
        (f"UPDATE score_sheets SET times = 2 WHERE {DONE}", ""),
        (
            "UPDATE score_sheets SET submitted_at = updated_at, content_hash = 'x'"
            f" WHERE {NOT_DONE}",
            "",
        ),
        (f"UPDATE score_sheets SET submitted_at = NULL, content_hash = NULL WHERE {DONE}", ""),
        (
            f"UPDATE {HISTORY} SET content = replace(content, '4', '1')"
            f" WHERE content LIKE '%4%' AND {OF_THEM}",
            HISTORY,
        ),
        (f"DELETE FROM {HISTORY} WHERE action = 'taken_back' AND {OF_THEM}", HISTORY),
    ],
)
def test_scores_that_were_changed_past_their_history_are_named(
    demo_engine, scored, statement, table
):
    found = breaks_after(demo_engine, statement.format(scored), table)

    assert [(item_id, what) for item_id, _, what in found] == [(scored, Fault.SCORES)]
