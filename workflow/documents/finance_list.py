"""The list for 財政課: what was asked, what was found, what it binds later years to."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from typing import Final

from workflow.documents import pdf_file, xlsx_file
from workflow.documents.listing import Entry, Group, Listing, listing, meeting_name
from workflow.documents.rendering import FORMS, Document
from workflow.errors import NotFound
from workflow.queries.views import ItemRow, Report
from workflow.queries.views.papers import Commitments, FinanceReport
from workflow.text import neutralised

PAPER: Final = "財政課用"
COLUMNS: Final = (
    "no", "department", "section", "name", "amount_kyen", "previous_amount_kyen",
    "five_year_cost_kyen", "debt_burden_period", "debt_burden_limit_kyen", "funding", "state",
    "verdict", "conditions",
)  # fmt: skip
"""The csv's columns; amounts in 千円, empty where not given."""


def document(found: FinanceReport, form: str) -> Document:
    """The list as `csv`, `xlsx` or `pdf`, with a file name. Raises NotFound for another form."""
    if form not in WRITERS:
        raise NotFound(what="form", name=form)
    paper = finance_listing(found)
    return Document(f"{paper.title}.{form}", FORMS[form].media_type, WRITERS[form](paper))


def finance_listing(found: FinanceReport) -> Listing:
    """The rows, groups and sums of 資料1-6 with conditions and commitments, for the writers."""
    plain = listing(found.report)
    rows = iter(found.report.rows)
    return replace(
        plain,
        title=title(found.report),
        paper=PAPER,
        is_for_finance=True,
        groups=tuple(
            Group(
                group.department,
                tuple(_entry(entry, next(rows), found.commitments) for entry in group.entries),
                group.kyen,
            )
            for group in plain.groups
        ),
    )


def title(report: Report) -> str:
    """令和3年度9月補正予算（デジタル化関連事業）事前協議結果一覧."""
    budgets = "・".join(cycle.title.ja for cycle in report.cycles)
    meeting = f"{meeting_name(report.meeting)} " if report.meeting else ""
    return f"{meeting}{budgets}（デジタル化関連事業）事前協議結果一覧"


def _entry(entry: Entry, row: ItemRow, commitments: Mapping[int, Commitments]) -> Entry:
    return replace(
        entry,
        conditions=row.conditions,
        commitments=commitments.get(row.id, entry.commitments),
    )


def _csv(paper: Listing) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in paper.entries:
        writer.writerow(
            neutralised(cell) if isinstance(cell, str) else cell for cell in _cells(entry)
        )
    return text.getvalue().encode("utf-8-sig")


def _cells(entry: Entry) -> tuple[str | int | None, ...]:
    line, said = entry.line, entry.commitments
    return (
        line.no, line.department, line.section, line.name, line.amount_kyen, said.previous_kyen,
        said.five_year_kyen, said.debt_burden_period, said.debt_burden_limit_kyen, line.funding,
        line.state, line.verdict, entry.conditions,
    )  # fmt: skip


WRITERS: Final = {"csv": _csv, "xlsx": xlsx_file.write, "pdf": pdf_file.write}
