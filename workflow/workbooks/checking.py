"""Rows of a file as what they would do: create an item, change one, or what is wrong with them.

Every problem of a row is named with its cell; nothing here writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor
from workflow.errors import InputRefused, Problem
from workflow.models import Cycle, Item, StagedRow
from workflow.models.item import name_key
from workflow.process_library import ProcessLibrary
from workflow.services import sheets
from workflow.services.namesakes import WITHDRAWN
from workflow.services.register import Register, register
from workflow.sheet import SPECS, Kind, Sheet
from workflow.situation import Situation
from workflow.standing import cycle_facts, situations
from workflow.text import is_sound
from workflow.vocabulary import Action, Role
from workflow.workbooks import values
from workflow.workbooks.columns import DEPARTMENT, ITEM, NUMBER
from workflow.workbooks.departments import lead_and_joint
from workflow.workbooks.grid import Tab
from workflow.workbooks.merging import merge
from workflow.workbooks.names import Names
from workflow.workbooks.understanding import Line, Understanding, cell_name
from workflow.workbooks.values import CellUnreadable, text_of

_FILLED_DOWN: Final = frozenset((DEPARTMENT, "section", "field", "category", NUMBER))
"""Columns in which a merged cell speaks for every row that it covers."""
_ERRORS: Final = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"))
_LONGEST_SHOWN: Final = 80


@dataclass
class Row:
    """A row on its way: what it says, and what is wrong with it."""

    line: Line
    given: dict[str, Any] = field(default_factory=dict)
    item: Item | None = None
    department_id: int | None = None
    problems: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def wrong(self, column: str, key: str, **data: Any) -> None:
        """Name a problem of the cell in `column`."""
        self.problems.append((column, key, data))

    def take(self, problems: Iterable[Problem]) -> None:
        """Name the problems that a service found."""
        for one in problems:
            self.wrong(one.field, one.key, **one.data)


class Checker:
    """Looks at the rows of one file, for one person and one cycle."""

    def __init__(
        self,
        session: Session,
        library: ProcessLibrary,
        cycle: Cycle,
        actor: Actor,
        names: Names,
        today: date,
    ) -> None:
        self._session = session
        self._library = library
        self._cycle = cycle
        self._actor = actor
        self._names = names
        self._today = today
        self._register: Register = register(session, cycle)
        self._create_refusals: dict[int, str | None] = {}

    def rows(
        self,
        tab: Tab,
        how: Understanding,
        lines: Sequence[Line],
        bases: Mapping[int, Mapping[str, Any]],
        import_id: int,
    ) -> list[dict[str, Any]]:
        """What is kept of each line, as columns of `StagedRow`."""
        rows = [Row(line) for line in lines]
        items = self._items(rows)
        taken = self._taken(import_id)
        for row in rows:
            self._read(row, tab, how, items)
        self._refuse_namesakes(rows, taken)
        return [self._kept(row, how, bases) for row in rows]

    # -------------------------------------------------------------- what a row says

    def _read(self, row: Row, tab: Tab, how: Understanding, items: Mapping[int, Any]) -> None:
        for place, name in how.columns.items():
            self._read_cell(row, name, (row.line.row, place + 1) in tab.unfinished)
        self._find_item(row, items)
        self._find_department(row)
        if "section" in row.given:
            row.given["section"] = self._names.section(row.department_id, row.given["section"])
        try:
            clean = sheets.cleaned(Sheet(**row.given))
            row.given = {name: getattr(clean, name) for name in row.given}
        except InputRefused as refused:
            row.take(refused.problems)
        if row.item is None and not row.given.get("name") and not _is_named(row, "name"):
            row.wrong("name", "name_missing")

    def _read_cell(self, row: Row, name: str, is_unfinished: bool) -> None:
        value = row.line.values[name]
        if is_unfinished:
            row.wrong(name, "formula_without_value")
        elif isinstance(value, str) and value in _ERRORS:
            row.wrong(name, "cell_error")
        elif name in row.line.merged and name not in _FILLED_DOWN and _counts(name):
            row.wrong(name, "merged_cell")
        elif name in SPECS:
            try:
                row.given[name] = values.read(name, value, self._names)
            except CellUnreadable as wrong:
                row.wrong(name, wrong.key, **wrong.data)

    def _find_item(self, row: Row, items: Mapping[int, Any]) -> None:
        typed = row.line.values.get(ITEM, "")
        if values.is_blank(typed) or _is_named(row, ITEM):
            return
        number = _number(typed)
        item, refusal = items.get(number or 0, (None, "item_unknown"))
        if refusal:
            row.wrong(ITEM, refusal)
        row.item = item

    def _find_department(self, row: Row) -> None:
        typed = text_of(row.line.values.get(DEPARTMENT, ""))
        found = lead_and_joint(typed, self._names) if typed.strip() else (None, ())
        if found is None:
            row.wrong(DEPARTMENT, "department_unknown", name=typed.strip())
            return
        row.department_id, joint = found
        if joint and not row.given.get("joint_departments"):
            row.given["joint_departments"] = joint
        if row.item is not None:
            if row.department_id not in (None, row.item.department_id):
                row.wrong(DEPARTMENT, "department_fixed")
            row.department_id = row.item.department_id
            return
        own = self._actor.departments(Role.OFFICER)
        if row.department_id is None and len(own) == 1:
            row.department_id = next(iter(own))
        if row.department_id is None:
            row.wrong(DEPARTMENT, "department_missing")
        elif refusal := self._create_refusal(row.department_id):
            row.wrong(DEPARTMENT, refusal)

    def _create_refusal(self, department_id: int) -> str | None:
        """Why this person may not create for a department now; asked once for each."""
        if department_id not in self._create_refusals:
            process = self._library.latest(self._session, self._cycle.process_name)
            facts = cycle_facts(self._cycle)
            situation = Situation(process, "", department_id, facts, self._today)
            refusal = policy.may(self._actor, situation, Action.CREATE).refusal
            self._create_refusals[department_id] = refusal.key if refusal else None
        return self._create_refusals[department_id]

    # ----------------------------------------------------- what is there already

    def _items(self, rows: Sequence[Row]) -> dict[int, tuple[Item | None, str | None]]:
        """The items that rows name and this person sees, each with why it may not be written."""
        ids = {_number(row.line.values.get(ITEM, "")) for row in rows} - {None}
        query = select(Item).where(
            Item.id.in_(ids), Item.cycle_id == self._cycle.id, policy.visible_items(self._actor)
        )
        items = list(self._session.scalars(query)) if ids else []
        where = situations(self._session, items, self._library, self._today)
        found: dict[int, tuple[Item | None, str | None]] = {}
        for item in items:
            refusal = policy.may_edit(self._actor, where[item.id])
            found[item.id] = (item, refusal.key if refusal else None)
        return found

    def _taken(self, import_id: int) -> dict[Any, int]:
        """Sections and names, and items, of the rows that were read before."""
        query = select(StagedRow.row, StagedRow.name_key, StagedRow.item_id).where(
            StagedRow.import_id == import_id
        )
        taken: dict[Any, int] = {}
        for number, key, item_id in self._session.execute(query):
            taken[key] = number
            taken[item_id] = number
        return taken

    def _refuse_namesakes(self, rows: Sequence[Row], taken: dict[Any, int]) -> None:
        there = self._namesakes(rows)
        for row in rows:
            if row.item is not None and taken.setdefault(row.item.id, row.line.row) != row.line.row:
                row.wrong(ITEM, "item_twice", row=taken[row.item.id])
            key = self._key(row)
            if key is None:
                continue
            if taken.setdefault(key, row.line.row) != row.line.row:
                row.wrong("name", "duplicate_row", row=taken[key])
            elif there.get(key, row.item.id if row.item else None) != (
                row.item.id if row.item else None
            ):
                row.wrong("name", "duplicate_item", name=self._name(row))

    def _namesakes(self, rows: Sequence[Row]) -> dict[str, int]:
        keys = {name_key(self._name(row)) for row in rows} - {None}
        query = select(Item.section_id, Item.name_key, Item.id).where(
            Item.cycle_id == self._cycle.id, Item.name_key.in_(keys), Item.state != WITHDRAWN
        )
        return {f"{section}\n{key}": id_ for section, key, id_ in self._session.execute(query)}

    def _key(self, row: Row) -> str | None:
        name = name_key(self._name(row))
        section = row.given.get("section") or (row.item.sheet.section if row.item else "")
        place = self._register.sections.get((row.department_id or 0, section))
        return f"{place}\n{name}" if name and place else None

    def _name(self, row: Row) -> str:
        name = row.given.get("name", row.item.name if row.item else "")
        return name if isinstance(name, str) and is_sound(name) else ""

    # ---------------------------------------------------------------- what is kept

    def _kept(
        self, row: Row, how: Understanding, bases: Mapping[int, Mapping[str, Any]]
    ) -> dict[str, Any]:
        theirs = _plain(row.given)
        ours = row.item.content if row.item else {}
        base = bases.get(row.item.id) if row.item else {}
        here = {name: ours.get(name) for name in theirs} if row.item else {}
        before = None if base is None else {name: base.get(name) for name in theirs}
        merged = merge(before, here, theirs)
        content = {**ours, **merged.values}
        content = {name: value for name, value in content.items() if value is not None}
        if row.department_id and not row.problems:
            row.take(self._register.problems(row.department_id, Sheet.from_json(content)))
        changes = {n: ours.get(n) for n in theirs if content.get(n) != ours.get(n)}
        conflicts = {
            name: {"base": one.base, "ours": one.ours, "theirs": one.theirs, "choice": ""}
            for name, one in merged.conflicts.items()
        }
        return {
            "row": row.line.row,
            "kind": _kind(row, bool(changes or conflicts)),
            "item_id": row.item.id if row.item else None,
            "department_id": row.department_id,
            "name_key": self._key(row),
            "seen": row.item.content_hash if row.item else None,
            "content": content,
            "changes": changes if row.item else {},
            "conflicts": conflicts,
            "problems": [_told(row, how, *one) for one in row.problems],
        }


def _kind(row: Row, differs: bool) -> str:
    if row.problems:
        return "wrong"
    if row.item is None:
        return "create"
    return "change" if differs else "same"


def _told(
    row: Row, how: Understanding, column: str, key: str, data: Mapping[str, Any]
) -> dict[str, Any]:
    place = how.place_of(column)
    typed = text_of(row.line.values.get(column, ""))
    return {
        "row": row.line.row,
        "cell": cell_name(row.line.row, place) if place is not None else str(row.line.row),
        "column": column,
        "key": key,
        "typed": typed[:_LONGEST_SHOWN],
        "data": {name: _fact(fact) for name, fact in data.items()},
    }


def _fact(fact: Any) -> Any:
    return "、".join(fact) if isinstance(fact, tuple) else fact


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    content = Sheet(**given).to_json()
    return {name: content.get(name) for name in given}


def _is_named(row: Row, column: str) -> bool:
    return any(one[0] == column for one in row.problems)


def _counts(name: str) -> bool:
    return name in ("name", ITEM) or (name in SPECS and SPECS[name].kind is not Kind.BLOCK)


def _number(typed: Any) -> int | None:
    try:
        number = values.count_of(typed)
    except CellUnreadable:
        return None
    return number if 0 < number < 2**31 else None
