"""A paper that another process writes is the paper that this one would write."""

import os
from collections.abc import Callable

import pytest

from workflow.documents import Step, pdf_file, writer_process, xlsx_file
from workflow.documents.list_building import listing
from workflow.documents.listing import Listing
from workflow.documents.queries import report
from workflow.documents.writer_process import PaperNotMade
from workflow.items.list_views import ItemFilter
from workflow.values.actor import OPERATOR


@pytest.fixture
def paper(shared_demo_engine) -> Listing:
    with shared_demo_engine.read(OPERATOR) as work:
        return listing(report(work, ItemFilter(cycle_id="2021-09")))


@pytest.mark.parametrize("write", [xlsx_file.write, pdf_file.write])
def test_it_is_the_same_to_the_byte(paper, write: Callable[[Listing], bytes]):
    assert writer_process.by_another(write, paper) == write(paper)


def test_it_says_how_far_it_is(paper):
    said = []

    writer_process.by_another(xlsx_file.write, paper, lambda *one: said.append(one))

    rows = [(Step.WRITING, number) for number in range(1, len(paper.lines) + 1)]
    assert said == [*rows, (Step.COMPOSING, 0)]


def who_writes(_paper: object) -> bytes:
    return str(os.getpid()).encode()


def fail(_paper: object) -> bytes:
    raise ZeroDivisionError


def test_long_papers_are_written_by_another_process_and_short_ones_are_not():
    here = str(os.getpid()).encode()

    assert writer_process.written(who_writes, None, writer_process.DIRECT) == here
    assert writer_process.written(who_writes, None, writer_process.DIRECT + 1) != here


def test_a_process_that_ends_without_a_paper_is_said_to():
    with pytest.raises(PaperNotMade):
        writer_process.by_another(fail, "x" * 1_000_000)


def test_a_process_that_takes_too_long_is_ended(paper, monkeypatch):
    monkeypatch.setattr(writer_process, "LONGEST", 0.01)

    with pytest.raises(PaperNotMade):
        writer_process.by_another(pdf_file.write, paper)
