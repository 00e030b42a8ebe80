"""A printed head stays good while the ledger grows, and only then."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.support.attacks import Attacker
from tests.support.ledger import ledger_audit, ledger_head, ledger_lines
from tests.support.tampering import judged, unguarded
from workflow import ledger
from workflow.models import LedgerEntry, LedgerHead
from workflow.values.canonical import canonical_bytes

pytestmark = pytest.mark.both_databases

STEPS = [("submit", "officer"), ("receive", "reviewer"), ("send_back", "reviewer")]


def heads_on_the_way(office):
    """The head after each of nine moves of three items, taken in turns."""
    heads = []
    ids = [office.a_draft().item_id for _ in range(3)]
    for action, who in STEPS:
        for item_id in reversed(ids):
            office.clock.advance(timedelta(seconds=1))
            office.act(item_id, action, who)
            heads.append(ledger_head(office.engine))
    return heads


def exported(office, path):
    path.write_bytes(b"".join(ledger_lines(office.engine)))
    return path


def test_every_head_that_was_printed_on_the_way_is_known_again(office, tmp_path):
    heads = heads_on_the_way(office)
    path = exported(office, tmp_path / "ledger.jsonl")

    found = [ledger_audit(office.engine, head) for head in heads]

    assert all(one.is_sound for one in found)
    assert [one.since and one.since.entries_since for one in found] == [*range(8, 0, -1), None]
    assert all(judged(path, head).sound for head in heads)


def test_the_move_after_which_the_head_was_printed_is_named(office):
    head = heads_on_the_way(office)[3]

    since = ledger_audit(office.engine, head).since

    assert (since.item_id, since.sequence) == (3, 3)
    assert since.at == "2021-08-02T00:00:04.000000+00:00"


def test_a_clock_that_was_turned_back_within_an_item_does_not_hide_its_heads(office):
    item_id = office.an_item("submitted")
    office.clock.advance(timedelta(hours=-1))
    office.act(item_id, "receive", "reviewer")
    head = ledger_head(office.engine)
    office.clock.advance(timedelta(hours=2))
    office.act(item_id, "approve", "reviewer")

    assert ledger_audit(office.engine, head).is_sound


def kept_head(office):
    """A head that is printed: `jizen audit verify` keeps what it covers."""
    head = office.look(None, lambda work: ledger.take(work.session))
    office.do(None, lambda work: ledger.keep(work.session, head))
    return head.root


@pytest.mark.parametrize("hours", [-1, 0])
def test_a_clock_that_goes_back_between_items_does_not_break_an_untouched_ledger(
    office, tmp_path, hours
):
    office.an_item("under_review")
    office.clock.advance(timedelta(minutes=5))
    other = office.an_item("submitted")
    head = kept_head(office)
    office.clock.advance(timedelta(hours=hours, minutes=-4))
    office.act(other, "receive", "reviewer")
    office.an_item("submitted")
    path = exported(office, tmp_path / "ledger.jsonl")

    found = ledger_audit(office.engine, head)

    assert found.is_sound
    assert found.since == (5, 3)
    assert judged(path, head).sound


def test_two_machines_whose_clocks_differ_do_not_break_it_either(office, tmp_path):
    ids = [office.a_draft().item_id for _ in range(2)]
    heads = []
    for action, who in STEPS:
        for item_id, apart in zip(ids, (timedelta(minutes=3), timedelta(minutes=-3)), strict=True):
            office.clock.advance(apart)
            office.act(item_id, action, who)
            heads.append(kept_head(office))
    path = exported(office, tmp_path / "ledger.jsonl")

    assert all(ledger_audit(office.engine, head).is_sound for head in heads)
    assert all(judged(path, head).sound for head in heads)


def test_what_is_kept_of_a_head_does_not_vouch_for_what_was_changed(office, tmp_path):
    office.an_item("under_review")
    head = kept_head(office)
    office.an_item("submitted")

    with unguarded(office.engine) as session:
        attacker = Attacker(session, seed=0)
        chain = attacker.chains[1]
        attacker.remove(chain[-1])
        attacker.remember(chain[:-1])
        found = ledger.audit(session, head)
        path = tmp_path / "ledger.jsonl"
        path.write_bytes(b"".join(ledger.export(session)))

    assert not found.is_sound
    assert not judged(path, head).sound


def test_a_forged_coverage_proves_nothing(office):
    office.an_item("submitted")
    with office.engine.write() as work:
        ledger.keep(work.session, ledger.Head("0" * 64, {1: 2}))
    office.an_item("draft")

    assert not ledger_audit(office.engine, "0" * 64).is_sound


def test_a_head_is_kept_once_and_for_good(office):
    office.an_item("submitted")

    assert kept_head(office) == kept_head(office)
    with office.engine.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LedgerHead)) == 1


def test_a_file_of_the_first_version_is_still_proved(office, tmp_path):
    head = heads_on_the_way(office)[3]
    first, *rest = ledger_lines(office.engine)
    told = {**json.loads(first), "version": 1}
    del told["heads"]
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(canonical_bytes(told) + b"\n" + b"".join(rest))

    assert judged(path, head).sound


def test_a_head_that_never_was_is_refused(office, tmp_path):
    heads_on_the_way(office)
    path = exported(office, tmp_path / "ledger.jsonl")

    for head in ("0" * 64, "no head at all"):
        assert not ledger_audit(office.engine, head).is_sound
        assert not judged(path, head).sound


def test_a_head_is_good_in_capitals_and_with_blanks_around_it(office, tmp_path):
    head = heads_on_the_way(office)[-1]
    path = exported(office, tmp_path / "ledger.jsonl")

    assert ledger_audit(office.engine, f" {head.upper()}\n").is_sound
    assert judged(path, f" {head.upper()}\n").sound


def test_a_head_from_before_a_cut_tail_stays_good_and_one_from_after_it_does_not(office):
    heads = heads_on_the_way(office)

    with unguarded(office.engine) as session:
        attacker = Attacker(session, seed=0)
        chain = attacker.chains[1]
        attacker.remove(chain[-1])
        attacker.remember(chain[:-1])
        before, after = ledger.audit(session, heads[-2]), ledger.audit(session, heads[-1])

    assert before.is_sound
    assert not after.is_sound


def test_an_empty_ledger_has_the_root_of_nothing(office, tmp_path):
    path = exported(office, tmp_path / "ledger.jsonl")

    assert ledger_head(office.engine).startswith("e3b0c44298fc1c14")
    assert judged(path, ledger_head(office.engine)).sound


def test_a_look_at_the_database_does_not_see_what_is_written_meanwhile(office):
    office.an_item("submitted")
    count = select(func.count()).select_from(LedgerEntry)

    with office.engine.database.reading() as session:
        before = session.scalar(count)
        office.an_item("submitted")
        after = session.scalar(count)

    assert before == after == 2
    assert office.count_entries() == 4
