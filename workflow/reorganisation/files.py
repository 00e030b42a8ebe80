"""The organisation of a year, and the lines of a plan, as files and back."""

from typing import Final

from workflow import organisation
from workflow.documents import Document
from workflow.organisation import WantedDepartment, WantedSection
from workflow.reorganisation import tables
from workflow.reorganisation.mapping import Line
from workflow.reorganisation.queries import plan
from workflow.values.actor import Title
from workflow.values.text import search_key
from workflow.work import Work

ORGANISATION: Final = {
    "部局コード": 14,
    "部局名": 24,
    "部局名（英）": 30,
    "課室番号": 10,
    "課室名": 26,
    "課室名（英）": 34,
}
"""The headings of an organisation's file, and their widths."""
NOTE: Final = (
    "1行が1課室です。"
    "部局コードは半角英小文字で始め、半角の英小文字・数字・-・_ を使います（例：soumu）。"
)
"""What an empty workbook says over its headings."""

MAPPING: Final = {"旧部局": 24, "旧課室": 26, "新部局": 24, "新課室": 26, "新部局コード": 16}
"""The headings of a plan's file (新旧対照表)."""

FORMS: Final = ("xlsx", "csv")


def organisation_file(work: Work, fiscal_year: int, form: str) -> Document:
    """A year's organisation, a row a section: what is read back changes nothing.

    Raises WrongRole.
    """
    organisation.require_administrator(work.actor)
    there = organisation.of(work, fiscal_year).on(work.today)
    rows: list[list[str | int]] = []
    for one in there.departments:
        named: list[str | int] = [one.code, one.name.ja, one.name.en]
        parts: list[list[str | int]] = [[part.id, part.name, part.name_en] for part in one.sections]
        rows += [[*named, *part] for part in parts or [["", "", ""]]]
    return tables.write(f"組織_{fiscal_year}年度", form, ORGANISATION, rows, NOTE)


def read_organisation(work: Work, content: bytes) -> tuple[WantedDepartment, ...]:
    """The organisation that a file says, in the order of its rows.

    A department is named by its code; where a row names none it is the one before. Raises
    WrongRole, FileRefused.
    """
    person = organisation.require_administrator(work.actor)
    code, name, name_en, number, section, section_en = map(search_key, ORGANISATION)
    found: dict[str, WantedDepartment] = {}
    last = ""
    for line in tables.read(content, person.person_id, ("部局コード", "部局名", "課室名")):
        cells = line.cells
        last = cells[code] or last
        known = found.get(last) or WantedDepartment(
            last, Title(cells[name], cells.get(name_en, "")), (), line.row
        )
        if cells[section] or cells.get(number):
            part = WantedSection(
                _number(cells.get(number, "")),
                cells[section],
                cells.get(section_en, ""),
                line.row,
            )
            known = known._replace(sections=(*known.sections, part))
        found[last] = known
    return tuple(found.values())


def plan_file(work: Work, plan_id: int, form: str) -> Document:
    """The lines of a plan (新旧対照表). Raises WrongRole, NotFound."""
    found = plan(work, plan_id)
    name = f"新旧対照表_{found.row.takes_effect_on.isoformat()}"
    return tables.write(name, form, MAPPING, [list(line) for line in found.lines])


def read_lines(work: Work, content: bytes) -> tuple[Line, ...]:
    """The lines of a plan that a file says. Raises WrongRole, FileRefused."""
    person = organisation.require_administrator(work.actor)
    keys = [search_key(one) for one in MAPPING]
    needed = ("旧部局", "旧課室", "新部局", "新課室")
    lines = tables.read(content, person.person_id, needed)
    return tuple(Line(*(line.cells.get(key, "") for key in keys)) for line in lines)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
