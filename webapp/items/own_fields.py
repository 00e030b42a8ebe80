"""Fields that the office added to its sheet, in the form of an item: each keeps what was typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from flask_babel import LazyString

from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Block, Clean, Typed, read_day
from webapp.words import refusals, sheet_labels
from workflow.values import (
    OwnField,
    OwnKind,
    OwnUnreadable,
    Problem,
    clean_block,
    number_shown,
)


class Number(Typed):
    """A number with decimals or without, its unit behind it or not."""

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
