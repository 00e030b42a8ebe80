"""The conditions of an evaluation in the form: a row each, with its day and who is to meet it."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final, Self

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value

from webapp.forms.fields import read_day, received
from workflow.values import ConditionLine, listed_in, numbered

PARTS: Final = ("text", "due", "who")
ROWS_AT_FIRST: Final = 2
ROWS_READ: Final = 100
"""Far beyond what an evaluation takes: a request with more is no person's."""


@dataclass
class ConditionRow:
    """One row as typed, with what is wrong with it."""

    text: str = ""
    due: str = ""
    who: str = ""
    error: str = ""
    wrong: str = ""
    """Which of PARTS the error is about."""

    @classmethod
    def of(cls, one: ConditionLine) -> Self:
        """The row that means a condition."""
        return cls(one.text, one.due_on.isoformat() if one.due_on else "", one.who)

    @property
    def blank(self) -> bool:
        """Whether nothing was typed into the row."""
        return not (self.text.strip() or self.due.strip() or self.who.strip())


class ConditionsField(Field):
    """The rows; blank ones are passed over. One text of all, as a script sends it, is read too."""

    rows: list[ConditionRow]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows from the three columns that were sent, or from one text."""
        super().process(None, "" if data is unset_value else data, extra_filters)
        typed = str(self.data or "")
        if formdata is not None:
            typed = received(formdata.get(self.name, ""))
            columns = [formdata.getlist(f"{self.name}-{part}")[:ROWS_READ] for part in PARTS]
        self.rows = [ConditionRow.of(one) for one in listed_in(typed)]
        if formdata is not None:
            texts = zip_longest(*columns, fillvalue="")
            self.rows += [ConditionRow(*map(received, row)) for row in texts]
        self.data = tuple(self._lines())
        self.rows += [ConditionRow() for _blank in range(len(self.rows), ROWS_AT_FIRST)]

    def _lines(self) -> Any:
        for number, row in enumerate(self.rows, start=1):
            if row.blank:
                continue
            try:
                yield _read(row)
            except ValueError as wrong:
                row.error = str(wrong)
                row.wrong = "due" if row.text.strip() else "text"
                said = _("Row %(row)d: %(message)s", row=number, message=row.error)
                self.process_errors = [*self.process_errors, said]

    def add_row(self) -> None:
        """One more blank row."""
        self.rows.append(ConditionRow())

    @property
    def value(self) -> tuple[ConditionLine, ...]:
        """The conditions of all rows that are not blank."""
        return tuple(self.data or ())

    @property
    def preview(self) -> str:
        """What goes on paper: the conditions with their numbers, days and names."""
        return numbered(self.value)


def _read(row: ConditionRow) -> ConditionLine:
    """The condition that this row means; raises ValueError with a message."""
    text = row.text.replace("\r\n", "\n").strip()
    if not text:
        raise ValueError(_("Type the condition."))
    return ConditionLine(text, read_day(row.due) if row.due.strip() else None, row.who.strip())
