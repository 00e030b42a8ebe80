"""The organisation of a year, and the lines of a plan, as files and back."""

from itertools import count
from typing import Final, NamedTuple

from sqlalchemy import select

from workflow import organisation
from workflow.documents import BlankColumn, Document, blank_form
from workflow.files.headed import number_in
from workflow.models import Department
from workflow.organisation import WantedDepartment, WantedSection
from workflow.reorganisation.mapping import Line
from workflow.reorganisation.queries import plan
from workflow.reorganisation.table_files import read_table, write_table
from workflow.values.actor import Title, require_administrator
from workflow.values.fiscal import era_year
from workflow.values.place import DEPARTMENT, SECTION, headed_by
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
    "空欄なら自動で付きます。"
)
"""What an empty workbook says over its headings."""

NEEDED: Final = ("部局名", "課室名")
ABOUT: Final = {
    "部局名": "部局の名称。下の行が同じ部局なら、空欄のままでもかまいません。",
    "課室名": "課室の名称。行の順が建制順になります。",
    "部局コード": "半角英小文字で始めます（例：soumu）。空欄なら自動で付き、後から変えられません。",
    "部局名（英）": "画面を英語にしたときの名称。",
    "課室名（英）": "画面を英語にしたときの名称。",
}
"""What is said of each column of the form to fill in."""
EXAMPLES: Final = (("総務部", "総務課"), ("総務部", "人事課"), ("市民部", "市民課"))
RULES: Final = (
    "1行が1課室です。部局と課室を、建制順に上から並べます。"
    "「（例）」で始まる行は読み込みません。このシートも読み込みません。"
)

MAPPING: Final = {"旧部局": 24, "旧課室": 26, "新部局": 24, "新課室": 26, "新部局コード": 16}
"""The headings of a plan's file (新旧対照表)."""

AGES: Final = {
    "旧": ("旧", "現行", "現", "現在", "改正前", "変更前", "改組前", "再編前", "前"),
    "新": ("新", "改正", "改正後", "変更後", "改組後", "再編後", "改正案", "後"),
}
"""What stands before, or over, the words of both sides."""


def _in_age(first: str, words: tuple[str, ...], age: str) -> tuple[str, ...]:
    return (first, *(one for before in AGES[age] for one in headed_by(first, words, before)))


_ORGANISATION_WORDS: Final = {
    **{one: (one,) for one in ORGANISATION},
    "部局名": headed_by("部局名", DEPARTMENT),
    "課室名": headed_by("課室名", SECTION),
}
_MAPPING_WORDS: Final = {
    **{one: (one,) for one in MAPPING},
    **{f"{age}部局": _in_age(f"{age}部局", DEPARTMENT, age) for age in AGES},
    **{f"{age}課室": _in_age(f"{age}課室", SECTION, age) for age in AGES},
}
"""What may stand over each column."""

FORMS: Final = ("xlsx", "csv")


def organisation_file(work: Work, fiscal_year: int, form: str) -> Document:
    """A year's organisation, a row a section: what is read back changes nothing.

    Raises WrongRole.
    """
    require_administrator(work.actor)
    there = organisation.of(work, fiscal_year).on(work.today)
    rows: list[list[str | int]] = []
    for one in there.departments:
        named: list[str | int] = [one.code, one.name.ja, one.name.en]
        parts: list[list[str | int]] = [[part.id, part.name, part.name_en] for part in one.sections]
        rows += [[*named, *part] for part in parts or [["", "", ""]]]
    return write_table(f"組織_{era_year(fiscal_year)}", form, ORGANISATION, rows, NOTE)


class OrganisationFile(NamedTuple):
    """The organisation that a file says, and its headings that are not read."""

    departments: tuple[WantedDepartment, ...]
    unread: tuple[str, ...] = ()


def read_organisation(work: Work, content: bytes) -> OrganisationFile:
    """The organisation that a file says, in the order of its rows.

    A department is named by its code, else by its name, which gives a new one a code; where a row
    has neither it is the one before. A section without a number counts once, however many rows
    (one for each 係) name it. Raises WrongRole, FileRefused.
    """
    person = require_administrator(work.actor)
    code, name, name_en, number, section, section_en = ORGANISATION
    found: dict[str, WantedDepartment] = {}
    codes = _Codes(work)
    last = ""
    rows, unread = read_table(content, person.person_id, _ORGANISATION_WORDS, NEEDED)
    for line in rows:
        cells = line.cells
        last = codes.of(cells.get(code, ""), cells[name], last)
        known = found.get(last) or WantedDepartment(
            last, Title(cells[name], cells.get(name_en, "")), (), line.number
        )
        is_there = any(one.name == cells[section] for one in known.sections)
        if cells.get(number) or (cells[section] and not is_there):
            part = WantedSection(
                number_in(cells.get(number, "")),
                cells[section],
                cells.get(section_en, ""),
                line.number,
            )
            known = known._replace(sections=(*known.sections, part))
        found[last] = known
    return OrganisationFile(tuple(found.values()), unread)


class _Codes:
    """Codes of departments by their names; a name that is new is given a new code."""

    def __init__(self, work: Work) -> None:
        query = select(Department.code, Department.name_ja, Department.name_en)
        # Of two with one name the one that has not ended is meant: it comes last.
        rows = work.session.execute(query.order_by(Department.ends_on.is_(None), Department.id))
        known = rows.all()
        english = {search_key(row.name_en): row.code for row in known if row.name_en}
        self._by_name = english | {search_key(row.name_ja): row.code for row in known}
        self._taken = {row.code for row in known}

    def of(self, code: str, name: str, last: str) -> str:
        """The code that a row means, after one that meant `last`."""
        key = search_key(name)
        found = code or (self._by_name.get(key) or self._new() if key else last)
        if key:
            self._by_name[key] = found
        self._taken.add(found)
        return found

    def _new(self) -> str:
        numbers = (f"d{number:02}" for number in count(1))
        return next(one for one in numbers if one not in self._taken)


def blank_organisation(work: Work) -> Document:
    """The empty table of an organisation, with examples and explanations. Raises WrongRole."""
    require_administrator(work.actor)
    columns = [
        BlankColumn(heading, ORGANISATION[heading], about, heading in NEEDED)
        for heading, about in ABOUT.items()
    ]
    return blank_form("組織", columns, EXAMPLES, RULES)


def plan_file(work: Work, plan_id: int, form: str) -> Document:
    """The lines of a plan (新旧対照表). Raises WrongRole, NotFound."""
    found = plan(work, plan_id)
    name = f"新旧対照表_{found.row.takes_effect_on.isoformat()}"
    return write_table(name, form, MAPPING, [list(line) for line in found.lines])


class PlanFile(NamedTuple):
    """The lines of a plan that a file says, and its headings that are not read."""

    lines: tuple[Line, ...]
    unread: tuple[str, ...] = ()


def read_lines(work: Work, content: bytes) -> PlanFile:
    """The lines of a plan that a file says. Raises WrongRole, FileRefused."""
    person = require_administrator(work.actor)
    needed = tuple(MAPPING)[:4]
    rows, unread = read_table(content, person.person_id, _MAPPING_WORDS, needed)
    return PlanFile(
        tuple(Line(*(row.cells.get(one, "") for one in MAPPING)) for row in rows), unread
    )
