"""Fields of several controls: conditions, 財源内訳, and fields of the office's own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from flask_babel import LazyString
from wtforms.utils import unset_value

from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Block, Clean, Typed, read_day, read_kyen, received
from webapp.forms.rows_field import RowsField, TypedRow
from webapp.request import current
from webapp.words import labels, refusals, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import kyen
from workflow.values import (
    ConditionLine,
    FundingLine,
    OwnField,
    OwnKind,
    OwnUnreadable,
    Problem,
    clean_block,
    listed_in,
    number_shown,
    numbered,
)


@dataclass
class ConditionRow(TypedRow):
    """One condition as typed."""

    text: str = ""
    due: str = ""
    who: str = ""

    @classmethod
    def of(cls, one: ConditionLine) -> Self:
        """The row that means a condition."""
        return cls(one.text, one.due_on.isoformat() if one.due_on else "", one.who)

    @property
    def doubtful(self) -> str:
        """The day, or the text where that is what is missing."""
        return "due" if self.text.strip() else "text"

    def read(self) -> ConditionLine:
        """The condition that this row means; raises ValueError with a message."""
        text = self.text.replace("\r\n", "\n").strip()
        if not text:
            raise ValueError(_("Type the condition."))
        return ConditionLine(
            text, read_day(self.due) if self.due.strip() else None, self.who.strip()
        )


class ConditionsField(RowsField):
    """The rows. One text of all, as a script sends it, is read too."""

    row = ConditionRow
    rows: list[ConditionRow]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows from the three columns that were sent, or from one text."""
        super().process(None, "" if data is unset_value else data, extra_filters)
        typed = str(self.data or "")
        if formdata is not None:
            typed = received(formdata.get(self.name, ""))
        rows = [ConditionRow.of(one) for one in listed_in(typed)]
        if formdata is not None:
            rows += [ConditionRow(*map(received, row)) for row in self.sent(formdata)]
        self.take_rows(rows)
        self.fill_up()

    def said_of(self, number: int, message: str) -> str:
        """The same: a condition has its number beside its box."""
        return _("Condition %(number)d: %(message)s", number=number, message=message)

    @property
    def value(self) -> tuple[ConditionLine, ...]:
        """The conditions of all rows that are not blank."""
        return tuple(self.data or ())

    @property
    def preview(self) -> str:
        """What goes on paper: the conditions with their numbers, days and names."""
        return numbered(self.value)


# ------------------------------------------------------------------------- 財源内訳


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


# --------------------------------------------------- fields of the office's own


class Number(Typed):
    """A number with decimals or without, with its unit after it or not."""

    own: OwnField

    def __init__(self, label: Any = None, own: OwnField | None = None, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        if own is not None:
            self.own = own

    def read(self, typed: str) -> str:
        """The number as it is kept; raises ValueError with a sentence."""
        try:
            return self.own.read(typed)
        except OwnUnreadable as wrong:
            raise ValueError(refusals.problem(Problem(self.name, wrong.key))) from wrong

    def printed(self, value: str) -> str:
        """With commas."""
        return number_shown(value)

    @property
    def value(self) -> str:
        """The number as it is kept, "" where none was typed."""
        return self.data or ""


class OwnDay(Typed):
    """A day, kept as 2022-03-31."""

    def read(self, typed: str) -> str:
        """The day as it is kept; raises ValueError with a sentence."""
        return read_day(typed).isoformat()

    def printed(self, value: str) -> str:
        """As it is kept; what is none as it stands."""
        return str(date.fromisoformat(value)) if value else ""

    @property
    def value(self) -> str:
        """The day as it is kept, "" where none was typed."""
        return self.data or ""


MADE_BY_KIND: Final[Mapping[OwnKind, Callable[[OwnField, Any], Any]]] = {
    OwnKind.TEXT: lambda own, label: Block(label, [Clean(clean_block, own.spec.limit)]),
    OwnKind.NUMBER: lambda own, label: Number(label, own),
    OwnKind.CHOICE: lambda own, label: OneOf(label),
    OwnKind.DAY: lambda own, label: OwnDay(label),
}


def made_for(own: OwnField) -> Any:
    """The form's field for one that the office added."""
    return MADE_BY_KIND[own.kind](own, LazyString(lambda: sheet_labels.own(own)))


def stays_as_typed(field: Any) -> bool:
    """Whether a draft keeps in it a text that cannot be read: 未定, 来年3月."""
    return isinstance(field, Number | OwnDay)
