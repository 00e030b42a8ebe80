"""A field of several rows, as many as are asked for, each of a few texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Any, ClassVar, Final

from wtforms import Field

from webapp.forms.fields import received
from webapp.words.catalogue import gettext as _

ROWS_AT_FIRST: Final = 2
ROWS_READ: Final = 100
"""Far beyond what any form takes: a request with more is no person's."""


@dataclass(kw_only=True)
class TypedRow:
    """One row as typed, with what is wrong with it."""

    error: str = ""
    wrong: str = ""
    """Which of the parts the error is about."""

    @classmethod
    def parts(cls) -> tuple[str, ...]:
        """The names of the texts, as the row is made of them."""
        return tuple(one.name for one in fields(cls) if not one.kw_only)

    @property
    def texts(self) -> list[str]:
        """The texts, in their order."""
        return [getattr(self, part) for part in self.parts()]

    @property
    def blank(self) -> bool:
        """Whether nothing was typed into the row."""
        return not any(text.strip() for text in self.texts)

    @property
    def doubtful(self) -> str:
        """The part that is wrong where the row cannot be read."""
        raise NotImplementedError

    def read(self) -> Any:
        """What the row means; raises ValueError with a message."""
        raise NotImplementedError


class RowsField(Field):
    """The rows; blank ones are passed over."""

    row: ClassVar[type[TypedRow]]
    rows: list[Any]

    def sent(self, formdata: Any) -> Iterable[Iterable[str]]:
        """The texts of each row, from the columns that were sent."""
        names = (f"{self.name}-{part}" for part in self.row.parts())
        return zip_longest(*(formdata.getlist(name)[:ROWS_READ] for name in names), fillvalue="")

    def take(self, texts: Iterable[Iterable[str]]) -> None:
        """Take rows of texts as they were typed, and say what is wrong with them."""
        self.take_rows([self.row(*map(received, row)) for row in texts])

    def take_rows(self, rows: list[Any]) -> None:
        """The same with rows."""
        self.rows = rows
        self.data = tuple(self._read())

    def fill_up(self) -> None:
        """As many blank rows as a form begins with."""
        self.rows += [self.row() for _blank in range(len(self.rows), ROWS_AT_FIRST)]

    def add_row(self) -> None:
        """One more blank row."""
        self.rows.append(self.row())

    def said_of(self, number: int, message: str) -> str:
        """What is wrong with a row, named as the page names it; the first is 1."""
        return _("Row %(row)d: %(message)s", row=number, message=message)

    def _read(self) -> Iterator[Any]:
        for number, row in enumerate(self.rows, start=1):
            if row.blank:
                continue
            try:
                yield row.read()
            except ValueError as wrong:
                row.error, row.wrong = str(wrong), row.doubtful
                self.process_errors = [*self.process_errors, self.said_of(number, row.error)]
