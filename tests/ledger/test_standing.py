"""By which process an item goes, and to whom it is shown, is what its moves say."""

from collections import defaultdict
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from tests.ledger.test_witnesses import REPORTED, found_after
from tests.support.office import NOW
from tests.support.tampering import unguarded
from workflow import ledger
from workflow.ledger import Fault
from workflow.ledger.entries import Link
from workflow.ledger.folders import Folder
from workflow.ledger.standing import Processes, misplaced
from workflow.models import ProcessVersion
from workflow.values.vocabulary import MIGRATED

pytestmark = pytest.mark.both_databases

SUBMITTED = 2
"""An item of `tampering.fill` that was submitted and waits with the center."""


@pytest.mark.parametrize(
    ("change", "sequence"), [("process_name = 'simple'", 3), ("process_version = 99", 2)]
)
def test_an_item_that_goes_by_a_process_without_its_moves_is_named_with_the_first_of_them(
    filled, change, sequence
):
    found = found_after(filled, f"UPDATE items SET {change} WHERE id = {REPORTED}")

    assert found == [(REPORTED, sequence, Fault.PROCESS)]


def test_an_item_that_is_put_on_a_version_that_knows_other_moves_is_named(filled):
    with unguarded(filled.engine) as session:
        standard = session.query(ProcessVersion).filter_by(name="standard").first()
        other = standard.source.replace('"receive"', '"accept"').replace(".receive", ".accept")
        session.add(
            ProcessVersion(
                name="standard", version=98, source=other, source_hash="", published_at=NOW
            )
        )
        session.flush()
        session.execute(text(f"UPDATE items SET process_version = 98 WHERE id = {REPORTED}"))

        breaks = ledger.audit(session).breaks

    assert [(one.item_id, one.sequence, one.what) for one in breaks] == [
        (REPORTED, 3, Fault.PROCESS)
    ]


@pytest.mark.parametrize(("item_id", "length"), [(REPORTED, 6), (SUBMITTED, 2)])
def test_an_item_that_is_kept_from_its_readers_is_named(filled, item_id, length):
    found = found_after(filled, f"UPDATE items SET released = false WHERE id = {item_id}")

    assert found == [(item_id, length, Fault.RELEASED)]


def test_a_draft_that_is_shown_to_readers_is_named(filled):
    draft = "SELECT min(id) FROM items WHERE state = 'draft'"

    found = found_after(filled, f"UPDATE items SET released = true WHERE id = ({draft})")

    assert [(length, what) for _, length, what in found] == [(1, Fault.RELEASED)]


@pytest.mark.parametrize("told", ["words", {"process": "p", "to_version": 2, "from_version": [1]}])
def test_a_forged_entry_of_a_migration_is_named_and_stops_no_audit(filled, told):
    body = {"round": 1, "action": MIGRATED, "from": "s", "to": "s", "particulars": told}
    item = SimpleNamespace(process_name="p", process_version=2, released=False)
    papers = defaultdict(list, {"item": [item], "entry": [Link(body, "")]})

    with filled.engine.database.reading() as session:
        found = list(misplaced(Folder(1, papers), Processes(session)))

    assert found == [(1, Fault.ITEM)]
