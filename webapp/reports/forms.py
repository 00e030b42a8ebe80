"""What freezing, lifting and an agenda ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from wtforms import HiddenField

from webapp.forms.fields import Block, received
from webapp.forms.form import Form
from webapp.words import labels, refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from workflow.reports import AgendaEntry, AgendaView
from workflow.values import AgendaKind, InputRefused, Problem, Refusal

BLANK_ROWS: Final = 3
ROWS_READ: Final = 100
"""Far beyond what an agenda takes: a request with more is no person's."""


class FreezeForm(Form):
    """The reason, and the edition that the person was shown this would be."""

    number = HiddenField()
    note = Block(_l("What is corrected, and why"))

    @property
    def edition(self) -> int | None:
        """The edition that was shown; None for what is no number."""
        typed = self.number.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None


class LiftForm(Form):
    """Why the results have to be corrected."""

    note = Block(_l("Reason"))


@dataclass
class AgendaRow:
    """One row as typed, with what is wrong with it."""

    group: str = ""
    number: str = ""
    title: str = ""
    kind: str = AgendaKind.FREE.value
    error: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed: then the row is passed over."""
        return not (self.number.strip() or self.title.strip())

    @property
    def entry(self) -> AgendaEntry:
        """What the row means; the engine refuses a number of 0."""
        known = {kind.value for kind in AgendaKind}
        kind = AgendaKind(self.kind) if self.kind in known else AgendaKind.FREE
        return AgendaEntry(_whole(self.group), _whole(self.number), self.title.strip(), kind)


class AgendaForm(Form):
    """The whole agenda: rows of two numbers, a title and a kind."""

    seen = HiddenField()
    rows: list[AgendaRow]
    kinds: Final = tuple(labels.choices(AgendaKind))

    is_proposed = False
    """Whether the first rows are a proposal, which nobody has saved."""

    def fill_in(self, agenda: AgendaView, proposed: tuple[AgendaEntry, ...]) -> None:
        """The saved entries, else what is proposed, and blank rows for more."""
        self.is_proposed = bool(proposed)
        self.show(agenda.entries or proposed, agenda.version)

    def show(self, entries: Iterable[AgendaEntry], version: int) -> None:
        """Entries with the version that is on the screen, and blank rows for more."""
        self.seen.data = str(version)
        self.rows = [AgendaRow(str(e.group), str(e.number), e.title, e.kind) for e in entries]
        group = self.rows[-1].group if self.rows else "1"
        self.rows += [AgendaRow(group) for _blank in range(BLANK_ROWS)]

    def read(self, form: Any) -> None:
        """The rows as they were sent."""
        names = ("group", "number", "title", "kind")
        columns = [form.getlist(name)[:ROWS_READ] for name in names]
        texts = zip_longest(*columns, fillvalue="")
        self.rows = [AgendaRow(*map(received, row)) for row in texts]

    @property
    def filled(self) -> list[AgendaRow]:
        """The rows that are not blank."""
        return [row for row in self.rows if not row.is_blank]

    @property
    def version(self) -> int:
        """The version that was on the screen."""
        return _whole(self.seen.data or "")

    def refuse(self, refusal: Refusal) -> None:
        """Put each problem beside its row, or above them all."""
        if not isinstance(refusal, InputRefused):
            self.form_errors.append(refusals.refusal(refusal))
            return
        for problem in refusal.problems:
            row = self._row_of(problem)
            if row:
                row.error = _wrong(problem)
                number = next(n for n, one in enumerate(self.rows, 1) if one is row)
                said = _("Row %(row)d: %(message)s", row=number, message=row.error)
                self.form_errors.append(said)
            else:
                self.form_errors.append(refusals.problem(problem))

    def _row_of(self, problem: Problem) -> AgendaRow | None:
        _name, _dash, place = problem.field.partition("-")
        return self.filled[int(place)] if place.isdigit() else None

    def __iter__(self) -> Iterator[Any]:
        """The fields, for the summary of errors."""
        return iter(self._fields.values())


def _wrong(problem: Problem) -> str:
    if problem.field.startswith("title-") and problem.key == "required":
        return _("Type the title of the paper.")
    return refusals.problem(problem)


def _whole(typed: str) -> int:
    """The number; 0, which no paper has, for anything else."""
    plain = typed.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 6 else 0
