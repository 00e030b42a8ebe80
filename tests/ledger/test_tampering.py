"""Whatever is done to the ledger behind the door's back is found, and the right entry named.

A sample of what `tests/soak/tampering.py` does a thousand times.
"""

import pytest
from sqlalchemy import delete, insert, update

from tests.support.attacks import NAMED, ONLY_BY_HEAD, Attacker
from tests.support.ledger import ledger_head
from tests.support.tampering import Verdict, by_database, by_file, unguarded
from workflow import ledger
from workflow.ledger.entries import Fault
from workflow.models import Item, ProcessVersion
from workflow.models.item_funding import ItemFunding

pytestmark = pytest.mark.both_databases

TIMES = range(5)


def name(attack):
    return attack.__name__


@pytest.mark.parametrize("seed", TIMES)
@pytest.mark.parametrize("attack", NAMED, ids=name)
def test_both_verifiers_name_the_entry_that_was_tampered_with(filled, tmp_path, attack, seed):
    head = ledger_head(filled.engine)

    with unguarded(filled.engine) as session:
        expected = attack(Attacker(session, seed))
        within = by_database(session, head)
        outside = by_file(session, head, tmp_path / "ledger.jsonl")

    assert within == Verdict(sound=False, named=expected)
    assert outside == Verdict(sound=False, named=expected)


@pytest.mark.parametrize("seed", TIMES)
@pytest.mark.parametrize("attack", ONLY_BY_HEAD, ids=name)
def test_chains_that_were_made_whole_again_are_found_by_a_printed_head(
    filled, tmp_path, attack, seed
):
    head = ledger_head(filled.engine)

    with unguarded(filled.engine) as session:
        attack(Attacker(session, seed))
        within = by_database(session, head)
        outside = by_file(session, head, tmp_path / "ledger.jsonl")

    assert not within.sound
    assert outside == Verdict(sound=False, named=set())


def test_a_ledger_that_nobody_touched_is_sound(filled, tmp_path):
    head = ledger_head(filled.engine)

    with unguarded(filled.engine) as session:
        within = by_database(session, head)
        outside = by_file(session, head, tmp_path / "ledger.jsonl")

    assert within == outside == Verdict(sound=True, named=set())


@pytest.mark.parametrize(
    "column",
    [
        {"name": "別の事業"},
        {"amount_kyen": 1},
        {"amount_kyen": None},
        {"field": "living"},
        {"category_code": None},
        {"dx_step": "3"},
        {"goal_number": 99},
    ],
    ids=str,
)
def test_what_lists_and_reports_repeat_of_a_sheet_is_compared_with_it(filled, column):
    with unguarded(filled.engine) as session:
        item_id, length = session.query(Item.id, Item.ledger_length).order_by(Item.id).first()
        session.execute(update(Item).where(Item.id == item_id).values(column))
        found = ledger.audit(session)

    assert [(one.item_id, one.sequence, one.what) for one in found.breaks] == [
        (item_id, length, Fault.LISTED)
    ]


def test_the_lines_by_which_funding_is_summed_are_compared_with_the_sheet(filled):
    lines = [{"source": "general", "label": "", "amount_kyen": 1}] * 2
    with unguarded(filled.engine) as session:
        item_id, length = session.query(Item.id, Item.ledger_length).order_by(Item.id).first()
        session.execute(delete(ItemFunding).where(ItemFunding.item_id == item_id))
        session.execute(
            insert(ItemFunding),
            [{**line, "item_id": item_id, "position": n} for n, line in enumerate(lines)],
        )
        found = ledger.audit(session)

    assert [(one.item_id, one.sequence, one.what) for one in found.breaks] == [
        (item_id, length, Fault.LISTED)
    ]


def test_a_published_process_whose_text_was_changed_is_found_though_its_hash_was_left(filled):
    with unguarded(filled.engine) as session:
        session.execute(update(ProcessVersion).values(source=ProcessVersion.source + "# x"))
        found = ledger.audit_changes(session)

    assert {(one.subject, one.what) for one in found.breaks} == {("process", Fault.SUBJECT)}
