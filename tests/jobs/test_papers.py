"""A long list that was asked for is made by the worker."""

import pytest

from tests.support.office import SEPTEMBER
from workflow import papers, reports
from workflow.items import ItemFilter
from workflow.reports import policy
from workflow.values.vocabulary import Stage


@pytest.mark.both_databases
def test_a_worker_makes_the_paper(office, at_work, eventually):
    office.an_item("submitted", office.a_sheet(name="橋梁台帳整備"))
    wanted = ItemFilter(cycle_id="2021-09")
    paper_id = office.do("reviewer", papers.ask, "list", wanted, "xlsx")

    at_work()

    eventually(lambda: office.look("reviewer", papers.paper, paper_id).is_there)
    assert office.look("reviewer", papers.fetch, paper_id).content.startswith(b"PK")


def test_a_worker_writes_the_files_of_a_long_edition(office, at_work, eventually, monkeypatch):
    monkeypatch.setattr(policy, "LONG", 0)
    office.an_item("submitted")
    meeting = office.meetings[SEPTEMBER]
    made = office.do("secretariat", reports.freeze, meeting, Stage.PLANNED)

    at_work()

    eventually(lambda: not office.look("viewer", reports.edition, meeting).unwritten)
    assert made.files == {}
