"""Rows of a file against what is there: the items and departments they name, names taken.

Every problem of a row is named with its cell; nothing here writes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from workflow.exchange import outcomes, rows
from workflow.exchange.columns import DEPARTMENT, ITEM
from workflow.exchange.grid import Tab
from workflow.exchange.names import Names, lead_and_joint
from workflow.exchange.rows import Row
from workflow.exchange.understanding import Line, Understanding
from workflow.items import policy, uniqueness, visibility
from workflow.items.contexts import situations
from workflow.items.creation import may_begin
from workflow.items.reference_data import register
from workflow.models import Cycle, Item, StagedRow
from workflow.models.items import name_key
from workflow.values.vocabulary import Role
from workflow.work import Work

Named = Mapping[int, tuple[Item, str | None]]
"""Items by their numbers, each with why it may not be written on; None where it may."""


class Checker:
    """Looks at the rows of one file, for one person and one cycle."""

    def __init__(self, work: Work, cycle: Cycle, names: Names) -> None:
        self._work = work
        self._process = work.latest_process(cycle.process_name)
        self._cycle = cycle
        self._actor = work.person
        self._names = names
        self._register = register(work.session, cycle)
        self._begin_refusals: dict[int, str | None] = {}

    def rows(
        self,
        tab: Tab,
        how: Understanding,
        lines: Sequence[Line],
        bases: Mapping[int, Mapping[str, Any]],
        import_id: int,
    ) -> list[dict[str, Any]]:
        """What is kept of each line, as columns of `StagedRow`."""
        items = self._items(lines)
        read = [rows.read(line, tab, how, self._names) for line in lines]
        for row in read:
            self._find_item(row, items)
            self._find_department(row)
            rows.clean(row, self._names)
            self._find_place(row)
        self._refuse_repeated(read, import_id)
        return [
            outcomes.kept(row, how, bases.get(row.item_id) if row.item_id else {}, self._register)
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
        where = situations(self._work, items)
        refusals = {item.id: policy.may_edit(self._actor, where[item.id]) for item in items}
        return {item.id: (item, one.key if (one := refusals[item.id]) else None) for item in items}

    def _find_item(self, row: Row, items: Named) -> None:
        if not row.typed(ITEM).strip() or row.is_wrong(ITEM):
            return
        number = rows.item_number(row.line)
        if number is None or number not in items:
            row.wrong(ITEM, "item_unknown")
            return
        row.item, refusal = items[number]
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
            refusal = may_begin(
                self._process, self._cycle, department_id, self._actor, self._work.today
            )
            self._begin_refusals[department_id] = refusal.key if refusal else None
        return self._begin_refusals[department_id]

    # ------------------------------------------------------- what must stand only once

    def _find_place(self, row: Row) -> None:
        if row.is_wrong(ITEM) or row.is_wrong(DEPARTMENT):
            # Who may not write there is not told which names another department has taken.
            return
        name = name_key(row.name)
        section = self._register.sections.get((row.department_id or 0, row.section))
        row.place = (section, name) if section and name else None

    def _refuse_repeated(self, read: Sequence[Row], import_id: int) -> None:
        names, items = self._read_before(import_id)
        wanted = {row.place[1] for row in read if row.place}
        there = uniqueness.taken(self._work.session, self._cycle.id, wanted)
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
