"""A report as a file: which forms there are, and the two that are text."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from io import StringIO
from typing import Final

from workflow.documents import apart, pdf_file, xlsx_file
from workflow.documents.listing import COLUMNS, Listing, listing
from workflow.documents.queries import Report
from workflow.values.errors import NotFound
from workflow.values.text import neutralised

Cells = Iterable[str | int | None]


def write_csv(listing: Listing) -> bytes:
    """資料1-6, one row a line; amounts are integers, empty where not entered."""
    wide = len(COLUMNS) if listing.has_numbers else COLUMNS.index("number")
    return table(COLUMNS[:wide], (astuple(line)[:wide] for line in listing.lines))


def table(headings: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """Rows under their headings; what is None is an empty cell."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow(neutralised(cell) if isinstance(cell, str) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")


def write_json(listing: Listing) -> bytes:
    """資料1-6 as a list of objects with the csv's keys.

    Texts as typed, amounts as integers (千円), null where not entered.
    """
    return dumped([asdict(line) for line in listing.lines])


def dumped(value: object) -> bytes:
    """A value as every json file of Jizen is written: letters as they are, to be read by people."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True)
class Document:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


PDF: Final = "application/pdf"


@dataclass(frozen=True)
class Form:
    """One form of file: its media type and who writes it."""

    media_type: str
    write: Callable[[Listing], bytes]


FORMS: Final[Mapping[str, Form]] = {
    "csv": Form("text/csv; charset=utf-8", write_csv),
    "json": Form("application/json", write_json),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file.write
    ),
    "pdf": Form(PDF, pdf_file.write),
}


HEAVY: Final = frozenset({"xlsx", "pdf"})
"""The forms of which a long paper takes seconds, and much memory."""


def render(report: Report, form: str) -> Document:
    """資料1-6 of `report` as `csv`, `json`, `xlsx` or `pdf`, with its name in Japanese.

    Raises NotFound for another form.
    """
    if form not in FORMS:
        raise NotFound(what="form", name=form)
    paper = listing(report)
    chosen = FORMS[form]
    content = apart.written(chosen.write, paper, len(report.rows) if form in HEAVY else 0)
    return Document(f"{paper.title}.{form}", chosen.media_type, content)
