"""The list for 財政課: what was asked, what was found, what it binds later years to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from workflow.documents import pdf_file, text_files, xlsx_file
from workflow.documents.listing import Entry, Group, Listing, listing, title
from workflow.documents.queries import Commitments, FinanceReport
from workflow.documents.rendering import FORMS, Document
from workflow.items.views import ItemRow
from workflow.values.errors import NotFound

PAPER: Final = "財政課用"
KIND: Final = "事前協議結果一覧"
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
        title=title(found.report, KIND),
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


def _entry(entry: Entry, row: ItemRow, commitments: Mapping[int, Commitments]) -> Entry:
    return replace(
        entry,
        conditions=row.conditions,
        commitments=commitments.get(row.id, entry.commitments),
    )


def _csv(paper: Listing) -> bytes:
    return text_files.table(COLUMNS, map(_cells, paper.entries))


def _cells(entry: Entry) -> tuple[str | int | None, ...]:
    line, said = entry.line, entry.commitments
    return (
        line.no, line.department, line.section, line.name, line.amount_kyen, said.previous_kyen,
        said.five_year_kyen, said.debt_burden_period, said.debt_burden_limit_kyen, line.funding,
        line.state, line.verdict, entry.conditions,
    )  # fmt: skip


WRITERS: Final = {"csv": _csv, "xlsx": xlsx_file.write, "pdf": pdf_file.write}
