"""検討予定一覧 says of which items its sum is: whose, with drafts or without, in which state."""

import re

import pytest

from tests.support import pdf
from tests.support.office import SEPTEMBER
from workflow import documents, reports
from workflow.documents.list_building import counted, listing
from workflow.items import ItemFilter
from workflow.values.vocabulary import Stage

PLANNED = ItemFilter(cycle_id=SEPTEMBER, stage=Stage.PLANNED)
WITHOUT_DRAFTS = ItemFilter(cycle_id=SEPTEMBER, stage=Stage.PLANNED, submitted=True)


@pytest.fixture(scope="module")
def shelf(shared_office):
    """Three items of the own department, one of them a draft, and one of another's."""
    for state in ("draft", "submitted", "under_review"):
        shared_office.an_item(state)
    shared_office.an_item("submitted", department="kensetsu")
    return shared_office


@pytest.mark.parametrize(
    ("login", "wanted", "count", "said"),
    [
        ("reviewer", PLANNED, 4, "未提出 1 件を含む"),
        ("reviewer", WITHOUT_DRAFTS, 3, "未提出を除く"),
        ("officer", PLANNED, 3, "soumuの分、未提出 1 件を含む"),
        ("officer", WITHOUT_DRAFTS, 2, "soumuの分、未提出を除く"),
        ("neighbour", PLANNED, 1, "kensetsuの分"),
        ("viewer", PLANNED, 3, "未提出を除く"),
    ],
)
def test_a_sum_says_whose_it_is_and_whether_drafts_are_in_it(shelf, login, wanted, count, said):
    report = shelf.look(login, documents.report, wanted)

    assert (report.total.count, counted(report)) == (count, said)


def test_it_is_printed_under_the_title_with_the_state_of_each_item(shelf, tmp_path):
    paper = tmp_path / "planned.pdf"
    paper.write_bytes(shelf.look("officer", reports.list_file, PLANNED, "pdf").content)
    words = pdf.words(paper)

    assert "（soumuの分、未提出1件を含む）" in words
    for state in ("状態", "起案中", "提出済", "審査中"):
        assert state in words


def test_a_list_of_results_has_no_state_and_nothing_to_say_of_drafts(shelf):
    results = ItemFilter(cycle_id=SEPTEMBER, stage=Stage.EVALUATED)

    paper = listing(shelf.look("reviewer", documents.report, results))

    assert (paper.counted, paper.layout) == ("", "evaluated")


def test_the_page_says_it_and_offers_to_leave_drafts_out(shared_sign_in_as):
    reviewer = shared_sign_in_as("reviewer")
    page = reviewer.get("/headquarters/?cycle=2021-09&stage=planned").text
    without = re.search(r'href="([^"]+drafts=without)">未提出を除いて見る', page)[1]

    narrowed = reviewer.get(without.replace("&amp;", "&")).text

    assert "未提出 1 件を含む" in page
    assert "124,565" in page
    assert "未提出を除く" in narrowed
    assert "64,549" in narrowed
    assert "drafts=without" in re.search(r'href="([^"]+list\.xlsx[^"]*)"', narrowed)[1]


def test_a_department_reads_that_the_sum_is_its_own(shared_sign_in_as):
    page = shared_sign_in_as("soumu").get("/headquarters/?cycle=2021-09&stage=planned").text

    assert "総務部の分" in page
    assert "起案中" in page
