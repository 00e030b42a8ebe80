"""A row of a paper that is taller than a page goes on on the next one: nothing falls off."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from workflow.documents import result_queries, results
from workflow.documents.papers import Section, meeting_paper
from workflow.documents.plain_tables import TEMPLATE, heading, printed_row
from workflow.documents.typesetting import typeset

LETTERS = "経" * 590
LINES = "\n".join(f"{number}行" for number in range(70))


def lowest(paper: bytes) -> float:
    """How high above the foot of its page the lowest text of a paper stands."""
    found: list[float] = []

    def look(text, place, matrix, _font, _size):
        if text.strip():
            found.append(matrix[5] * place[3] + place[5])

    for page in PdfReader(BytesIO(paper)).pages:
        page.extract_text(visitor_text=look)
    return min(found)


@pytest.mark.parametrize("text", [LETTERS, LINES])
@pytest.mark.parametrize("column", [0, 4])
def test_no_task_of_minutes_falls_off_its_page(text, column):
    row = ["課題", "税務課", "令和3年9月1日", "対応中", "経過"]
    row[column] = text
    tasks = Section("課題", headings=("課題", "担当", "期限", "状況", "経過"),
                    widths=(0, 26, 31, 18, 36), rows=(tuple(row),))  # fmt: skip

    assert lowest(meeting_paper("議事録", [], [tasks], numbered=True)) > 0


@pytest.mark.parametrize("text", [LETTERS, LINES])
def test_no_row_of_a_plain_paper_falls_off_its_page(text):
    paper = {"title": "一覧", "subtitle": "", "counts": "", "date": "", "nothing": "", "office": "",
             "widths": [0, 40, 40, 40], "headings": [heading(one) for one in "甲乙丙丁"],
             "rows": [printed_row(("甲", "乙", text, "丁"))]}  # fmt: skip

    assert lowest(typeset(TEMPLATE, paper)) > 0


@pytest.mark.parametrize("text", [LETTERS, LINES])
def test_no_item_of_a_letter_falls_off_its_page(office, text):
    notice = office.look("officer", result_queries.result_of_item, office.an_item("evaluated"))
    rows = tuple(replace(row, findings=text) for row in notice.rows)

    letter = typeset(results.TEMPLATE, results.content(replace(notice, rows=rows)))

    assert lowest(letter) > 0
