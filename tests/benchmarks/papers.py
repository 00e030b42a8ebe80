"""資料1-6 of a thousand items: seconds, the ratio to a bare table of typst, and memory."""

import json
import subprocess
import sys
from datetime import date
from statistics import median
from typing import Final

import typst

from tests.benchmarks.measuring import Figure, interleaved, most_memory, ratio, seconds
from tests.support.prepared import FIELDS
from workflow.documents.columns import columns
from workflow.documents.list_building import listing
from workflow.documents.queries import Report
from workflow.documents.rendering import draft
from workflow.documents.typesetting import fonts, forget
from workflow.items.list_views import ItemRow
from workflow.items.overview import sums_of
from workflow.items.reference import CycleView
from workflow.values.actor import Title
from workflow.values.vocabulary import Stage

ITEMS: Final = 1_000
DEPARTMENTS: Final = 12
TARGETS: Final = {"pdf": 2.0, "xlsx": 2.0, "csv": 0.3}
"""Seconds."""
MEMORY: Final = 400
"""MB, of a process that makes each form three times."""

SUMMARY: Final = "法令改正に伴い、税務総合システムを改修し、電子申告の対象を広げる。" * 2
BARE: Final = (
    b'#set page(paper: "a4", flipped: true)\n'
    b'#set text(font: "Noto Sans CJK JP", size: 8.5pt)\n'
    b"#table(columns: 9, ..json(bytes(sys.inputs.cells)))"
)


def thousand_items() -> list[Figure]:
    """Each form within its seconds, the PDF near a bare table, the whole within its memory."""
    report = many(ITEMS)
    times = interleaved(
        {form: lambda _run, form=form: seconds(lambda: draft(report, form).written().content)
         for form in TARGETS}
        | {"bare": lambda _run: _bare_alone(report)}
    )  # fmt: skip
    return [
        *(Figure(f"資料1-6 of 1,000 items as {form}", "-", median(times[form]), "s", most, False)
          for form, most in TARGETS.items()),
        Figure("its PDF over a bare table by typst (time)", "-", ratio(times, "pdf", "bare"),
               "×", 1.5, False),
        Figure("its peak memory, each form three times", "-", peak_memory(), "MB", MEMORY, False),
    ]  # fmt: skip


def _bare_alone(report: Report) -> float:
    """Seconds of typst alone. What it keeps is dropped unmeasured, lest the next one pay for it."""
    taken = seconds(lambda: bare_table(report))
    forget()
    return taken


def bare_table(report: Report) -> bytes:
    """The same cells by typst, without a thought for their looks."""
    paper = listing(report)
    shown = columns(paper)
    cells = [str(column.cell(entry) or "") for entry in paper.entries for column in shown]
    inputs = {"cells": json.dumps(cells, ensure_ascii=False)}
    return bytes(
        typst.compile(BARE, format="pdf", font_paths=fonts(), sys_inputs=inputs, timestamp=0)
    )


def peak_memory() -> float:
    """MB at most, of a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.papers"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def many(count: int) -> Report:
    """A report of so many items of twelve departments."""
    rows = tuple(_row(number, count) for number in range(count))
    total, by_department, by_field, by_verdict = sums_of(rows)
    return Report(
        cycles=(_CYCLE,), meeting=None, rows=rows, total=total, by_department=by_department,
        by_field=by_field, by_funding={}, by_verdict=by_verdict, evaluated=False,
        stage=Stage.PLANNED,
    )  # fmt: skip


_CYCLE: Final = CycleView(
    id="2021-09", title=Title("令和3年度9月補正予算", ""), fiscal_year=2021, budget_year=2021,
    kind="september", process_name="standard", opens_on=date(2021, 7, 1),
    submission_deadline=date(2021, 8, 20), review_deadline=date(2021, 8, 27), is_open=True,
)  # fmt: skip


def _row(number: int, count: int) -> ItemRow:
    department = number * DEPARTMENTS // count
    return ItemRow(
        id=number, cycle_id=_CYCLE.id, department_code=f"d{department}",
        department=Title(f"第{department}部", ""), joint_departments=(), section="税務課",
        field=tuple(FIELDS)[number % 3],
        field_title=tuple(FIELDS.values())[number % 3], category=Title("手続き", ""),
        name=f"税務総合システム改修事業 その{number}", amount_kyen=number * 7 % 99_999,
        funding="国庫支出金1/2、一般財源1/2", summary=SUMMARY, goal_number=None,
        state="submitted", state_title=Title("提出済", ""), round=1, turn=(), due_on=None,
        days_left=None, verdict_code=None,
        verdict=None, findings="", conditions="",
    )  # fmt: skip


def _consume() -> None:
    for _ in range(3):
        for form in TARGETS:
            draft(many(ITEMS), form).written()
    sys.stdout.write(str(most_memory()))


if __name__ == "__main__":
    _consume()
