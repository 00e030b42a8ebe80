"""The conditions of an evaluation in the form: a row each, with its day and who is to meet it."""

from dataclasses import dataclass
from typing import Any, Self

from flask_babel import gettext as _
from wtforms.utils import unset_value

from webapp.forms.fields import read_day, received
from webapp.forms.rows_field import RowsField, TypedRow
from workflow.values import ConditionLine, listed_in, numbered


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
        """The day where there is a text, else that there is none."""
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
