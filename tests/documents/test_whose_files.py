"""The properties of every paper say what it is and whose: the office's, not the program's."""

import json
from dataclasses import asdict
from io import BytesIO
from subprocess import run

import pytest
from openpyxl import load_workbook

from workflow.documents import year_snapshot
from workflow.documents.plain_tables import Table, YearPaper
from workflow.values.actor import Title
from workflow.values.office import Office

PAPERS = [
    "/headquarters/list.pdf?cycle=2021-09", "/headquarters/list.xlsx?cycle=2021-09",
    "/headquarters/finance.pdf?cycle=2021-09", "/headquarters/finance.xlsx?cycle=2021-09",
    "/conditions/status.pdf", "/conditions/status.xlsx",
    "/evaluation/summary.pdf", "/evaluation/summary.xlsx",
    "/goals/goals.pdf", "/goals/goals.xlsx", "/goals/progress.pdf", "/goals/progress.xlsx",
    "/goals/matrix.pdf", "/goals/matrix.xlsx", "/goals/teams.pdf", "/goals/teams.xlsx",
    "/plans/schedule-2021.pdf", "/systems/systems.xlsx", "/undertakings/steps.xlsx",
    "/exchange/template.xlsx", "/items/1/sheet.pdf", "/items/1/result.pdf",
    "/bodies/meetings/1/minutes.pdf",
]  # fmt: skip


def properties(content: bytes) -> tuple[str, str]:
    """Title and author of a PDF or a workbook."""
    if content.startswith(b"PK"):
        said = load_workbook(BytesIO(content)).properties
        return said.title, said.creator
    told = run(["pdfinfo", "-"], input=content, check=True, capture_output=True).stdout.decode()
    found = dict(line.split(":", 1) for line in told.splitlines())
    return found["Title"].strip(), found.get("Author", "").strip()


@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_is_the_offices(sign_in_as, path):
    title, author = properties(sign_in_as("secretariat").get(path).data)

    assert author == "秋田県"
    assert title


def test_an_edition_from_before_papers_said_whose_they_are_says_the_same_as_one_of_now():
    paper = YearPaper("goals.typ", {}, Table("目標", ("番号", "目標"), (6, 40), ((1, "電子決裁"),)))
    kept = json.loads(json.dumps(asdict(paper.table)))
    before = {"paper": {"table": {**kept, "widths": [9, 9]}}}
    del before["paper"]["table"]["office"], before["paper"]["table"]["lead"]

    assert year_snapshot.says_the_same(before, paper.of(Office(name=Title("秋田県", ""))))
    kept["rows"][0][1] = "紙の決裁"
    assert not year_snapshot.says_the_same({"paper": {"table": kept}}, paper)
