"""A staged file as a page shows it: columns, problems, conflicts, what would happen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from xlsxwriter.utility import xl_col_to_name

from workflow.exchange import cell_values, commands, understanding
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import ITEM
from workflow.exchange.grid import Grid, Tab
from workflow.exchange.names import Names
from workflow.exchange.understanding import Understanding, cell_name
from workflow.exchange.views import (
    CellChange,
    CellConflict,
    CellProblem,
    ColumnView,
    ImportView,
    StagedLine,
)
from workflow.models import StagedImport, StagedRow
from workflow.values.money import format_kyen
from workflow.values.sheet import SPECS, Sheet
from workflow.work import Work

SAMPLES: Final = 3
MOST_SHOWN: Final = 500
"""Rows of each kind that a page lists; problems are listed all up to ten times as many."""
_LONGEST_SAMPLE: Final = 40

_ROWS: Final = StagedRow.__table__


def kept(grid: Grid, how: Understanding, cycle_id: str, other_cycle: str) -> dict[str, Any]:
    """An understanding with everything a page shows of it, so that no page reads the file."""
    tab = grid.tab(how.tab) or Tab("", ())
    columns = _columns(tab, how)
    return {
        **how.to_json(),
        "tabs": [one.name for one in understanding.shown_tabs(grid)],
        "shown": columns,
        "problems": list(_problems_of_head(tab, how)),
        "other_cycle": other_cycle if other_cycle != cycle_id else "",
    }


def view(work: Work, staged: StagedImport, names: Names) -> ImportView:
    """What a page shows of a staged file now."""
    how = staged.understanding
    counted = commands.kinds(work, staged.id)
    conflicts = tuple(_conflicts(work.session, staged, names))
    return ImportView(
        id=staged.id,
        cycle_id=staged.cycle_id,
        name=staged.name,
        content_hash=staged.content_hash,
        staged_at=staged.staged_at,
        expires_at=staged.expires_at,
        tabs=tuple(how["tabs"]),
        tab=how["tab"],
        head_row=how["head"] + 1,
        columns=tuple(_column(how, one) for one in how["shown"]),
        rows_total=staged.rows_total,
        rows_read=staged.rows_read,
        create=counted.get("create", 0),
        change=counted.get("change", 0),
        same=counted.get("same", 0),
        wrong=counted.get("wrong", 0),
        skipped=staged.rows_read - sum(counted.values()),
        open_conflicts=sum(not one.choice for one in conflicts),
        problems=tuple(_problems(work.session, staged)),
        conflicts=conflicts,
        lines=tuple(_lines(work.session, staged, names)),
        other_cycle=how["other_cycle"],
        committed_at=staged.committed_at,
        created_count=staged.created_count or 0,
        changed_count=staged.changed_count or 0,
    )


def _columns(tab: Tab, how: Understanding) -> list[list[Any]]:
    width = max((len(row) for row in tab.rows[how.head :]), default=0)
    shown = []
    for place in range(min(width, understanding.MOST_COLUMNS)):
        heading = understanding.headline(tab, how.head, how.depth, place)
        samples = list(_samples(tab, how, place))
        if heading or samples or place in how.columns:
            shown.append([place, heading, samples])
    return shown


def _samples(tab: Tab, how: Understanding, place: int) -> Iterator[str]:
    found = 0
    for row in range(how.first, min(how.first + 50, len(tab.rows))):
        value = tab.value(row, place)
        if not is_blank(value):
            yield text_of(value)[:_LONGEST_SAMPLE]
            found += 1
        if found == SAMPLES:
            return


def _problems_of_head(tab: Tab, how: Understanding) -> Iterator[dict[str, Any]]:
    if how.place_of("name") is None and how.place_of(ITEM) is None:
        yield _of_head(how, 0, "name", "no_name_column", "")
    for place in how.other_units:
        heading = understanding.headline(tab, how.head, how.depth, place)
        yield _of_head(how, place, how.columns[place], "unit_of_column", heading)


def _of_head(how: Understanding, place: int, column: str, key: str, typed: str) -> dict[str, Any]:
    row = how.head + 1
    cell = cell_name(row, place)
    return {"row": row, "cell": cell, "column": column, "key": key, "typed": typed, "data": {}}


def _column(how: Mapping[str, Any], one: list[Any]) -> ColumnView:
    place, heading, samples = one
    column = how["columns"].get(str(place), "")
    return ColumnView(place, xl_col_to_name(place), heading, column, tuple(samples))


def _problems(session: Session, staged: StagedImport) -> Iterator[CellProblem]:
    query = (
        select(_ROWS.c.problems)
        .where(_ROWS.c.import_id == staged.id, _ROWS.c.kind == "wrong")
        .order_by(_ROWS.c.row)
        .limit(10 * MOST_SHOWN)
    )
    rows: Iterable[Any] = (staged.understanding["problems"], *session.scalars(query))
    for problems in rows:
        for one in problems:
            yield CellProblem(staged.understanding["tab"], **one)


def _conflicts(session: Session, staged: StagedImport, names: Names) -> Iterator[CellConflict]:
    query = (
        select(_ROWS)
        .where(_ROWS.c.import_id == staged.id, _ROWS.c.kind == "change")
        .order_by(_ROWS.c.row)
    )
    how = Understanding.from_json(staged.understanding)
    for row in session.execute(query):
        for column, one in row.conflicts.items():
            yield CellConflict(
                row=row.row,
                cell=cell_name(row.row, how.place_of(column) or 0),
                column=column,
                name=row.content.get("name", ""),
                base=in_words(column, one["base"], names),
                ours=in_words(column, one["ours"], names),
                theirs=in_words(column, one["theirs"], names),
                choice=one["choice"],
            )


def _lines(session: Session, staged: StagedImport, names: Names) -> Iterator[StagedLine]:
    for kind in ("change", "create"):
        query = (
            select(_ROWS)
            .where(_ROWS.c.import_id == staged.id, _ROWS.c.kind == kind)
            .order_by(_ROWS.c.row)
            .limit(MOST_SHOWN)
        )
        for row in session.execute(query):
            yield _line(row, names)


def _line(row: Any, names: Names) -> StagedLine:
    code = names.department_codes.get(row.department_id, "")
    return StagedLine(
        row=row.row,
        kind=row.kind,
        item_id=row.item_id,
        department=names.department_title(code) if code else "",
        section=row.content.get("section", ""),
        name=row.content.get("name", ""),
        amount_kyen=row.content.get("amount_kyen"),
        changes=tuple(
            CellChange(
                column,
                in_words(column, before, names),
                in_words(column, row.content.get(column), names),
            )
            for column, before in row.changes.items()
        ),
    )


def in_words(column: str, plain: Any, names: Names) -> str:
    """A field's kept value as it stands in a cell."""
    if plain is None or column not in SPECS:
        return ""
    value = getattr(Sheet.from_json({column: plain}), column)
    written = cell_values.written(column, value, names)
    if isinstance(written, int) and not isinstance(written, bool):
        return format_kyen(written)
    return text_of(written)
