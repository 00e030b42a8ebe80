"""The forms that a list can take, with the media type of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from workflow.documents import pdf_file, text_files, xlsx_file
from workflow.documents.listing import Listing, listing
from workflow.documents.queries import Report
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
    "csv": Form("text/csv; charset=utf-8", text_files.write_csv),
    "json": Form("application/json", text_files.write_json),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file.write
    ),
    "pdf": Form(PDF, pdf_file.write),
}


def render(report: Report, form: str) -> Document:
    """資料1-6 of `report` as `csv`, `json`, `xlsx` or `pdf`, with its name in Japanese.

    Raises NotFound for another form.
    """
    if form not in FORMS:
        raise NotFound(what="form", name=form)
    paper = listing(report)
    chosen = FORMS[form]
    return Document(f"{paper.title}.{form}", chosen.media_type, chosen.write(paper))
