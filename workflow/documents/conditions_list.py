"""履行状況一覧: the conditions of evaluations and how they stand, as PDF, workbook and csv.

A condition has the number that it has on the screen, in the order of the screen's list.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from workflow import office
from workflow.conditions import ConditionFilter, ConditionView, every
from workflow.documents import rendering, xlsx_file
from workflow.documents.columns import NAME_HEADING, as_of, day, day_of
from workflow.documents.rendering import FORMS, Document
from workflow.documents.typesetting import breakable, is_long, typeset
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.items import reference
from workflow.values.errors import NotFound
from workflow.values.text import neutralised
from workflow.values.vocabulary import ConditionState
from workflow.work import Work

TITLE: Final = "評価に付した条件の履行状況一覧"
TEMPLATE: Final = "conditions.typ"
STATES: Final = {
    ConditionState.OPEN: "回答待ち",
    ConditionState.ANSWERED: "確認待ち",
    ConditionState.MET: "履行確認済",
    ConditionState.CLOSED: "対象外",
}
LATE: Final = "（期限超過）"
NOTHING: Final = "該当する条件はありません。"
HEADINGS: Final = (
    "部局名", "課室名", "事業（事業内訳）名", "番号", "条件", "履行期限", "担当", "状況", "回答",
    "回答日",
)  # fmt: skip
WIDTHS: Final = (16, 16, 28, 6, 48, 16, 14, 12, 48, 16)
"""Characters in the workbook."""

BUDGET: Final = "予算"
"""A last column of the csv, where the list has several budgets."""

HEADER_ROW: Final = 3


@dataclass(frozen=True)
class Block:
    """The rows of texts of one budget, and how many of its conditions stand how."""

    budget: str
    counts: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def heading(self) -> str:
        """【令和3年度9月補正予算】計 2件（回答待ち 2件）."""
        return f"【{self.budget}】{self.counts}"


@dataclass(frozen=True)
class Status:
    """The list: its title, the day it was made, how many stand how, and its rows by budget."""

    title: str
    office: str
    on: date
    counts: str
    blocks: tuple[Block, ...]

    @property
    def has_blocks(self) -> bool:
        """Whether it has conditions of several budgets, each a block with its count."""
        return len(self.blocks) > 1


def conditions_document(work: Work, wanted: ConditionFilter, form: str) -> Document:
    """The list of what `wanted` asks for, of what the person may see: `pdf`, `xlsx`, `csv`.

    Raises NotFound for another form.
    """
    if form not in WRITERS:
        raise NotFound(what="form", name=form)
    paper = _status(work, wanted)
    written = Document(f"{paper.title}.{form}", FORMS[form].media_type, WRITERS[form](paper))
    return written.as_of(paper.on)


def _status(work: Work, wanted: ConditionFilter) -> Status:
    found = every(work, wanted)
    title = TITLE
    if wanted.cycle_id:
        title = f"{reference.cycle(work, wanted.cycle_id).title.ja} {TITLE}"
    titles = {one.id: one.title.ja for one in reference.cycles(work)}
    blocks = [
        Block(titles[cycle_id], _counts(of_it), tuple(map(_row, of_it)))
        for cycle_id, rows in groupby(found, key=lambda one: one.cycle_id)
        for of_it in (tuple(rows),)
    ]
    return Status(title, office.office(work).name.ja, work.today, _counts(found), tuple(blocks))


def _counts(found: Sequence[ConditionView]) -> str:
    """計 5件（回答待ち 3件、うち期限超過 1件、…）."""
    by_state = Counter(one.state for one in found)
    late = sum(1 for one in found if one.overdue)
    said = [f"{word} {by_state[state]}件" for state, word in STATES.items() if by_state[state]]
    if late:
        said.insert(1, f"うち期限超過 {late}件")
    return f"計 {len(found)}件" + (f"（{'、'.join(said)}）" if said else "")


def _row(one: ConditionView) -> tuple[str, ...]:
    answer = one.answer
    files = (
        f"\n添付 {'、'.join(file.name for file in answer.files)}" if answer and answer.files else ""
    )
    return (
        one.department.ja,
        one.section,
        one.item_name,
        str(one.number),
        one.text,
        day(one.due_on) if one.due_on else "",
        one.who,
        STATES[one.state] + (LATE if one.overdue else ""),
        f"{answer.text}{files}" if answer else "",
        day_of(answer.at) if answer else "",
    )


def _csv(paper: Status) -> bytes:
    if not paper.has_blocks:
        return rendering.table(HEADINGS, (row for block in paper.blocks for row in block.rows))
    rows = [(*row, block.budget) for block in paper.blocks for row in block.rows]
    return rendering.table((*HEADINGS, BUDGET), rows)


def _pdf(paper: Status) -> bytes:
    rows: list[dict[str, Any]] = []
    for block in paper.blocks:
        if paper.has_blocks:
            rows.append({"budget": block.heading})
        rows += [
            {"cells": [breakable(cell) for cell in row], "long": is_long(row)} for row in block.rows
        ]
    content: dict[str, Any] = {
        "title": paper.title,
        "office": paper.office,
        "date": as_of(paper.on),
        "counts": paper.counts,
        "headings": HEADINGS,
        "rows": rows,
        "nothing": NOTHING,
    }
    return typeset(TEMPLATE, content)


def _xlsx(paper: Status) -> bytes:
    """One sheet, A4 landscape; every cell wraps, and its row is as high as its text."""
    book = Book(paper.title, paper.office)
    page = book.page("履行状況一覧")
    grid = {**PLAIN, "border": 1, "border_color": "#808080", "text_wrap": True}
    page.put(1, 0, neutralised(paper.title), **{**PLAIN, "font_size": 14, "bold": True})
    page.put(2, 0, f"{as_of(paper.on)}　{paper.counts}", **PLAIN)
    head = {"bold": True, "bg_color": "#EDEDED", "align": "center", "valign": "vcenter"}
    for place, heading in enumerate(HEADINGS):
        page.put(HEADER_ROW, place, heading, **grid, **head)
        page.width(place, WIDTHS[place])
    page.height(HEADER_ROW, xlsx_file.height(zip(HEADINGS, WIDTHS, strict=True)))
    for block in paper.blocks:
        if paper.has_blocks:
            shade = {**grid, "bold": True, "bg_color": "#EDEDED", "align": "left"}
            page.across(page.last + 1, len(HEADINGS), block.heading, **shade)
        for row in (shown for one in block.rows for shown in _rows_shown(one)):
            number = page.last + 1
            for place, cell in enumerate(row):
                page.put(number, place, neutralised(cell or ""), **grid, valign="top", align="left")
            page.height(number, xlsx_file.height(zip(row, WIDTHS, strict=True)))
    page.sheet.freeze_panes(HEADER_ROW, 0)
    page.landscape((1, HEADER_ROW))
    return book.content()


def _rows_shown(row: Sequence[str]) -> list[list[Any]]:
    """A condition in as many rows as its texts take; each names the item and the condition."""
    first, *others = xlsx_file.torn(row, WIDTHS)
    name, number = HEADINGS.index(NAME_HEADING), HEADINGS.index("番号")
    for further in others:
        further[name], further[number] = row[name], f"{row[number]}{xlsx_file.CONTINUED}"
    return [first, *others]


WRITERS: Final = {"csv": _csv, "xlsx": _xlsx, "pdf": _pdf}
