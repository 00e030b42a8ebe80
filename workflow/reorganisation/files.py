"""The organisation of a year, and the lines of a plan, as files and back."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from sqlalchemy import select

from workflow import organisation
from workflow.documents import FORMS as DOCUMENT_FORMS
from workflow.documents import BlankColumn, Document, blank_form, table_document
from workflow.documents.xlsx_book import PLAIN, Book
from workflow.files import grid
from workflow.files.grid import Row, Tab
from workflow.files.headed import is_example, number_in
from workflow.files.workbooks import FileRefused
from workflow.models import Department
from workflow.organisation import WantedDepartment, WantedSection
from workflow.reorganisation.mapping import Line
from workflow.reorganisation.queries import plan
from workflow.values.actor import Title
from workflow.values.text import search_key, typed
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
    return write_table(f"組織_{fiscal_year}年度", form, ORGANISATION, rows, NOTE)


def read_organisation(work: Work, content: bytes) -> tuple[WantedDepartment, ...]:
    """The organisation that a file says, in the order of its rows.

    A department is named by its code, else by its name, which gives a new one a code; where a row
    has neither it is the one before. Raises WrongRole, FileRefused.
    """
    person = organisation.require_administrator(work.actor)
    code, name, name_en, number, section, section_en = map(search_key, ORGANISATION)
    found: dict[str, WantedDepartment] = {}
    codes = _Codes(work)
    last = ""
    for line in read_table(content, person.person_id, ("部局名", "課室名")):
        cells = line.cells
        last = codes.of(cells.get(code, ""), cells[name], last)
        known = found.get(last) or WantedDepartment(
            last, Title(cells[name], cells.get(name_en, "")), (), line.row
        )
        if cells[section] or cells.get(number):
            part = WantedSection(
                number_in(cells.get(number, "")),
                cells[section],
                cells.get(section_en, ""),
                line.row,
            )
            known = known._replace(sections=(*known.sections, part))
        found[last] = known
    return tuple(found.values())


class _Codes:
    """Codes of departments by their names; a name that is new is given a new code."""

    def __init__(self, work: Work) -> None:
        query = select(Department.code, Department.name_ja)
        # Of two with one name the one that has not ended is meant: it comes last.
        rows = work.session.execute(query.order_by(Department.ends_on.is_(None), Department.id))
        known = rows.all()
        self._by_name = {search_key(name): code for code, name in known}
        self._taken = {code for code, _name in known}

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
    organisation.require_administrator(work.actor)
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


def read_lines(work: Work, content: bytes) -> tuple[Line, ...]:
    """The lines of a plan that a file says. Raises WrongRole, FileRefused."""
    person = organisation.require_administrator(work.actor)
    keys = [search_key(one) for one in MAPPING]
    needed = ("旧部局", "旧課室", "新部局", "新課室")
    lines = read_table(content, person.person_id, needed)
    return tuple(Line(*(line.cells.get(key, "") for key in keys)) for line in lines)


# -------------------------------------------------------------- tables as files


HEAD_WITHIN: Final = 10
"""In how many rows the head is looked for."""
MOST_ROWS: Final = 3000
_HEAD: Final = {**PLAIN, "bold": True, "bg_color": "#E8E6DF", "border": 1}
_CELL: Final = {**PLAIN, "border": 1, "text_wrap": True, "valign": "top"}


class TableLine(NamedTuple):
    """A row of a file that says something: its place as the sheet shows it, and its texts."""

    row: int
    cells: Mapping[str, str]


def write_table(
    name: str, form: str, headings: Mapping[str, int], rows: Sequence[Row], note: str = ""
) -> Document:
    """A table as `form` (xlsx or csv); headings come with their widths in digits.

    A note is written over the headings of a workbook that has no rows yet.
    """
    if form != "xlsx":
        return table_document(name, list(headings), [[str(one) for one in row] for row in rows])
    book = Book(name)
    page = book.page(name[:31])
    head = 2 if note and not rows else 1
    if head > 1:
        page.put(1, 0, note)
    for place, (heading, width) in enumerate(headings.items()):
        page.width(place, width)
        page.put(head, place, heading, **_HEAD)
    for number, row in enumerate(rows, head + 1):
        for place, value in enumerate(row):
            page.put(number, place, value, **_CELL)
    page.sheet.freeze_panes(head, 0)
    page.landscape((1, head))
    return Document(f"{name}.xlsx", DOCUMENT_FORMS["xlsx"].media_type, book.content())


def read_table(content: bytes, whose: int, needed: Sequence[str]) -> list[TableLine]:
    """The rows of the first sheet that has all the `needed` headings, blank ones left out.

    Raises FileRefused: no such sheet (head_missing), too many rows, or not readable at all.
    """
    found = grid.unpacked(grid.packed(content, whose))
    for tab in found.tabs:
        if tab.is_visible and (head := _head(tab, needed)):
            return list(_lines(tab, *head))
    raise FileRefused("head_missing", names="、".join(needed))


def _head(tab: Tab, needed: Sequence[str]) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(tab.rows[:HEAD_WITHIN]):
        places = {search_key(_text(cell)): place for place, cell in enumerate(row)}
        if all(search_key(one) in places for one in needed):
            return number, places
    return None


def _lines(tab: Tab, head: int, places: Mapping[str, int]) -> Iterator[TableLine]:
    if len(tab.rows) > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    for number in range(head + 1, len(tab.rows)):
        cells = {key: _text(tab.value(number, place)) for key, place in places.items() if key}
        if any(cells.values()) and not is_example(_text(tab.value(number, min(places.values())))):
            yield TableLine(number + 1, cells)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return typed(str(cell)).strip()
