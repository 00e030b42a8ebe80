"""A report as a file: which forms there are, and the two that are text."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from io import StringIO
from itertools import chain
from typing import Any, Final

from workflow.documents import pdf_file, writer_process, xlsx_file
from workflow.documents.columns import BUDGET, as_of
from workflow.documents.list_building import listing
from workflow.documents.listing import COLUMNS, Entry, Listing
from workflow.documents.progress import Tell, to_nobody
from workflow.documents.queries import Report
from workflow.files.storage import name_for_saving
from workflow.values.errors import NotFound
from workflow.values.paper_words import csv_headings
from workflow.values.text import neutralised

Cells = Iterable[str | int | Decimal | None]


def write_csv(listing: Listing, *, codes: bool = True) -> bytes:
    """資料1-6, one row a line; amounts are integers, empty where not entered."""
    wide = len(COLUMNS) if listing.has_numbers else COLUMNS.index("number")
    return list_table(
        listing, COLUMNS[:wide], lambda entry: astuple(entry.line)[:wide], codes=codes
    )


def list_table(
    listing: Listing,
    headings: Sequence[str],
    cells: Callable[[Entry], Sequence[str | int | None]],
    *,
    codes: bool,
) -> bytes:
    """The rows of a list under their headings, among which are `department` and `amount_kyen`.

    Of several budgets each is a block with its sum, and the sum of all is last. Without
    `codes` the headings are in Japanese.
    """
    named = tuple if codes else partial(csv_headings, sources=dict(listing.sources))
    if not listing.has_blocks:
        return table(named(headings), map(cells, listing.entries))
    rows: list[Sequence[str | int | None]] = []
    for block in listing.blocks:
        rows += [(*cells(entry), block.budget) for entry in block.entries]
        rows.append((*_sum_row(headings, block.sum_name, block.kyen), block.budget))
    rows.append((*_sum_row(headings, listing.sum_name, listing.kyen), ""))
    return table(named((*headings, BUDGET)), rows)


def _sum_row(headings: Sequence[str], name: str, kyen: int) -> list[str | int | None]:
    """A row with nothing but a name, where departments stand, and a sum in 千円."""
    sums: dict[str, str | int] = {"department": name, "amount_kyen": kyen}
    return [sums.get(heading) for heading in headings]


def table(headings: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """Rows under their headings; what is None is an empty cell."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in chain([headings], rows):
        writer.writerow(neutralised(cell) if isinstance(cell, str) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")


def write_json(listing: Listing) -> bytes:
    """資料1-6 as a list of objects with the csv's keys; sums are nobody's object.

    Texts as typed, amounts as integers (千円), null where not entered.
    """
    if not listing.has_blocks:
        return dumped([asdict(line) for line in listing.lines])
    return dumped(
        [
            {**asdict(entry.line), BUDGET: block.budget}
            for block in listing.blocks
            for entry in block.entries
        ]
    )


def dumped(value: object) -> bytes:
    """A value as every json file of Jizen is written: letters as they are, to be read by people."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True)
class Document:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes

    @property
    def saved_as(self) -> str:
        """Its name as every machine can save it."""
        return name_for_saving(self.name)

    def as_of(self, day: date) -> "Document":
        """The same file of what is so on a day, which its name says: tomorrow's is another one."""
        stem, dot, ending = self.name.rpartition(".")
        return replace(self, name=f"{stem} {as_of(day)}{dot}{ending}")


@dataclass(frozen=True)
class Draft:
    """A file whose content was read, and which is still to be written.

    `write` is a function of a module, `rows` how long it is: 0 for what takes no time.
    """

    name: str
    media_type: str
    write: Callable[[Any], bytes]
    content: Any
    rows: int = 0

    def written(self, tell: Tell = to_nobody) -> Document:
        """The file, in a process of its own where it is long. Raises PaperNotMade."""
        content = writer_process.written(self.write, self.content, self.rows, tell)
        return Document(self.name, self.media_type, content)


def table_document(name: str, headings: Sequence[str], rows: Iterable[Cells]) -> Document:
    """A csv file called `name`."""
    return Document(f"{name}.csv", "text/csv; charset=utf-8", table(headings, rows))


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


def draft(report: Report, form: str, paper: str | None = None, *, codes: bool = True) -> Draft:
    """資料1-6 of `report` as `csv`, `json`, `xlsx` or `pdf`, with its name in Japanese.

    `paper` is its number on the agenda; without `codes` the csv's headings are in Japanese.
    Raises NotFound for another form.
    """
    if form not in FORMS:
        raise NotFound(what="form", name=form)
    printed = listing(report, paper)
    chosen = FORMS[form]
    write = chosen.write if form != "csv" else partial(write_csv, codes=codes)
    rows = len(report.rows) if form in HEAVY else 0
    return Draft(f"{printed.file_title}.{form}", chosen.media_type, write, printed, rows)
