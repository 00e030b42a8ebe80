"""A long run of moves is made by the worker, a part at a time, and announced like any move."""

import pytest

from tests.support.killing import jobs
from tests.support.office import SEPTEMBER
from workflow.bulk import commands, moves
from workflow.items.views import ItemFilter
from workflow.jobs import outbox

pytestmark = pytest.mark.both_databases


def put_down(office, name: str) -> int:
    """How many jobs of this name there are, done or not."""
    found = jobs(office.engine.database.engine)
    return sum(count for (known, _), count in found.items() if known == name)


def test_a_worker_makes_the_moves_of_a_long_run_once(office, at_work, eventually, monkeypatch):
    monkeypatch.setattr(commands, "AT_ONCE", 2)
    monkeypatch.setattr(moves, "CHUNK", 2)
    ids = [office.an_item("submitted") for _ in range(5)]
    desk, reviewer = office.engine.bulk, office.person("reviewer")
    run_id = desk.preview(reviewer, "receive", ItemFilter(cycle_id=SEPTEMBER))
    seal = desk.page(reviewer, run_id).run.seal
    for _ in range(2):
        desk.commit(reviewer, run_id, seal)

    assert put_down(office, outbox.RUN_BULK) == 1
    at_work()

    eventually(lambda: desk.page(reviewer, run_id).run.finished_at)
    assert desk.page(reviewer, run_id).run.done.count == 5
    assert [office.entries(item_id)[-1].action for item_id in ids] == ["receive"] * 5
    # Two parts of two, and one of one, which is announced like a single move.
    assert put_down(office, outbox.ANNOUNCE_ALL) == 2
