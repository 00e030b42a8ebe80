"""The list for 財政課: 資料1-6 with conditions and commitments."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from workflow.documents import columns, pdf_file, rendering, xlsx_file
from workflow.documents.list_building import listing, title
from workflow.documents.listing import Entry, Listing
from workflow.documents.rendering import FORMS, HEAVY, Draft
from workflow.documents.result_queries import Commitments, FinanceReport
from workflow.items.list_views import ItemRow
from workflow.values.errors import NotFound

KIND: Final = "事前協議結果一覧"


def finance_draft(found: FinanceReport, form: str, *, codes: bool = True) -> Draft:
    """The list as `csv`, `xlsx` or `pdf`, with a file name. Raises NotFound for another form.

    Without `codes` the csv's headings are in Japanese.
    """
    if form not in WRITERS:
        raise NotFound(what="form", name=form)
    paper = finance_listing(found)
    write = WRITERS[form] if form != "csv" else partial(_csv, codes=codes)
    rows = len(found.report.rows) if form in HEAVY else 0
    return Draft(f"{paper.file_title}.{form}", FORMS[form].media_type, write, paper, rows)


def finance_listing(found: FinanceReport) -> Listing:
    """The rows, groups and sums of 資料1-6 with conditions and commitments, for the writers."""
    plain = listing(found.report)
    used = {code for one in found.commitments.values() for code in one.funding}
    rows = iter(found.report.rows)
    return replace(
        plain,
        title=title(found.report, KIND),
        paper=f"{found.report.office.finance.ja}用",
        sources=found.report.office.sources_shown(used),
        is_for_finance=True,
        groups=tuple(
            replace(
                group,
                entries=tuple(
                    _entry(entry, next(rows), found.commitments) for entry in group.entries
                ),
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


def _csv(paper: Listing, *, codes: bool = True) -> bytes:
    named = columns.finance_columns(paper.sources)
    return rendering.list_table(paper, named, partial(_cells, paper.sources), codes=codes)


def _cells(sources: columns.Sources, entry: Entry) -> tuple[str | int | None, ...]:
    line, said = entry.line, entry.commitments
    return (
        line.no, line.department, line.section, line.name, line.amount_kyen, said.previous_kyen,
        said.five_year_kyen, said.debt_burden_period, said.debt_burden_limit_kyen, line.funding,
        line.state, line.verdict, entry.conditions,
        *(said.funding.get(code) for code, _name in sources), line.number,
    )  # fmt: skip


WRITERS: Final[Mapping[str, Callable[[Listing], bytes]]] = {
    "csv": _csv,
    "xlsx": xlsx_file.write,
    "pdf": pdf_file.write,
}
