"""What an operator may know of the engine: how moves end, how much there is, how much waits."""

import pytest

from tests.support.bulk import committed, shown
from workflow import jobs
from workflow.jobs.context import JobContext
from workflow.values.errors import NotPermitted

pytestmark = pytest.mark.both_databases


def test_every_move_is_told_with_how_it_ended(office):
    told = []
    office.engine.listen(lambda action, result: told.append((action, result)))

    item = office.an_item("submitted")
    with pytest.raises(NotPermitted):
        office.act(item, "receive", "viewer")

    assert told == [("create", "done"), ("submit", "done"), ("receive", "wrong_role")]


def test_the_moves_of_a_job_are_told_one_by_one(office, many):
    ids = [office.an_item("submitted") for _ in range(5)]
    preview = shown(office, "receive", ids)
    office.act(ids[1], "pull_back", "officer")
    told, engine = [], office.engine
    engine.listen(lambda action, result: told.append((action, result)))
    job_context = JobContext(
        engine.database, office.clock, library=engine.library, listeners=engine.listeners
    )
    committed(office, preview)
    assert told == []

    assert job_context.bulk(preview.run.id)
    assert told == [("receive", "done"), ("receive", "someone_else_acted_first")]
    assert [job_context.bulk(preview.run.id) for _ in range(3)] == [True, False, False]

    assert told[2:] == [("receive", "done")] * 3


def test_a_move_that_a_defect_broke_off_has_failed(office, monkeypatch):
    told = []
    item = office.an_item()
    office.engine.listen(lambda action, result: told.append((action, result)))

    officer, seen = office.person("officer"), office.row(item).content_hash

    def gone() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(office.clock, "now", gone)
    with pytest.raises(ZeroDivisionError):
        office.engine.perform(item, "submit", officer, seen)

    assert told == [("submit", "failed")]


def test_the_figures_count_entries_jobs_and_mails(office):
    before = office.look(None, jobs.figures)

    office.an_item("submitted")

    after = office.look(None, jobs.figures)
    assert (before.ledger_entries, after.ledger_entries) == (0, 2)
    assert (before.jobs_waiting, after.jobs_waiting > 0) == (0, True)
    assert (after.mails_waiting, after.mails_failed) == (0, 0)
