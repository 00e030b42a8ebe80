"""Whatever is done to the ledger behind the door's back is found, and the right entry named.

A sample of what `tests/soak/tampering.py` does a thousand times.
"""

import pytest

from tests.support.attacks import NAMED, ONLY_BY_HEAD, Attacker
from tests.support.ledger import ledger_head
from tests.support.tampering import Verdict, by_database, by_file, unguarded

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
