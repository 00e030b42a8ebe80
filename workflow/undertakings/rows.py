"""The rows of 資料1-3: added, rewritten, ordered, removed, and taken to another year."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.calendar.schedule_lines import NUMBERED
from workflow.items.reference import cycles
from workflow.models import Person, Undertaking
from workflow.models.base import locked_row, may_be_id
from workflow.undertakings import drafts, record
from workflow.undertakings.drafts import Entry, RowDraft, read_quarter
from workflow.undertakings.policy import UndertakingChanged, require_wording
from workflow.undertakings.steps import put_people, responsible
from workflow.values.changes import ChangeAction
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR
from workflow.work import Work

ASIDE: Final = 1_000_000
"""Where rows stand while they change places: two may never share one."""

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

    Raises WrongRole, NotFound, InputRefused.
    """
    require_wording(work.actor)
    draft = typed.settled()
    if not FIRST_YEAR <= fiscal_year <= LAST_YEAR:
        raise NotFound(what="year")
    ledger.lock(work)  # two at once would take the same place
    rows = _live(work.session, fiscal_year)
    for there in rows:
        if there.title == draft.title and drafts.draft_of(work.session, there) == draft:
            return there.id
    if len(rows) >= MOST_ROWS:
        raise InputRefused([Problem("title", "too_many", {"limit": MOST_ROWS})])
    if draft.is_part and not rows:
        raise InputRefused([Problem("is_part", "part_without_row")])
    row = put_row(work, fiscal_year, draft)
    return row.id


def put_row(work: Work, fiscal_year: int, draft: RowDraft) -> Undertaking:
    """Put a clean row with its steps down after those that are there, and record it."""
    query = select(func.max(Undertaking.position)).where(Undertaking.fiscal_year == fiscal_year)
    row = Undertaking(
        fiscal_year=fiscal_year,
        position=max(work.session.scalar(query) or 0, 0) + 1,
        number="" if draft.is_part else NUMBERED,
        title=draft.title,
        note=draft.note,
    )
    work.session.add(row)
    work.session.flush()
    steps = drafts.begun(row, draft.quarters)
    work.session.add_all(steps)
    work.session.flush()
    record.put(work, row, *steps)
    return row


def change_row(work: Work, row_id: int, typed: RowDraft, seen: str) -> None:
    """Rewrite a row. A step whose words stay keeps its days, its people and its state.

    Raises WrongRole, NotFound, InputRefused, UndertakingChanged.
    """
    require_wording(work.actor)
    row = locked(work, row_id)
    draft = typed.settled()
    there = drafts.draft_of(work.session, row)
    if there == draft:
        return
    if seen != drafts.seen(there):
        raise UndertakingChanged()
    if draft.is_part and _live(work.session, row.fiscal_year)[0].id == row.id:
        raise InputRefused([Problem("is_part", "part_without_row")])
    with record.recorded(work, row):
        row.number = "" if draft.is_part else (row.number or NUMBERED)
        row.title, row.note = draft.title, draft.note
    drafts.write_lines(work, row, draft.quarters)


def place_row(work: Work, row_id: int, before_id: int | None) -> None:
    """Put a row, with its parts, before another one, or (None) at the end.

    It says where, not which way: delivered twice it changes nothing more.
    Raises WrongRole, NotFound, InputRefused where a part would lose its row.
    """
    require_wording(work.actor)
    row = locked(work, row_id)
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
    if ordered != rows:
        _reorder(work, ordered)


def remove_row(work: Work, row_id: int) -> None:
    """Remove a row from the paper, with its parts; again changes nothing.

    Raises WrongRole, NotFound.
    """
    require_wording(work.actor)
    row = work.session.get(Undertaking, row_id) if may_be_id(row_id) else None
    if row is None:
        raise NotFound(what="row")
    if row.removed_at is not None:
        return
    for one in _block(_live(work.session, row.fiscal_year), row):
        with record.recorded(work, one, ChangeAction.END):
            one.removed_at, one.position = work.now, -one.id


def locked(work: Work, row_id: int) -> Undertaking:
    """A row that is on the paper, which nobody else changes meanwhile. Raises NotFound (row)."""
    query = select(Undertaking).where(Undertaking.id == row_id, Undertaking.removed_at.is_(None))
    return locked_row(work.session, query, row_id, "row", key_share=True)


def _live(session: Session, fiscal_year: int) -> list[Undertaking]:
    query = (
        select(Undertaking)
        .where(Undertaking.fiscal_year == fiscal_year, Undertaking.removed_at.is_(None))
        .order_by(Undertaking.position)
        .with_for_update(key_share=True)
    )
    return list(session.scalars(query))


def _block(rows: list[Undertaking], row: Undertaking) -> list[Undertaking]:
    """The row, and the parts that follow it where it has a number."""
    block = [row]
    for one in rows[rows.index(row) + 1 :]:
        if not row.number or one.number:
            break
        block.append(one)
    return block


def _splits(rest: list[Undertaking], at_place: int, block: list[Undertaking]) -> bool:
    """Whether a part would come first of all, or a numbered row between a row and its parts."""
    if not block[0].number:
        return at_place == 0
    return at_place < len(rest) and not rest[at_place].number


def _reorder(work: Work, ordered: list[Undertaking]) -> None:
    """Give the rows these places, each of which one of them had."""
    before = {one.id: record.fields(work.session, one) for one in ordered}
    for position, one in enumerate(ordered, 1):
        one.position = ASIDE + position
    work.session.flush()
    for position, one in enumerate(ordered, 1):
        one.position = position
    work.session.flush()
    record.changed(work, before, ordered)


# -------------------------------------------------------------- in another year


def carried(
    work: Work, row: Undertaking, words: Callable[[str], str], cycle: Callable[[str], str]
) -> RowDraft:
    """The row as another year has it; `words` names that year, `cycle` its cycles."""
    said = drafts.draft_of(work.session, row)
    quarters = tuple(
        tuple(Entry(one.mark, words(one.text), tuple(map(cycle, one.cycle_ids))) for one in quarter)
        for quarter in said.quarters
    )
    return RowDraft(words(said.title), words(said.note), said.is_part, quarters)


def carry(
    work: Work, from_id: int, year: int, draft: RowDraft, moved: Callable[[date], date]
) -> int:
    """Add the row to another year with its steps planned as they were, each day `moved`.

    What was reported, documents, comments and pilots stay with their own year. Gives the new
    row's id. Raises what `add_row` does.
    """
    row_id = add_row(work, year, draft)
    before = {(one.quarter, one.position): one for one in drafts.steps_of(work.session, from_id)}
    active = set(work.session.scalars(select(Person.id).where(Person.active)))
    for step in drafts.steps_of(work.session, row_id):
        old = before.get((step.quarter, step.position))
        if old is None:
            continue
        with record.recorded(work, step):
            step.begins_on = moved(old.begins_on) if old.begins_on else None
            step.due_on = moved(old.due_on) if old.due_on else None
            people = [one for one in responsible(work, old.id) if one in active]
            put_people(work, step.id, people)
    return row_id
