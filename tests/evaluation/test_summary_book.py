"""The workbook of what the evaluators came to: its figures are numbers, its headings are whole."""

from io import BytesIO

from openpyxl import load_workbook

from workflow import documents


def test_figures_are_numbers_with_two_places_and_every_heading_has_room(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")
    for login, score in (("evaluator", 5), ("evaluator2", 2), ("evaluator3", 3)):
        panel.submit(login, item_id, panel.card(score))
    unscored = panel.office.an_item("reviewed", panel.office.a_sheet(name="採点のない事業"))

    made = panel.look("finaliser", documents.scores_document, "2021-09", "xlsx")

    sheet = load_workbook(BytesIO(made.content)).worksheets[0]
    heads = {cell.value: cell for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value != "採点のない事業")
    empty = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "採点のない事業")
    assert unscored != item_id
    figures = {name: row[head.column - 1] for name, head in heads.items()}
    assert [figures[name].value for name in ("平均", "最小", "最大")] == [3.33, 2, 5]
    assert figures["標準偏差"].value == 1.25
    criteria = [cell for name, cell in figures.items() if "（重み" in name]
    scored = [cell for cell in (*criteria, figures["平均"]) if cell.value is not None]
    assert len(scored) > 1
    assert {(cell.data_type, cell.number_format) for cell in scored} == {("n", "0.00")}
    assert empty[heads["平均"].column - 1].value is None
    one_line = 20
    assert sheet.row_dimensions[1].height > one_line
    assert all(head.alignment.wrap_text for head in heads.values())
    text = panel.look("finaliser", documents.scores_document, "2021-09", "csv").content.decode()
    assert "3.33" in text
