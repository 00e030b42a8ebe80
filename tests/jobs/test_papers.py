"""A long list that was asked for is made by the worker."""

import pytest

from workflow import papers
from workflow.items import ItemFilter


@pytest.mark.both_databases
def test_a_worker_makes_the_paper(office, at_work, eventually):
    office.an_item("submitted", office.a_sheet(name="橋梁台帳整備"))
    wanted = ItemFilter(cycle_id="2021-09")
    paper_id = office.do("reviewer", papers.ask, "list", wanted, "xlsx")

    at_work()

    eventually(lambda: office.look("reviewer", papers.paper, paper_id).is_there)
    assert office.look("reviewer", papers.fetch, paper_id).content.startswith(b"PK")
