"""What an operator may know of the engine: how moves end, how much there is, how much waits."""

import pytest

from workflow.errors import NotPermitted


def test_every_move_is_told_with_how_it_ended(office):
    told = []
    office.engine.watch(lambda action, result: told.append((action, result)))

    item = office.an_item("submitted")
    with pytest.raises(NotPermitted):
        office.act(item, "receive", "viewer")

    assert told == [("create", "done"), ("submit", "done"), ("receive", "wrong_role")]


def test_a_move_that_a_defect_broke_off_has_failed(office, monkeypatch):
    told = []
    item = office.an_item()
    office.engine.watch(lambda action, result: told.append((action, result)))

    def gone() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(office.clock, "now", gone)
    with pytest.raises(ZeroDivisionError):
        office.act(item, "submit", "officer")

    assert told == [("submit", "failed")]


def test_the_figures_count_entries_jobs_and_mails(office):
    before = office.engine.figures()

    office.an_item("submitted")

    after = office.engine.figures()
    assert (before.ledger_entries, after.ledger_entries) == (0, 2)
    assert (before.jobs_waiting, after.jobs_waiting > 0) == (0, True)
    assert (after.mails_waiting, after.mails_failed) == (0, 0)
