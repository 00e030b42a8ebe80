"""The secretariat adds, rewrites, orders and removes the rows of 資料1-3."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.calendar.cycles import record, row_facts
from workflow.calendar.drafts import RowDraft, read_quarter
from workflow.calendar.policy import CalendarChanged, require_maintainer
from workflow.items.reference import cycles
from workflow.models import ScheduleRow
from workflow.values.canonical import fingerprint
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR
from workflow.work import Work

ASIDE: Final = 1_000_000
"""Where rows stand while they change places: two may never share one."""

NUMBERED: Final = "#"
"""What the number of a row says: that it has one. Which, its place among the others says."""

MOST_ROWS: Final = 100


def read_row(
    work: Work, title: str, note: str, quarters: Sequence[tuple[str, str]], *, is_part: bool
) -> RowDraft:
    """A row as typed: `quarters` are four pairs of a field's name and its lines.

    Raises InputRefused with every wrong line.
    """
    known = [view.id for view in cycles(work)]
    read = tuple(read_quarter(text, field, known) for field, text in quarters)
    return RowDraft(title, note, is_part, read)


def add_row(work: Work, fiscal_year: int, typed: RowDraft) -> int:
    """Add a row at the end of a year's; one that is there word for word is not added twice.

    Raises WrongRole, InputRefused.
    """
    require_maintainer(work.actor)
    draft = typed.settled()
    if not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        raise NotFound(what="year")
    rows = _live(work.session, fiscal_year)
    for there in rows:
        if _same(there, draft):
            return there.id
    if len(rows) >= MOST_ROWS:
        raise InputRefused([Problem("title", "too_many", {"limit": MOST_ROWS})])
    if draft.is_part and not rows:
        raise InputRefused([Problem("is_part", "part_without_row")])
    query = select(func.max(ScheduleRow.position)).where(ScheduleRow.fiscal_year == fiscal_year)
    row = ScheduleRow(fiscal_year=fiscal_year, position=max(work.session.scalar(query) or 0, 0) + 1)
    _write(row, draft)
    work.session.add(row)
    work.session.flush()
    record(work, row, "added", {}, row_facts(row))
    return row.id


def change_row(work: Work, row_id: int, typed: RowDraft, seen: str) -> None:
    """Rewrite a row. Raises WrongRole, NotFound, InputRefused, CalendarChanged."""
    require_maintainer(work.actor)
    row = _lock(work.session, row_id)
    draft = typed.settled()
    if _same(row, draft):
        return
    before = row_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    if draft.is_part and _live(work.session, row.fiscal_year)[0].id == row.id:
        raise InputRefused([Problem("is_part", "part_without_row")])
    _write(row, draft)
    record(work, row, "changed", before, row_facts(row))


def place_row(work: Work, row_id: int, before_id: int | None) -> None:
    """Put a row, with its parts, before another one, or (None) at the end.

    It says where, not which way: delivered twice it changes nothing more.
    Raises WrongRole, NotFound, InputRefused where a part would lose its row.
    """
    require_maintainer(work.actor)
    row = _lock(work.session, row_id)
    rows = _live(work.session, row.fiscal_year)
    block = _block(rows, row)
    rest = [one for one in rows if one not in block]
    ids = [one.id for one in rest]
    if before_id is not None and before_id not in ids:
        if any(one.id == before_id for one in block):
            return
        raise NotFound(what="row")
    at_place = len(rest) if before_id is None else ids.index(before_id)
    if _splits(rest, at_place, block):
        raise InputRefused([Problem("before", "part_without_row")])
    ordered = [*rest[:at_place], *block, *rest[at_place:]]
    if ordered == rows:
        return
    before = {"order": [one.id for one in rows]}
    _reorder(work.session, ordered)
    record(work, row, "placed", before, {"order": [one.id for one in ordered]})


def remove_row(work: Work, row_id: int) -> None:
    """Remove a row from the paper, with its parts; twice is once. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    row = work.session.get(ScheduleRow, row_id)
    if row is None:
        raise NotFound(what="row")
    if row.removed_at is not None:
        return
    for one in _block(_live(work.session, row.fiscal_year), row):
        before = row_facts(one)
        one.removed_at, one.position = work.now, -one.id
        record(work, one, "removed", before, {})


def _live(session: Session, fiscal_year: int) -> list[ScheduleRow]:
    query = (
        select(ScheduleRow)
        .where(ScheduleRow.fiscal_year == fiscal_year, ScheduleRow.removed_at.is_(None))
        .order_by(ScheduleRow.position)
        .with_for_update(key_share=True)
    )
    return list(session.scalars(query))


def _lock(session: Session, row_id: int) -> ScheduleRow:
    query = select(ScheduleRow).where(ScheduleRow.id == row_id, ScheduleRow.removed_at.is_(None))
    row = session.scalar(query.with_for_update(key_share=True))
    if row is None:
        raise NotFound(what="row")
    return row


def _write(row: ScheduleRow, draft: RowDraft) -> None:
    row.number = "" if draft.is_part else (row.number or NUMBERED)
    row.title, row.note = draft.title, draft.note
    row.quarters = [list(quarter) for quarter in draft.quarters]


def _same(row: ScheduleRow, draft: RowDraft) -> bool:
    return row_facts(row) | {"fiscal_year": 0} == {
        "fiscal_year": 0,
        "title": draft.title,
        "note": draft.note,
        "is_part": draft.is_part,
        "quarters": [list(quarter) for quarter in draft.quarters],
    }


def _block(rows: list[ScheduleRow], row: ScheduleRow) -> list[ScheduleRow]:
    """The row, and the parts that follow it where it has a number."""
    block = [row]
    for one in rows[rows.index(row) + 1 :]:
        if not row.number or one.number:
            break
        block.append(one)
    return block


def _splits(rest: list[ScheduleRow], at_place: int, block: list[ScheduleRow]) -> bool:
    """Whether a part would come first of all, or a numbered row between a row and its parts."""
    if not block[0].number:
        return at_place == 0
    return at_place < len(rest) and not rest[at_place].number


def _reorder(session: Session, ordered: list[ScheduleRow]) -> None:
    for position, one in enumerate(ordered, 1):
        one.position = ASIDE + position
    session.flush()
    for position, one in enumerate(ordered, 1):
        one.position = position
    session.flush()
