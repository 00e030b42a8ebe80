"""財源内訳 in the form: rows of source, label and amount, as many as are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value

from webapp.forms.fields import read_kyen, received
from webapp.words import labels
from webapp.words.filters import kyen
from workflow.values import FundingLine, FundingSource

PARTS: Final = ("source", "label", "amount")
KNOWN_SOURCES: Final = frozenset(FundingSource)
ROWS_AT_FIRST: Final = 2
ROWS_READ: Final = 100
"""Far beyond what a sheet takes: a request with more is no person's."""


@dataclass
class FundingRow:
    """One row as typed, with what is wrong with it."""

    source: str = ""
    label: str = ""
    amount: str = ""
    error: str = ""
    wrong: str = ""
    """Which of PARTS the error is about."""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed into the row."""
        return not (self.source or self.label.strip() or self.amount.strip())

    def read(self) -> FundingLine:
        """The line this row means; raises ValueError with a message."""
        if self.source not in KNOWN_SOURCES:
            raise ValueError(_("Choose the kind of funding."))
        if not self.amount.strip():
            raise ValueError(_("Type the amount."))
        return FundingLine(FundingSource(self.source), read_kyen(self.amount), self.label)


class FundingField(Field):
    """The rows; blank ones are passed over."""

    rows: list[FundingRow]
    sources: Final = tuple(labels.choices(FundingSource))

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows from the three columns that were sent, or from the kept lines."""
        super().process(None, data, extra_filters)
        if formdata is None:
            self.rows = [FundingRow(x.source, x.label, kyen(x.amount_kyen)) for x in self.value]
            self.rows += [FundingRow() for _blank in range(len(self.rows), ROWS_AT_FIRST)]
            return
        columns = [formdata.getlist(f"{self.name}-{part}")[:ROWS_READ] for part in PARTS]
        self._take(zip_longest(*columns, fillvalue=""))

    def show(self, typed: Iterable[Iterable[str]]) -> None:
        """Show rows that were kept as they were typed, with what is wrong with them."""
        self._take(typed)
        self.errors = tuple(self.process_errors)

    @property
    def typed(self) -> list[list[str]]:
        """The texts of every row that is not blank."""
        return [[row.source, row.label, row.amount] for row in self.rows if not row.blank]

    def _take(self, texts: Iterable[Iterable[str]]) -> None:
        self.rows = [FundingRow(*map(received, row)) for row in texts]
        self.data = tuple(self._lines())

    def _lines(self) -> Any:
        for number, row in enumerate(self.rows, start=1):
            if row.blank:
                continue
            try:
                yield row.read()
            except ValueError as wrong:
                row.error = str(wrong)
                row.wrong = "amount" if row.source in KNOWN_SOURCES else "source"
                said = _("Row %(row)d: %(message)s", row=number, message=row.error)
                self.process_errors = [*self.process_errors, said]

    def add_row(self) -> None:
        """One more blank row."""
        self.rows.append(FundingRow())

    @property
    def value(self) -> tuple[FundingLine, ...]:
        """The lines of all rows that are not blank."""
        return tuple(self.data or ())
