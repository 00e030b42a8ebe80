"""Rows of a file against what is there: the items and departments they name, names taken.

Each row would begin an item, change one, or nothing; every problem is named with its cell.
Nothing here writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import select

from workflow.exchange import rows
from workflow.exchange.columns import DEPARTMENT, ITEM
from workflow.exchange.names import Names, lead_and_joint
from workflow.exchange.rows import Row, merge
from workflow.exchange.understanding import Line, Understanding, cell_name
from workflow.files.grid import Tab
from workflow.items import policy, rewriting, visibility
from workflow.items import reference_data as items_reference_data
from workflow.items.context_queries import contexts_of
from workflow.items.creation import may_create
from workflow.items.reference_data import ReferenceData, reference_data
from workflow.models import Cycle, Item, StagedRow
from workflow.models.items import HasSheet, name_key
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Role
from workflow.work import Work

_LONGEST_SHOWN: Final = 80

Content = Mapping[str, Any]

Named = Mapping[int, tuple[Item, HasSheet, str | None]]
"""Items by their numbers, each with its sheet and why it may not be edited; None: it may."""


class Checker:
    """Looks at the rows of one file, for one person and one cycle."""

    def __init__(self, work: Work, cycle: Cycle, names: Names) -> None:
        self._work = work
        self._process = work.latest_process(cycle.process_name)
        self._cycle = cycle
        self._actor = work.person
        self._names = names
        self._register = reference_data(work.session, cycle)
        self._begin_refusals: dict[int, str | None] = {}

    def rows(
        self,
        tab: Tab,
        how: Understanding,
        lines: Sequence[Line],
        bases: Mapping[int, Content],
        import_id: int,
    ) -> list[dict[str, Any]]:
        """What each line would do, or what is wrong with it, as columns of `StagedRow`."""
        items = self._items(lines)
        read = [rows.read(line, tab, how, self._names) for line in lines]
        for row in read:
            self._find_item(row, items)
            self._find_department(row)
            rows.clean(row, self._names)
            self._find_place(row)
        self._refuse_repeated(read, import_id)
        return [
            _staged_row(row, how, bases.get(row.item_id) if row.item_id else {}, self._register)
            for row in read
        ]

    # ------------------------------------------------------------ what a row is about

    def _items(self, lines: Sequence[Line]) -> Named:
        """The items that rows name and this person sees."""
        ids = {rows.item_number(line) for line in lines} - {None}
        query = select(Item).where(
            Item.id.in_(ids), Item.cycle_id == self._cycle.id, visibility.visible_items(self._actor)
        )
        items = list(self._work.session.scalars(query)) if ids else []
        where = contexts_of(self._work, items)
        refusals = {item.id: policy.may_edit(self._actor, where[item.id]) for item in items}
        written = rewriting.contents_of(self._work, items)
        return {
            item.id: (item, written[item.id], one.key if (one := refusals[item.id]) else None)
            for item in items
        }

    def _find_item(self, row: Row, items: Named) -> None:
        if not row.typed(ITEM).strip() or row.is_wrong(ITEM):
            return
        number = rows.item_number(row.line)
        if number is None or number not in items:
            row.wrong(ITEM, "item_unknown")
            return
        row.item, row.now, refusal = items[number]
        if refusal:
            row.wrong(ITEM, refusal)

    def _find_department(self, row: Row) -> None:
        typed = row.typed(DEPARTMENT).strip()
        found = lead_and_joint(typed, self._names) if typed else (None, ())
        if found is None:
            row.wrong(DEPARTMENT, "department_unknown", name=typed)
            return
        lead, joint = found
        if joint and not row.given.get("joint_departments"):
            row.given["joint_departments"] = joint
        if row.item is not None:
            if lead not in (None, row.item.department_id):
                row.wrong(DEPARTMENT, "department_fixed")
            row.department_id = row.item.department_id
            return
        own = self._actor.departments(Role.OFFICER)
        if lead is None and len(own) == 1:
            (lead,) = own
        row.department_id = lead
        if refusal := self._begin_refusal(lead) if lead else "department_missing":
            row.wrong(DEPARTMENT, refusal)

    def _begin_refusal(self, department_id: int) -> str | None:
        """Why this person may not begin items for a department now; asked once for each."""
        if department_id not in self._begin_refusals:
            refusal = may_create(
                self._process, self._cycle, department_id, self._actor, self._work.today
            )
            self._begin_refusals[department_id] = refusal.key if refusal else None
        return self._begin_refusals[department_id]

    # ------------------------------------------------------- what must stand only once

    def _find_place(self, row: Row) -> None:
        if row.is_wrong(ITEM) or row.is_wrong(DEPARTMENT):
            # Whoever may not write there does not learn which names another department uses.
            return
        name = name_key(row.name)
        section = self._register.sections.get((row.department_id or 0, row.section))
        row.place = (section, name) if section and name else None

    def _refuse_repeated(self, read: Sequence[Row], import_id: int) -> None:
        names, items = self._read_before(import_id)
        wanted = {row.place[1] for row in read if row.place}
        there = items_reference_data.taken(self._work.session, self._cycle.id, wanted)
        for row in read:
            own, number = row.item_id, row.line.row
            if own and items.setdefault(own, number) != number:
                row.wrong(ITEM, "item_twice", row=items[own])
            if row.place is None or row.key is None:
                continue
            if names.setdefault(row.key, number) != number:
                row.wrong("name", "duplicate_row", row=names[row.key])
            elif there.get(row.place, own) != own:
                row.wrong("name", "duplicate_item", name=row.name)

    def _read_before(self, import_id: int) -> tuple[dict[str, int], dict[int, int]]:
        """The rows that were read before, by what each takes and by its item."""
        query = select(StagedRow.row, StagedRow.name_key, StagedRow.item_id).where(
            StagedRow.import_id == import_id
        )
        before = self._work.session.execute(query).all()
        names = {one.name_key: one.row for one in before if one.name_key}
        return names, {one.item_id: one.row for one in before if one.item_id}


def _staged_row(
    row: Row, how: Understanding, base: Content | None, known: ReferenceData
) -> dict[str, Any]:
    """The row merged with its item, as columns of `StagedRow`: what it would do, or what is wrong.

    `base` is the item as it was exported, None if unknown.
    """
    theirs = _plain(row.given)
    ours = row.now.content if row.now else {}
    before = None if base is None else {name: base.get(name) for name in theirs}
    merged = merge(before, {name: ours.get(name) for name in theirs} if row.item else {}, theirs)
    content = {**ours, **merged.values}
    content = {name: value for name, value in content.items() if value is not None}
    if row.department_id and not row.problems:
        row.take(known.problems(row.department_id, Sheet.from_json(content)))
    changes = {n: ours.get(n) for n in theirs if content.get(n) != ours.get(n)}
    return {
        "row": row.line.row,
        "kind": _kind(row, bool(changes or merged.conflicts)),
        "item_id": row.item_id,
        "department_id": row.department_id,
        "name_key": row.key,
        "seen": row.now.content_hash if row.now else None,
        "content": content,
        "changes": changes if row.item else {},
        "conflicts": {name: asdict(one) for name, one in merged.conflicts.items()},
        "problems": [_problem(row, how, *one) for one in row.problems],
    }


def _kind(row: Row, differs: bool) -> str:
    if row.problems:
        return "wrong"
    if row.item is None:
        return "create"
    return "change" if differs else "same"


def _problem(row: Row, how: Understanding, column: str, key: str, data: Content) -> dict[str, Any]:
    place = how.place_of(column)
    return {
        "row": row.line.row,
        "cell": cell_name(row.line.row, place) if place is not None else str(row.line.row),
        "column": column,
        "key": key,
        "typed": row.typed(column)[:_LONGEST_SHOWN],
        "data": {name: _fact(fact) for name, fact in data.items()},
    }


def _fact(fact: Any) -> Any:
    return "、".join(fact) if isinstance(fact, tuple) else fact


def _plain(given: Content) -> dict[str, Any]:
    content = Sheet(**given).to_json()
    return {name: content.get(name) for name in given}
