"""各部署のDX推進目標, how far they are, and the matrix field × step: as PDF, workbook and csv.

The workbook and the csv of the goals can be brought in again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from workflow import goals, items
from workflow.documents import rendering, xlsx_file
from workflow.documents.columns import day
from workflow.documents.rendering import FORMS, Document
from workflow.documents.typesetting import breakable, typeset
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.goals import GoalFilter, GoalRow, IndicatorView, MatrixCell, MatrixLine
from workflow.values.errors import NotFound
from workflow.values.fiscal import CycleId, era_year
from workflow.values.goals import Conclusion, GoalState, Reached
from workflow.values.paper_words import ENTRIES
from workflow.values.text import neutralised
from workflow.values.vocabulary import DxStep
from workflow.work import Work

TEMPLATE: Final = "goals.typ"
NOTHING: Final = "該当する目標はありません。"
LONG_TEXT: Final = 600
STEPS: Final = ENTRIES[DxStep]
REACHED: Final = {
    Reached.YES: "達成",
    Reached.NOT_YET: "未達",
    Reached.UNMEASURED: "未測定",
}
CONCLUSIONS: Final = {
    Conclusion.REACHED: "達成",
    Conclusion.PARTLY: "一部達成",
    Conclusion.MISSED: "未達",
}
STATES: Final = {
    GoalState.DRAFT: "起案中",
    GoalState.SUBMITTED: "提出済",
    GoalState.RETURNED: "差戻し",
    GoalState.CONFIRMED: "確認済",
    GoalState.SET: "設定済",
    GoalState.CLOSED: "終了",
    GoalState.WITHDRAWN: "取下げ",
}
LIST_WIDTHS: Final = (6, 20, 40, 48, 10, 26, 44, 44, 10)
RESULT_WIDTHS: Final = (6, 20, 40, 44, 8, 8, 26, 16, 30, 10, 12)
MATRIX_WIDTHS: Final = (10, 26, 22, 16, 48, 36, 8, 8)
RESULT_HEADINGS: Final = (
    "番号", "部署名", "目標", "成果指標", "目標値", "単位", "実績", "測定日", "根拠", "状況",
    "結果",
)  # fmt: skip
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


@dataclass(frozen=True)
class Table:
    """A paper as a plain table: for the workbook and the csv."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


def goals_document(work: Work, year: int, form: str, on: date | None = None) -> Document:
    """The goals of a fiscal year that the person sees, as `pdf`, `xlsx` or `csv`.

    The PDF is the headquarters' paper: what is in force. With `on`, how they stood on that day.
    Raises NotFound for another form.
    """
    name = f"{era_year(year)}DX推進目標" + ("の進捗状況" if on else "")
    if form == "pdf":
        found = _printed(work, year, on)
        return _document(name, form, typeset(TEMPLATE, found))
    if on is None:
        rows = goals.every(work, GoalFilter(year))
        headings = (*(words[0] for words in goals.HEADINGS.values()), "状態")
        return _table(Table(name, headings, LIST_WIDTHS, tuple(map(_line, rows))), form)
    lines = [
        _result_line(row, one)
        for row in goals.progress(work, year, on).rows
        for one in row.year_end
    ]
    return _table(Table(name, RESULT_HEADINGS, RESULT_WIDTHS, tuple(lines)), form)


def matrix_document(work: Work, year: int, form: str) -> Document:
    """The matrix of a year's goals and planned items by field and step, in the same forms."""
    cells = goals.matrix(work, year)
    fields = {one.code: one.title.ja for one in items.fields(work)}
    name = f"{era_year(year)}DX推進目標の分野・ステップ別一覧"
    if form == "pdf":
        planned = _planned(work, year)
        return _document(name, form, typeset(TEMPLATE, _matrix(work, year, cells, planned)))
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
    return _table(Table(name, MATRIX_HEADINGS, MATRIX_WIDTHS, tuple(rows)), form)


def _document(name: str, form: str, content: bytes) -> Document:
    return Document(f"{name}.{form}", FORMS[form].media_type, content)


def _table(table: Table, form: str) -> Document:
    if form == "csv":
        return _document(table.name, form, rendering.table(table.headings, table.rows))
    if form != "xlsx":
        raise NotFound(what="form", name=form)
    return _document(table.name, form, _xlsx(table))


def _xlsx(table: Table) -> bytes:
    """One sheet, A4 landscape; every cell wraps, and its row is as high as its text."""
    book = Book(table.name)
    page = book.page("一覧")
    grid = {**PLAIN, "border": 1, "border_color": "#808080", "text_wrap": True, "valign": "top"}
    for place, heading in enumerate(table.headings):
        page.put(1, place, heading, **grid, bold=True, bg_color="#EDEDED")
        page.width(place, table.widths[place])
    for number, row in enumerate(table.rows, start=2):
        for place, cell in enumerate(row):
            page.put(number, place, neutralised(cell) if isinstance(cell, str) else cell, **grid)
        page.height(number, xlsx_file.height(zip(row, table.widths, strict=True)))
    page.sheet.freeze_panes(1, 0)
    page.landscape((1, 1), side=0.5, footer="&C&P / &N")
    return book.content()


def _carriers(row: GoalRow) -> str:
    return "・".join(one.name.ja for one in row.departments)


def _line(row: GoalRow) -> tuple[str | int | None, ...]:
    return (
        row.number,
        _carriers(row),
        row.title,
        row.overview,
        row.field_title.ja if row.field_title else "",
        STEPS[row.dx_step] if row.dx_step else "",
        "\n".join(one.said.text for one in row.year_end),
        "\n".join(one.said.text for one in row.later),
        STATES[row.state],
    )


def _result_line(row: GoalRow, one: IndicatorView) -> tuple[str | int | None, ...]:
    last = one.latest
    return (
        row.number,
        _carriers(row),
        row.title,
        one.said.text,
        one.said.target,
        one.said.unit,
        one.latest_words,
        day(last.on) if last else "",
        last.basis if last else "",
        REACHED[one.reached],
        CONCLUSIONS[row.conclusion] if row.conclusion else "",
    )


def _listed(lines: Sequence[str]) -> str:
    """Several lines with ・ before each, one without: as the paper has them."""
    return "\n".join(lines if len(lines) == 1 else (f"・{one}" for one in lines))


def _head(text: str, across: int = 1, down: int = 1) -> dict[str, Any]:
    return {"text": text, "across": across, "down": down}


def _printed(work: Work, year: int, on: date | None) -> dict[str, Any]:
    """What the paper of the goals says; with `on` a column more: how they stood on that day."""
    found = goals.progress(work, year, on or work.today)
    this, next_one = era_year(year), era_year(year + 1)
    heads = ("No.", "部署名", "目標", "設定した目標の概要")
    tops = [_head(text, down=2) for text in heads] + [_head("成果指標等", across=2)]
    widths = [9, 27, 58, 0, 54, 58]
    if on is not None:
        tops.append(_head("実績・状況", down=2))
        widths = [9, 24, 44, 0, 44, 44, 50]
    rows = []
    for row in found.rows:
        cells = [
            str(row.number),
            _carriers(row),
            row.title,
            row.overview,
            _listed([one.said.text for one in row.year_end]),
            "\n".join(f"・{one.said.text}" for one in row.later),
        ]
        if on is not None:
            cells.append(_standing(row))
        rows.append(_row(cells))
    counts = "　".join(f"{REACHED[one]} {count}件" for one, count in found.counts.items())
    return {
        "title": f"各部署のDX推進目標（{this}設定：プロジェクト）の"
        + ("進捗状況" if on else "概要"),
        "subtitle": "",
        "counts": f"目標 {len(found.rows)}件" + (f"　成果指標　{counts}" if on else ""),
        "date": f"{day(on)} 現在" if on else "",
        "widths": widths,
        "headings": [*tops, _head(f"{this}末"), _head(f"{next_one}以降")],
        "rows": rows,
        "nothing": NOTHING,
    }


def _standing(row: GoalRow) -> str:
    lines = []
    for one in row.year_end:
        said = f"{REACHED[one.reached]}　{one.latest_words}".rstrip()
        if one.latest:
            said = f"{said}（{day(one.latest.on)}、根拠：{one.latest.basis}）"
        lines.append(said)
    if row.conclusion:
        lines.append(f"【{CONCLUSIONS[row.conclusion]}】{row.outcome}")
    return _listed(lines)


def _row(cells: Iterable[str]) -> dict[str, Any]:
    texts = [breakable(cell) for cell in cells]
    return {"cells": texts, "long": max(map(len, texts)) > LONG_TEXT}


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
        rows.append(_row([field.title.ja, *texts]))
    budgets = dict.fromkeys(
        planned.get(line.item_name, "")
        for cell in cells.values()
        for line in cell.lines
        if line.item_name
    )
    budget = next(iter(budgets), "") if len(budgets) == 1 else ""
    placed = sum(cell.goals for cell in cells.values())
    every = len([one for one in goals.every(work, GoalFilter(year)) if one.state in goals.IN_FORCE])
    return {
        "title": "DX実現に向けたデジタル化の推進について",
        "subtitle": f"＜主なDX推進目標と{budget}予算検討予定＞",
        "counts": f"目標 {placed}件（ほかに分野・ステップの定めのない目標 {every - placed}件）",
        "date": f"{day(work.today)} 現在",
        "widths": [16, 0, 0, 0],
        "headings": [_head("ステップ"), *(_head(STEPS[step]) for step in DxStep)],
        "rows": rows,
        "nothing": NOTHING,
    }


def _entry(line: MatrixLine, planned: dict[str, str]) -> str:
    kind = "目標" if line.goal_id else f"{planned.get(line.item_name, '')}予算検討予定"
    examples = f"（{line.examples}など）" if line.examples else ""
    return f"【{line.department.ja}】〔{kind}〕\n{line.title}{examples}"
