"""The engine's part about workbooks: templates and lists out, files in."""

from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from workflow.desk import Desk
from workflow.exchange import commands, showing, template, understanding
from workflow.exchange import grid as exchange_grid
from workflow.exchange import stamps as exchange_stamps
from workflow.exchange.checking import Checker
from workflow.exchange.columns import ORDER
from workflow.exchange.grid import Grid, Tab
from workflow.exchange.merging import Conflict, Merge
from workflow.exchange.names import Names, names_of
from workflow.exchange.stamps import Stamps
from workflow.exchange.template import ListedItem, Template
from workflow.exchange.understanding import MOST_ROWS, Understanding
from workflow.exchange.views import Committed, ImportView
from workflow.files.workbooks import FileRefused, shown_name
from workflow.items import choices as items_choices
from workflow.items import policy, reference, visibility
from workflow.items.contexts import situations
from workflow.models import Cycle, Item, StagedImport
from workflow.values.actor import Actor
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Role
from workflow.work import Work

CHUNK: Final = 2_000
"""Rows that are looked at in one go: a second or so."""
PASTED: Final = "貼り付け"
LONGEST_PASTED: Final = 1_000_000


class _File(NamedTuple):
    """A file as grids, and what its hidden sheet says."""

    grid: Grid
    stamps: Stamps


class ExchangeDesk(Desk):
    """`engine.exchange`."""

    def template(self, cycle_id: str, actor: Actor | None = None, *, items: bool = False) -> bytes:
        """The workbook to fill in for a cycle; with `items`, those that `actor` may write on.

        Without an actor it offers every department. Raises NotFound.
        """
        with self._read(actor) as work:
            cycle = reference.cycle(work, cycle_id)
            names = names_of(items_choices.masters(work, cycle.fiscal_year))
            own = actor.departments(Role.OFFICER) if actor else frozenset()
            departments = [
                one.name.ja for one in names.masters.departments if not own or one.id in own
            ]
            listed = self._editable(work, cycle_id, names) if items and actor else ()
            title = f"{cycle.title.ja}予算（デジタル化関連事業）協議書"
            return template.write(Template(cycle_id, title, names, departments, listed))

    def stage(self, actor: Actor | None, cycle_id: str, name: str, content: bytes) -> int:
        """Take a file in for a person: gives the number of its import.

        Its first rows are looked at; `advance` goes on. The same file sent twice at once is
        one import. Raises FileRefused, NotFound, WrongRole.
        """
        commands.require_import(actor)
        read = _read(content)
        how = understanding.guess(read.grid)
        with self._write(actor) as work:
            tab = _tab(read.grid, how)
            staged = commands.stage(
                work,
                cycle_id=cycle_id,
                name=shown_name(name),
                content=content,
                understanding=showing.kept(
                    read.grid, how, cycle_id, read.stamps.cycle_id or cycle_id
                ),
                rows_total=_count(tab, how),
            )
            if not staged.rows_read:
                self._advance(work, staged, read)
            return staged.id

    def paste(self, actor: Actor | None, cycle_id: str, text: str) -> int:
        """Take in what was copied from a sheet; otherwise the same as `stage`."""
        if len(text) > LONGEST_PASTED:
            raise FileRefused("too_large", limit=1)
        content = text.encode("utf-8", "replace")
        return self.stage(actor, cycle_id, PASTED, b"\xef\xbb\xbf" + content if text else b"")

    def view(self, actor: Actor | None, import_id: int) -> ImportView:
        """A staged file as it stands. Raises NotFound for another's, and for an expired one."""
        commands.require_import(actor)
        with self._read(actor) as work:
            staged = commands.own(work, import_id)
            return showing.view(work, staged, self._names(work, staged))

    def advance(self, actor: Actor | None, import_id: int) -> bool:
        """Look at the next rows; gives whether all were looked at."""
        commands.require_import(actor)
        with self._write(actor) as work:
            staged = commands.own(work, import_id, locked=True)
            if staged.committed_at is None and staged.rows_read < staged.rows_total:
                self._advance(work, staged, _read(staged.content or b""))
            return staged.rows_read >= staged.rows_total

    def correct(
        self,
        actor: Actor | None,
        import_id: int,
        *,
        tab: str | None,
        head_row: int,
        columns: Mapping[int, str],
    ) -> None:
        """Read the file as the person says: this sheet (None: the same), head (from 1), columns.

        Under another head the columns are recognised anew. Raises NotFound, ImportNotReady.
        """
        commands.require_import(actor)
        with self._write(actor) as work:
            staged = commands.own(work, import_id, locked=True)
            read = _read(staged.content or b"")
            before = Understanding.from_json(staged.understanding)
            how = _corrected(read.grid, before, tab or before.tab, head_row)
            if how is before:
                how = _with_columns(how, columns)
            other = staged.understanding["other_cycle"] or staged.cycle_id
            kept = showing.kept(read.grid, how, staged.cycle_id, other)
            commands.understand(work, staged, kept, _count(_tab(read.grid, how), how))
            self._advance(work, staged, read)

    def choose(
        self, actor: Actor | None, import_id: int, choices: Mapping[tuple[int, str], str]
    ) -> None:
        """Settle conflicts: by row and field, `ours` or `theirs`. Raises NotFound."""
        commands.require_import(actor)
        by_row: dict[int, dict[str, str]] = {}
        for (number, name), word in choices.items():
            by_row.setdefault(number, {})[name] = word
        with self._write(actor) as work:
            staged = commands.own(work, import_id, locked=True)
            for row in commands.rows(work, staged, "change"):
                if chosen := by_row.get(row.row):
                    commands.settle(work, staged, row.row, *_settled(row, chosen))

    def commit(self, actor: Actor | None, import_id: int) -> Committed:
        """Create and change everything, or nothing; a second delivery gives the first answer.

        Raises ImportNotReady, ContentChanged, and what creating and saving refuse.
        """
        commands.require_import(actor)
        with self._write(actor) as work:
            staged = commands.own(work, import_id, locked=True)
            return Committed(*commands.commit(work, staged))

    # ------------------------------------------------------------------ inside

    def _advance(self, work: Work, staged: StagedImport, read: _File) -> None:
        how = Understanding.from_json(staged.understanding)
        tab = _tab(read.grid, how)
        if staged.understanding["problems"]:
            # The head first: every row would only repeat what is wrong with it.
            commands.keep_rows(work, staged, (), staged.rows_total)
            return
        start = how.first + staged.rows_read
        stop = min(start + CHUNK, how.first + staged.rows_total)
        cycle = work.session.get_one(Cycle, staged.cycle_id)
        names = self._names(work, staged)
        checker = Checker(work, cycle, names)
        lines = list(understanding.lines(tab, how, start, stop))
        rows = checker.rows(tab, how, lines, read.stamps.contents, staged.id)
        commands.keep_rows(work, staged, rows, stop - how.first)

    def _names(self, work: Work, staged: StagedImport) -> Names:
        cycle = work.session.get_one(Cycle, staged.cycle_id)
        return names_of(items_choices.masters(work, cycle.fiscal_year))

    def _editable(self, work: Work, cycle_id: str, names: Names) -> tuple[ListedItem, ...]:
        query = select(Item).where(Item.cycle_id == cycle_id, visibility.visible_items(work.actor))
        items = list(
            work.session.scalars(query.order_by(Item.department_id, Item.section_id, Item.id))
        )
        where = situations(work, items)
        codes = names.department_codes
        return tuple(
            ListedItem(
                item.id,
                item.round,
                names.department_title(codes.get(item.department_id, "")),
                item.sheet,
            )
            for item in items
            if policy.may_edit(work.actor, where[item.id]) is None
        )


@lru_cache(maxsize=1)
def _read(content: bytes) -> _File:
    """A file as it was brought; whoever goes on with the same file does not read it anew."""
    read = exchange_grid.read(content)
    return _File(read, exchange_stamps.read(read))


def _tab(read: Grid, how: Understanding) -> Tab:
    tab = read.tab(how.tab)
    if tab is None:
        raise FileRefused("no_sheet")
    return tab


def _count(tab: Tab, how: Understanding) -> int:
    count = max(0, len(tab.rows) - how.first)
    if count > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    return count


def _corrected(read: Grid, before: Understanding, tab: str, head_row: int) -> Understanding:
    found = read.tab(tab)
    if found is None or found not in understanding.shown_tabs(read):
        raise NotFound(what="sheet")
    head = min(max(head_row, 1), max(len(found.rows), 1)) - 1
    if tab == before.tab and head == before.head:
        return before
    return understanding.at_head(found, head)


def _with_columns(how: Understanding, columns: Mapping[int, str]) -> Understanding:
    known = {
        place: name
        for place, name in columns.items()
        if name in ORDER and 0 <= place < understanding.MOST_COLUMNS
    }
    once = {name: place for place, name in sorted(known.items(), reverse=True)}
    places = {place: name for name, place in once.items()}
    units = tuple(place for place in how.other_units if places.get(place) == how.columns.get(place))
    return Understanding(how.tab, how.head, how.depth, dict(sorted(places.items())), units)


def _settled(row: Any, chosen: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    conflicts = {name: Conflict(**one) for name, one in row.conflicts.items()}
    settled = Merge(row.content, conflicts).settled(chosen)
    content = {name: value for name, value in settled.values.items() if value is not None}
    return content, {name: asdict(one) for name, one in settled.conflicts.items()}
