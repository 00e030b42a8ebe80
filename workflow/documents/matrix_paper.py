"""The matrix field × step of a year's goals and planned items: as PDF, workbook and csv."""

from typing import Any, Final

from workflow import goals, items, office
from workflow.documents.columns import as_of
from workflow.documents.plain_tables import (
    NOTHING,
    STEPS,
    TEMPLATE,
    Table,
    YearPaper,
    heading,
    paper_file,
    printed_row,
    table_file,
)
from workflow.documents.rendering import Document
from workflow.documents.typesetting import typeset
from workflow.goals import GoalFilter, MatrixCell, MatrixLine
from workflow.values.fiscal import CycleId, era_year
from workflow.values.vocabulary import DxStep
from workflow.work import Work

MATRIX_WIDTHS: Final = (10, 26, 22, 16, 48, 36, 8, 8)
MATRIX_HEADINGS: Final = (
    "分野",
    "DXのステップ",
    "部局名",
    "区分",
    "名称",
    "例",
    "目標数",
    "案件数",
)
MATRIX_KEYS: Final = (0, 1, 2, 4)


def matrix_document(work: Work, year: int, form: str) -> Document:
    """The matrix of a year's goals and planned items by field and step, in the same forms."""
    paper = matrix_paper(work, year)
    if form == "pdf":
        printed = typeset(TEMPLATE, paper.printed)
        return paper_file(paper.table.name, form, printed).as_of(work.today)
    return table_file(paper.table, form, on=work.today)


def matrix_paper(work: Work, year: int) -> YearPaper:
    """The same as it can be frozen."""
    cells = goals.matrix(work, year)
    fields = {one.code: one.title.ja for one in items.fields(work)}
    rows = [
        (
            fields[field],
            STEPS[step],
            line.department.ja,
            "目標" if line.goal_id else "予算検討予定",
            line.title,
            line.examples,
            cell.goals,
            cell.items,
        )
        for field in fields
        for step in DxStep
        if (cell := cells.get((field, step)))
        for line in cell.lines
    ]
    name = f"{era_year(year)}DX推進目標の分野・ステップ別一覧"
    table = Table(name, MATRIX_HEADINGS, MATRIX_WIDTHS, tuple(rows), MATRIX_KEYS)
    paper = YearPaper(TEMPLATE, _matrix(work, year, cells, _planned(work, year)), table)
    return paper.of(office.office(work))


def _planned(work: Work, year: int) -> dict[str, str]:
    """For which budget each item of the year is planned, by name: 9月補正."""
    budgets = {one.id: CycleId.parse(one.id).name() for one in items.cycles(work)}
    return {one.name: budgets[one.cycle_id] for one in goals.planned_items(work, year)}


def _matrix(
    work: Work, year: int, cells: dict[tuple[str, DxStep], MatrixCell], planned: dict[str, str]
) -> dict[str, Any]:
    named = {field for field, _step in cells}
    fields = [one for one in items.fields(work) if one.active or one.code in named]
    rows = []
    for field in fields:
        texts = [
            "\n".join(_entry(line, planned) for line in cells[field.code, step].lines)
            if (field.code, step) in cells
            else ""
            for step in DxStep
        ]
        rows.append(printed_row([field.title.ja, *texts]))
    placed = sum(cell.goals for cell in cells.values())
    every = len([one for one in goals.every(work, GoalFilter(year)) if one.state in goals.IN_FORCE])
    return {
        "title": "DX実現に向けたデジタル化の推進について",
        "subtitle": f"＜主なDX推進目標と{_budget(cells, planned)}予算検討予定＞",
        "counts": f"目標 {placed}件（ほかに分野・ステップの定めのない目標 {every - placed}件）",
        "date": as_of(work.today),
        "widths": [16, 0, 0, 0],
        "headings": [heading("ステップ"), *(heading(STEPS[step]) for step in DxStep)],
        "rows": rows,
        "nothing": NOTHING,
    }


def _budget(cells: dict[tuple[str, DxStep], MatrixCell], planned: dict[str, str]) -> str:
    """The one budget for which all items of the matrix are planned; "" where there are several."""
    lines = [line for cell in cells.values() for line in cell.lines if line.item_name]
    budgets = {planned.get(line.item_name, "") for line in lines}
    return budgets.pop() if len(budgets) == 1 else ""


def _entry(line: MatrixLine, planned: dict[str, str]) -> str:
    kind = "目標" if line.goal_id else f"{planned.get(line.item_name, '')}予算検討予定"
    examples = f"（{line.examples}など）" if line.examples else ""
    return f"【{line.department.ja}】〔{kind}〕\n{line.title}{examples}"
