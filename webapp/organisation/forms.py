"""What administrators type of the organisation and of plans; the engine checks the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.utils import unset_value

from webapp.forms.fields import Block, Code, Count, Day, Line, narrow
from webapp.forms.form import Form
from webapp.forms.refused import show_problems
from webapp.forms.rows_field import RowsField, TypedRow
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow import reorganisation
from workflow.organisation import DepartmentOfYear, WantedDepartment, WantedSection
from workflow.reorganisation import LINE_FIELDS
from workflow.values import Problem, Title

MOST_LINES: Final = 1000
SLASH: Final = " / "
"""Stands between the Japanese and the English name of a section."""


class DepartmentForm(Form):
    """A department of a year with its sections, a line each."""

    seen = HiddenField()
    code = Code(_l("Code of the department"))
    name = Line(_p("organisation", "Name in Japanese"))
    name_en = Line(_p("organisation", "Name in English"))
    position = Count(_l("Place in the official order"))
    sections = Block(_l("Sections in their order, one a line"))

    def wanted(self, code: str | None = None) -> WantedDepartment:
        """The department as typed, with the code it has or the one typed."""
        lines = [line.strip() for line in self.sections.value.splitlines()]
        parts = [line.replace("／", SLASH).partition(SLASH) for line in lines if line]
        return WantedDepartment(
            code or self.code.value,
            Title(self.name.value, self.name_en.value),
            tuple(WantedSection(None, ja.strip(), en.strip()) for ja, _slash, en in parts),
        )

    def show(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field: those of sections beside the lines."""
        for one in problems:
            field = "sections" if one.field in ("section", "section_en") else one.field
            show_problems(self, [Problem(field, one.key, one.data)])


def typed_sections(department: DepartmentOfYear) -> str:
    """The sections as the form has them."""
    return "\n".join(
        f"{part.name}{SLASH}{part.name_en}" if part.name_en else part.name
        for part in department.sections
    )


@dataclass
class LineRow(TypedRow):
    """One line of a plan as typed."""

    old_department: str = ""
    old_section: str = ""
    new_department: str = ""
    new_section: str = ""
    new_code: str = ""

    @property
    def doubtful(self) -> str:
        """Where the engine finds fault it names the part itself."""
        return self.wrong

    def read(self) -> reorganisation.Line:
        """The line: every text is one."""
        line = reorganisation.Line(*(text.strip() for text in self.texts))
        return line._replace(new_code=narrow(line.new_code))


class LinesField(RowsField):
    """The lines of a plan, a row each."""

    row = LineRow
    rows: list[LineRow]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows from the columns that were sent, or the lines of a plan."""
        super().process(None, () if data is unset_value else data, extra_filters)
        texts: Iterable[Iterable[str]] = self.sent(formdata) if formdata else self.data or ()
        self.take(texts)
        self.fill_up()

    def sent(self, formdata: Any) -> Iterable[Iterable[str]]:
        """The texts of each row that says something."""
        names = [f"{self.name}-{part}" for part in LINE_FIELDS]
        rows = zip_longest(*(formdata.getlist(one)[:MOST_LINES] for one in names), fillvalue="")
        return [row for row in rows if any(text.strip() for text in row)]

    def show(self, problems: Sequence[Problem]) -> None:
        """Put each problem beside the part of the row that it names."""
        for one in problems:
            place, _dash, part = one.field.partition("-")
            if place.isdecimal() and int(place) < len(self.rows):
                row = self.rows[int(place)]
                row.error = " ".join(filter(None, (row.error, refusals.problem(one))))
                row.wrong = part


class PlanForm(Form):
    """A plan to reorganise."""

    seen = HiddenField()
    title = Line(_l("Title of the plan"))
    takes_effect_on = Day(_l("Takes effect on"))
    file = FileField(_l("Old and new from a file"))
    lines = LinesField(_l("Old and new"))

    def show(self, problems: Sequence[Problem]) -> None:
        """Put each problem where it belongs: in a row, beside a field, or on top."""
        in_rows = [one for one in problems if one.field.partition("-")[0].isdecimal()]
        self.lines.show(in_rows)
        rest = [one for one in problems if one not in in_rows]
        if in_rows:
            rest = [Problem("lines", "plan_lines_wrong"), *rest]
        show_problems(self, rest)
