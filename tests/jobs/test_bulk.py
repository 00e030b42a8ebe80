"""A long run of moves is made by the worker, a part at a time, and announced like any move."""

import pytest

from tests.support.bulk import page_of, previewed
from tests.support.killing import jobs
from workflow import bulk, outbox
from workflow.bulk import moves

pytestmark = pytest.mark.both_databases


def put_down(office, name: str) -> int:
    """How many jobs of this name there are, done or not."""
    found = jobs(office.engine.database.engine)
    return sum(count for (known, _), count in found.items() if known == name)


def test_a_worker_makes_the_moves_of_a_long_run_once(office, at_work, eventually, monkeypatch):
    monkeypatch.setattr(moves, "AT_ONCE", 2)
    monkeypatch.setattr(moves, "CHUNK", 2)
    ids = [office.an_item("submitted") for _ in range(5)]
    run_id = previewed(office, "receive", None)
    seal = page_of(office, run_id).run.seal
    for _ in range(2):
        office.do("reviewer", bulk.commit, run_id, seal)

    assert put_down(office, outbox.RUN_BULK) == 1
    at_work()

    eventually(lambda: page_of(office, run_id).run.finished_at)
    assert page_of(office, run_id).run.done.count == 5
    assert [office.entries(item_id)[-1].action for item_id in ids] == ["receive"] * 5
    # Two parts of two, and one of one, which is announced like a single move.
    assert put_down(office, outbox.ANNOUNCE_ALL) == 2
