"""Transfer lists as personnel sections write them: several tables, headings between rows, 〃."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from workflow.files import table_heads
from workflow.files.grid import Grid, Row, Tab
from workflow.files.headed import DITTO, HEAD_WITHIN, LONGEST_UNREAD, MOST_UNREAD, is_sum, text_of
from workflow.files.table_heads import TableHead
from workflow.transfers.list_words import (
    FROM_COLUMNS,
    HEADS,
    TO_COLUMNS,
    Kind,
    kind_of_title,
    kind_said,
)
from workflow.values.text import folded, typed

Cells = dict[str, str]
Listed = tuple[int, Cells]
"""The number of a row and what it says, by column."""

_WORDS: Final = {folded(word): name for name, words in HEADS.items() for word in words}
_WHO: Final = ("name", "family", "login", "staff_number")
_PLACES: Final = (*TO_COLUMNS, *FROM_COLUMNS, "department", "section_plain", "place", "title")
_TO_OF: Final = {
    "department": "section_department",
    "section_plain": "section",
    "place": "to_place",
    "title": "to_title",
}
_FROM_OF: Final = {
    "department": "from_department",
    "section_plain": "from_section",
    "place": "from_place",
    "title": "from_title",
}
_BRACKETS: Final = tuple("【〔[<《■□◆◇●◎★☆※")
_GROUPS: Final = frozenset(("新", "旧", "前", "現", "異動前", "異動後", "新任", "旧任", "現任"))
"""What may stand alone in the first row of a head."""
_TITLES: Final = 3
"""Rows above a head in which its title is looked for."""
_LEVELS: Final = ("級", "異動", "発令", "内示", "付", "付け", "名簿")
"""With what headings end that name no place."""


def read(grid: Grid) -> tuple[list[Listed], tuple[str, ...]]:
    """Every row that names somebody and a place or a kind, and the headings that are not read."""
    rows: list[Listed] = []
    unread: dict[str, None] = {}
    for tab in grid.tabs:
        for block in _side_by_side(tab) if tab.is_visible else ():
            reader = _TabReader(block)
            rows += reader.rows()
            unread |= dict.fromkeys(reader.unread)
    return rows, tuple(unread)[:MOST_UNREAD]


def _side_by_side(tab: Tab) -> Iterator[Tab]:
    """The sheet, or its parts where the columns of a head stand there again to the right."""
    heads = (list(map(_word_of, row)) for row in tab.rows[:HEAD_WITHIN])
    names = next((one for one in heads if one.count("name") > 1), None)
    if names is None:
        yield tab
        return
    cuts, seen = [0], set[str]()
    for at, name in enumerate(names):
        if name in seen:
            cuts.append(at)
            seen.clear()
        seen |= {name} - {""}
    for first, end in pairwise((*cuts, len(max(tab.rows, key=len)))):
        merges = (((t, a - first), (b, z - first)) for (t, a), (b, z) in tab.merges if a >= first)
        within = tuple(one for one in merges if one[0][1] < end - first)
        yield replace(tab, rows=[row[first:end] for row in tab.rows], merges=within)


@dataclass
class _Above:
    """What was said above a row: the place and the kind of its group, and the row before."""

    place: str = ""
    kind: str = ""
    row: Mapping[str, str] = field(default_factory=dict)
    department: str = ""


class _TabReader:
    """Reads one sheet from top to bottom; a head may stand again further down."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._covered = tab.covered(0) if tab.merges else {}
        self._columns: dict[str, int] = {}
        self._is_wide = False
        self._above = _Above()
        self.unread: list[str] = []

    def rows(self) -> Iterator[Listed]:
        """Each row that is somebody's."""
        at, length = 0, len(self._tab.rows)
        while at < length:
            if (self._columns or at < HEAD_WITHIN) and (head := self._head(at)):
                self._take(head, at)
                at += head.depth
                continue
            if cells := self._person(at):
                yield at + 1, cells
            at += 1

    def _head(self, at: int) -> TableHead | None:
        """The head that begins with a row, if one does."""
        row, below = self._tab.rows[at], self._tab.rows[at + 1 : at + 2]
        is_group = any(folded(str(value)) in _GROUPS for value in row)
        if not any(map(_heads_people, (*row, *(below[0] if is_group and below else ())))):
            return None
        head = table_heads.read(self._tab.rows[at : at + table_heads.DEEPEST], _WORDS)
        is_one = any(one in head.columns for one in _WHO) and any(
            one in head.columns for one in (*_PLACES, "kind")
        )
        return head if is_one else None

    def _take(self, head: TableHead, at: int) -> None:
        """Read what follows under this head; plain places are new ones where nothing else is."""
        has_new = any(one in head.columns for one in TO_COLUMNS)
        side = _FROM_OF if has_new else _TO_OF
        self._columns = {}
        for name, place in head.columns.items():
            self._columns.setdefault(side.get(name, name), place)
        places = set(head.columns.values())
        self.unread += [
            label[:LONGEST_UNREAD]
            for place, label in enumerate(head.labels)
            if label and place not in places
        ]
        self._above.row = {}
        self._is_wide = self._has_wide_name(range(at, at + head.depth), places)
        titles = self._titles(at)
        said = (kind_of_title(one) or (one if kind_said(one) else "") for one in titles)
        self._above.kind = next(filter(None, said), "")

    def _has_wide_name(self, rows: range, places: Collection[int]) -> bool:
        """Whether one heading in these rows stands over family name and given name."""
        place = self._columns.get("name", -1)
        return place + 1 not in places and any(
            first[0] in rows and first[1] == place < last[1] for first, last in self._tab.merges
        )

    def _titles(self, at: int) -> list[str]:
        """What stands alone in the rows right above a head, the nearest first; then the sheet."""
        found = []
        for row in reversed(self._tab.rows[max(0, at - _TITLES) : at]):
            texts = [text for value in row if (text := text_of(value))]
            if len(texts) > 1:
                break
            found += texts
        return [*found, self._tab.name]

    def _person(self, at: int) -> Cells | None:
        """What a row says, or None for a heading, a sum, a note."""
        if not self._columns:
            return None
        row = self._tab.rows[at]
        if (heading := self._heading(at, row)) is not None:
            self._remember(heading)
            return None
        cells = {name: text for name in self._columns if (text := self._text(at, name))}
        self._above.row = cells
        if self._is_wide and (given := text_of(self._tab.value(at, self._columns["name"] + 1))):
            cells["name"] = f"{cells.get('name', '')} {given}".strip()
        names = [cells.pop(one, "") for one in ("family", "given")]
        if "name" not in cells and any(names):
            cells["name"] = " ".join(filter(None, names))
        if not any(one in cells for one in _WHO) or any(map(is_sum, cells.values())):
            return None
        return self._in_its_group(cells)

    def _heading(self, at: int, row: Row) -> str | None:
        """The text of a row that stands above others, as 【総務部】."""
        said = {place: text for place, value in enumerate(row) if (text := text_of(value))}
        names = [self._columns[one] for one in _WHO if one in self._columns]
        if not said or any(place in said for place in names if place != min(said)):
            return None
        first = said[min(said)]
        is_marked = first.startswith(_BRACKETS)
        if min(said) in names and not is_marked:
            return None
        is_alone = len(said) == 1 and not any((at, place) in self._covered for place in names)
        return first if is_alone or is_marked else None

    def _remember(self, heading: str) -> None:
        if kind_said(heading) is not None:
            self._above.kind, self._above.place = heading, ""
        elif not folded(heading).rstrip("】〕])>》").endswith(_LEVELS):
            self._above.place = heading

    def _text(self, at: int, name: str) -> str:
        """What a cell says, or what was said above where it is merged or says 〃."""
        place = self._columns[name]
        text = typed(text_of(self._tab.value(*self._covered.get((at, place), (at, place)))))
        is_ditto = text in DITTO and name not in _WHO
        return self._above.row.get(name, "") if is_ditto else text

    def _in_its_group(self, cells: Cells) -> Cells | None:
        """The row with what stands above its group; None for one that says nothing of places."""
        note = cells.pop("note", "")
        if "kind" not in cells and kind_said(note) is not None:
            cells["kind"] = note
        if "kind" not in cells and self._above.kind and self._fits(cells):
            cells["kind"] = self._above.kind
        if "section_department" in cells:
            self._above.department = cells["section_department"]
        elif "section" in cells and self._above.department:
            cells["heading"] = self._above.department
        if self._above.place:
            cells.setdefault("heading", self._above.place)
        if not any(one in cells for one in (*TO_COLUMNS, *FROM_COLUMNS, "kind")):
            return None
        cells.setdefault("kind", "異動")
        return cells

    def _fits(self, cells: Cells) -> bool:
        """Whether a row can be of the kind above it: nobody leaves for good and comes somewhere."""
        kind = kind_said(self._above.kind)
        sides = [any(one in self._columns for one in side) for side in (TO_COLUMNS, FROM_COLUMNS)]
        if not all(sides):
            return True
        if kind is Kind.RETIRE:
            return not any(one in cells for one in TO_COLUMNS)
        return kind is not Kind.COME or not any(one in cells for one in FROM_COLUMNS)


def _word_of(value: object) -> str:
    """Which column a text stands over; "" for none."""
    is_word = isinstance(value, str) and len(value) < table_heads.LONGEST
    return _WORDS.get(folded(str(value)), "") if is_word else ""


def _heads_people(value: object) -> bool:
    return _word_of(value) in _WHO
