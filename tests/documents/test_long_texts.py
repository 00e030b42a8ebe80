"""A long text has a page of its own; what continues repeats NO. and name; nothing is lost."""

import subprocess
from io import BytesIO

from openpyxl import load_workbook

from workflow.documents.rendering import draft
from workflow.documents.xlsx_file import HIGHEST_ROW, LINE_POINTS, MOST_LINES
from workflow.values.actor import Title
from workflow.values.vocabulary import Stage

NAME = "長い所見のある事業"
LINES = [f"{number}番目の所見である。" for number in range(1, 121)]
CONDITION = "継続の体制を示すこと。"


def judged(a_row, a_report, findings: str, **more):
    row = a_row(7, name=NAME, verdict_code="conditional", verdict=Title("条件付き妥当", ""),
                findings=findings, conditions=CONDITION, **more)  # fmt: skip
    return a_report(row, stage=Stage.EVALUATED)


def pages(report, tmp_path) -> list[str]:
    path = tmp_path / "list.pdf"
    path.write_bytes(draft(report, "pdf").written().content)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    return ["".join(page.split()).replace("\u200b", "") for page in text.split("\f")[:-1]]


def test_a_long_finding_stands_in_full_width_on_a_page_that_names_its_item(
    a_row, a_report, tmp_path
):
    found = pages(judged(a_row, a_report, "\n".join(LINES)), tmp_path)

    assert "別紙（NO.1）のとおり" in found[0]
    annex = [page for page in found if "番目の所見である。" in page]
    assert 1 < len(annex) <= 4
    assert all(f"NO.1{NAME}（総務部税務課）" in page for page in annex)
    whole = "".join(annex)
    assert all(line in whole for line in LINES)
    assert f"【条件】{CONDITION}" in whole


def test_4000_characters_of_findings_take_two_pages_at_most(a_row, a_report, tmp_path):
    found = pages(judged(a_row, a_report, "所見" * 2000), tmp_path)

    assert sum("所見所見" in page for page in found) <= 2
    assert "".join(found).count("所") >= 2000


def test_a_short_finding_stays_in_its_row(a_row, a_report, tmp_path):
    (page,) = pages(judged(a_row, a_report, "必要である。"), tmp_path)

    assert "別紙" not in page
    assert f"【条件】{CONDITION}" in page


def sheet(report):
    return load_workbook(BytesIO(draft(report, "xlsx").written().content)).worksheets[0]


def test_in_the_workbook_a_long_finding_goes_on_in_rows_that_repeat_number_and_name(
    a_row, a_report
):
    page = sheet(judged(a_row, a_report, "\n".join(LINES)))
    rows = [row for row in page.iter_rows(min_row=4) if row[10].value]

    assert [row[0].value for row in rows] == [1, *["1 続き"] * (len(rows) - 1)]
    assert {row[5].value for row in rows} == {NAME}
    said = "\n".join(row[10].value for row in rows)
    assert said == "\n".join([*LINES, f"【条件】{CONDITION}"])
    for row in rows:
        points = page.row_dimensions[row[0].row].height
        assert points <= HIGHEST_ROW
        assert (row[10].value.count("\n") + 1) * LINE_POINTS <= points
    assert len(rows) == -(-121 // MOST_LINES)
    assert [row[6].value for row in rows] == [1000, *[None] * (len(rows) - 1)]


def test_a_long_summary_stays_whole_in_its_cell_and_goes_on_below_it(a_row, a_report):
    summary = "概要の文である。" * 200
    page = sheet(a_report(a_row(1, summary=summary)))

    assert page["I4"].value == summary
    further = [row for row in page.iter_rows(min_row=5) if row[0].value == "1 続き"]
    assert summary.endswith("".join(row[8].value for row in further))
    assert 0 < len(further) <= 2
