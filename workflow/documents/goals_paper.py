"""各部署のDX推進目標, and how far they are: as PDF, workbook and csv.

The workbook and the csv of the goals can be brought in again.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from workflow import goals, office
from workflow.documents.columns import as_of, day
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
from workflow.goals import GoalFilter, GoalRow, IndicatorView, Progress
from workflow.values.fiscal import era_year
from workflow.values.promotion import Conclusion, GoalState, Reached
from workflow.work import Work

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
RESULT_HEADINGS: Final = (
    "番号", "部署名", "目標", "成果指標", "目標値", "単位", "実績", "測定日", "根拠", "状況",
    "結果",
)  # fmt: skip
RESULT_KEYS: Final = (0, 3)
"""A goal, and one of its indicators."""


def goals_document(work: Work, year: int, form: str, on: date | None = None) -> Document:
    """The goals of a fiscal year that the person sees, as `pdf`, `xlsx` or `csv`.

    The PDF is the headquarters' paper: what is in force. With `on`, how they stood on that day.
    Raises NotFound for another form.
    """
    if form == "pdf" or on:
        return _file(goals_paper(work, year, on), form, on or work.today)
    table = _table(goals.every(work, GoalFilter(year)), year, on)
    return _file(YearPaper(TEMPLATE, {}, table).of(office.office(work)), form, work.today)


def team_goals_document(work: Work, year: int, form: str, on: date) -> Document:
    """幹事会報告: how the goals in force of teams (班) stood on a day, as `pdf`, `xlsx` or `csv`.

    Raises NotFound for another form.
    """
    found = goals.progress(work, year, on, teams=True)
    table = _table(found.rows, year, on, teams=True)
    paper = YearPaper(TEMPLATE, _printed(found, on, teams=True), table)
    return _file(paper.of(office.office(work)), form, on)


def _file(paper: YearPaper, form: str, on: date) -> Document:
    if form == "pdf":
        content = typeset(paper.template, paper.printed)
        return paper_file(paper.table.name, form, content).as_of(on)
    return table_file(paper.table, form, on=on)


def goals_paper(work: Work, year: int, on: date | None = None) -> YearPaper:
    """The headquarters' paper of the goals in force, with `on` how they stood on that day."""
    found = goals.progress(work, year, on or work.today)
    paper = YearPaper(TEMPLATE, _printed(found, on), _table(found.rows, year, on))
    return paper.of(office.office(work))


def _name(year: int, on: date | None, *, teams: bool = False) -> str:
    return f"{era_year(year)}{'班単位' if teams else ''}DX推進目標" + ("の進捗状況" if on else "")


def _table(rows: Sequence[GoalRow], year: int, on: date | None, *, teams: bool = False) -> Table:
    name = _name(year, on, teams=teams)
    if on is None:
        headings = (*(words[0] for words in goals.HEADINGS.values()), "状態")
        return Table(name, headings, LIST_WIDTHS, tuple(map(_line, rows)))
    lines = [_result_line(row, one) for row in rows for one in row.year_end]
    return Table(name, RESULT_HEADINGS, RESULT_WIDTHS, tuple(lines), RESULT_KEYS)


def _carriers(row: GoalRow) -> str:
    names = "・".join(one.name.ja for one in row.departments)
    return f"{names}\n{row.team}" if row.team else names


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
        row.place,
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


def _printed(found: Progress, on: date | None, *, teams: bool = False) -> dict[str, Any]:
    """What the paper of the goals says; with `on` a column more: how they stood on that day."""
    this, next_one = era_year(found.year), era_year(found.year + 1)
    heads = ("No.", "部署名・班名" if teams else "部署名", "目標", "設定した目標の概要")
    tops = [heading(text, down=2) for text in heads] + [heading("成果指標等", across=2)]
    widths = [9, 27, 58, 0, 54, 58]
    if on is not None:
        tops.append(heading("実績・状況", down=2))
        widths = [9, 24, 44, 0, 44, 44, 50]
    counts = "　".join(f"{REACHED[one]} {count}件" for one, count in found.counts.items())
    return {
        "title": f"各部署のDX推進目標（{this}設定：{'班単位' if teams else 'プロジェクト'}）の"
        + ("進捗状況" if on else "概要"),
        "subtitle": "＜幹事会報告＞" if teams else "",
        "counts": f"目標 {len(found.rows)}件" + (f"　成果指標　{counts}" if on else ""),
        "date": as_of(on) if on else "",
        "widths": widths,
        "headings": [*tops, heading(f"{this}末"), heading(f"{next_one}以降")],
        "rows": [printed_row(_cells(row, on)) for row in found.rows],
        "nothing": NOTHING,
    }


def _cells(row: GoalRow, on: date | None) -> list[str]:
    cells = [
        str(row.place),
        _carriers(row),
        row.title,
        row.overview,
        _listed([one.said.text for one in row.year_end]),
        "\n".join(f"・{one.said.text}" for one in row.later),
    ]
    return cells if on is None else [*cells, _reached(row)]


def _reached(row: GoalRow) -> str:
    lines = []
    for one in row.year_end:
        said = f"{REACHED[one.reached]}　{one.latest_words}".rstrip()
        if one.latest:
            said = f"{said}（{day(one.latest.on)}、根拠：{one.latest.basis}）"
        lines.append(said)
    if row.conclusion:
        lines.append(f"【{CONCLUSIONS[row.conclusion]}】{row.outcome}")
    return _listed(lines)
