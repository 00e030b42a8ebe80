"""財源内訳 in the form: rows of source, label and amount, as many as are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms.utils import unset_value

from webapp.forms.fields import read_kyen
from webapp.forms.rows_field import RowsField, TypedRow
from webapp.request import current
from webapp.words import labels
from webapp.words.filters import kyen
from workflow.values import FundingLine


@dataclass
class FundingRow(TypedRow):
    """One line of funding as typed."""

    source: str = ""
    label: str = ""
    amount: str = ""

    @property
    def doubtful(self) -> str:
        """The amount where the source is one that there is."""
        return "amount" if self.source in current.named().sources else "source"

    def read(self) -> FundingLine:
        """The line this row means; raises ValueError with a message."""
        if self.source not in current.named().sources:
            raise ValueError(_("Choose the kind of funding."))
        if not self.amount.strip():
            raise ValueError(_("Type the amount."))
        return FundingLine(self.source, read_kyen(self.amount), self.label)


class FundingField(RowsField):
    """The lines of the funding."""

    row = FundingRow
    rows: list[FundingRow]

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The kinds of funding in use, and the retired ones that rows have."""
        chosen = {row.source for row in self.rows}
        kinds = current.named().funding_kinds
        return [
            (one.code, labels.funding(one.code))
            for one in kinds
            if one.active or one.code in chosen
        ]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows from the three columns that were sent, or from the kept lines."""
        super().process(None, data, extra_filters)
        if formdata is not None:
            self.take(self.sent(formdata))
            return
        self.rows = [FundingRow(x.source, x.label, kyen(x.amount_kyen)) for x in self.value]
        self.fill_up()

    def show(self, typed: Iterable[Iterable[str]]) -> None:
        """Show rows that were kept as they were typed, with what is wrong with them."""
        self.take(typed)
        self.errors = tuple(self.process_errors)

    @property
    def typed(self) -> list[list[str]]:
        """The texts of every row that is not blank."""
        return [row.texts for row in self.rows if not row.blank]

    @property
    def value(self) -> tuple[FundingLine, ...]:
        """The lines of all rows that are not blank."""
        return tuple(self.data or ())
