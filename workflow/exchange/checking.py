"""Rows of a file against what is there: the items and departments they name, names taken.

Each row would begin an item, change one, or nothing; every problem is named with its cell.
Nothing here writes.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from workflow.exchange import placing, rows
from workflow.exchange.cells import Cells
from workflow.exchange.columns import DEPARTMENT, ITEM, PLACE
from workflow.exchange.lines import Line
from workflow.exchange.placing import Placed
from workflow.exchange.rows import Row, content_of, outcome_of
from workflow.items import policy, rewriting, same_names, tracks, visibility
from workflow.items.context_queries import contexts_of
from workflow.items.creation import may_bring_in
from workflow.items.reference_data import reference_data
from workflow.models import Cycle, Item, StagedRow
from workflow.models.items import HasSheet, name_key
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Role
from workflow.work import Work

Content = Mapping[str, Any]

Named = Mapping[int, tuple[Item, HasSheet, str | None]]
"""Items by their numbers, each with its sheet and why it may not be edited; None: it may."""


class Checker:
    """Looks at the rows of one file, for one person and one cycle.

    `is_own_list` says that the file is a list of Jizen's: its rows are items that there are.
    """

    def __init__(self, work: Work, cycle: Cycle, cells: Cells, *, is_own_list: bool) -> None:
        self._work = work
        self._cycle = cycle
        self._actor = work.person
        self._cells = cells
        self._names = cells.names
        self._is_own_list = is_own_list
        self._register = reference_data(work.session, cycle)
        self._begin_refusals: dict[tuple[str, int], str | None] = {}
        self._placed: dict[tuple[str, ...], Placed] = {}

    def rows(
        self, lines: Sequence[Line], bases: Mapping[int, Content], import_id: int
    ) -> list[dict[str, Any]]:
        """What each line would do, or what is wrong with it, as columns of `StagedRow`."""
        named = self._items({rows.item_number(line) for line in lines} - {None})
        read = [self._cells.read(line) for line in lines]
        for row in read:
            self._find_item(row, named)
            self._find_department(row)
            rows.clean(row, self._names)
            self._find_place(row)
        self._find_listed(read)
        for row in read:
            self._require_begin(row)
        self._refuse_repeated(read, import_id)
        reading, known = self._cells.reading, self._register
        return [
            outcome_of(
                row, bases.get(row.item_id) if row.item_id else {}, reading, self._names, known
            )
            for row in read
        ]

    # ------------------------------------------------------------ what a row is about

    def _items(self, ids: Collection[int | None]) -> Named:
        """Those of the items that this person sees."""
        query = select(Item).where(
            Item.id.in_(ids), Item.cycle_id == self._cycle.id, visibility.visible_items(self._actor)
        )
        items = list(self._work.session.scalars(query)) if ids else []
        where = contexts_of(self._work, items)
        refusals = {item.id: policy.may_edit(self._actor, where[item.id]) for item in items}
        written = rewriting.contents_of(self._work, items)
        return {item.id: (item, written[item.id], self._said(refusals[item.id])) for item in items}

    def _said(self, refusal: Refusal | None) -> str | None:
        """What a cell says of an item that may not be written on."""
        is_bringer = bool(self._actor.roles & policy.BRINGERS)
        if isinstance(refusal, policy.NO_GRANT) and is_bringer:
            return "only_drafts"
        return refusal.key if refusal else None

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
        placed = self._place(row)
        if placed.unknown:
            row.wrong(DEPARTMENT, "department_unknown", name=placed.unknown)
            return
        if placed.joint and not row.given.get("joint_departments"):
            row.given["joint_departments"] = placed.joint
        if placed.section:
            row.given["section"] = placed.section
        lead = placed.department_id
        if row.item is not None:
            if lead not in (None, row.item.department_id):
                row.wrong(DEPARTMENT, "department_fixed")
            row.department_id = row.item.department_id
            return
        own = self._actor.departments(Role.OFFICER)
        if lead is None and len(own) == 1:
            (lead,) = own
        row.department_id = lead

    def _place(self, row: Row) -> Placed:
        typed = {name: row.typed(name) for name in (DEPARTMENT, PLACE, "section")}
        key = tuple(typed.values())
        if key not in self._placed:
            self._placed[key] = placing.place(typed, self._names)
        return self._placed[key]

    def _require_begin(self, row: Row) -> None:
        """A row that is no item yet begins one, where this person may."""
        if row.item is not None or row.is_wrong(ITEM) or row.is_wrong(DEPARTMENT):
            return
        lead = row.department_id
        if lead is None and row.is_wrong("name"):
            # A row without a name is named for that alone.
            return
        if refusal := self._begin_refusal(lead, row) if lead else "department_missing":
            row.wrong(DEPARTMENT, refusal)
            row.place = None

    def _begin_refusal(self, department_id: int, row: Row) -> str | None:
        """Why this person may not begin such an item for a department now.

        Asked once for each department and process.
        """
        name = tracks.choice(self._cycle, row.sheet).process_name
        if (name, department_id) not in self._begin_refusals:
            process = self._work.latest_process(name)
            refusal = may_bring_in(
                process, self._cycle, department_id, self._actor, self._work.today
            )
            self._begin_refusals[name, department_id] = refusal.key if refusal else None
        return self._begin_refusals[name, department_id]

    def _find_listed(self, read: Sequence[Row]) -> None:
        """Rows without a number that are items as they stand here, or as a list of Jizen's has
        them: the same section and name. Any other row of that name begins an item of its own."""
        wanted = {row.place[1] for row in read if row.place and row.item is None}
        taken = same_names.taken_names(self._work.session, self._cycle.id, wanted)
        items = self._items(set(taken.values()))
        for row in read:
            found = items.get(taken.get(row.place, 0)) if row.place and not row.item else None
            if found is None or row.is_wrong(ITEM):
                continue
            item, written, refusal = found
            given = content_of(row)
            differs = any(written.content.get(name) != value for name, value in given.items())
            if differs and not self._is_own_list:
                continue
            row.item, row.now, row.department_id = item, written, item.department_id
            if differs and refusal:
                row.wrong("name", refusal)

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
        there = same_names.taken_names(self._work.session, self._cycle.id, wanted)
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
