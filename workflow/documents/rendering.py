"""Which forms a list can take, and what a browser is told about each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from workflow.documents import csv_file, json_file, pdf_file, xlsx_file
from workflow.documents.listing import Listing, listing
from workflow.documents.report import Report
from workflow.values.errors import NotFound


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
    "csv": Form("text/csv; charset=utf-8", csv_file.write),
    "json": Form("application/json", json_file.write),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file.write
    ),
    "pdf": Form(PDF, pdf_file.write),
}


def render(report: Report, form: str) -> bytes:
    """資料1-6 of `report` as `csv`, `json`, `xlsx` or `pdf`. Raises NotFound for another form."""
    return document(report, form).content


def document(report: Report, form: str) -> Document:
    """The same with a file name in Japanese and its media type. Raises NotFound."""
    if form not in FORMS:
        raise NotFound(what="form", name=form)
    paper = listing(report)
    chosen = FORMS[form]
    return Document(f"{paper.title}.{form}", chosen.media_type, chosen.write(paper))
