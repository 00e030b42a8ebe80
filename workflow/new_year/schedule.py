"""The written rows of 資料1-3, as a new year is given them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from workflow import calendar
from workflow.calendar import RowDraft
from workflow.models import ScheduleRow
from workflow.new_year.proposals import Proposal, next_cycle
from workflow.values import fiscal
from workflow.values.actor import Title
from workflow.work import Work


def missing_rows(work: Work, year: int) -> tuple[Proposal, ...]:
    """The numbered rows that a year lacks of the one before, each with its parts."""
    query = (
        select(ScheduleRow)
        .where(ScheduleRow.fiscal_year.in_((year - 1, year)), ScheduleRow.removed_at.is_(None))
        .order_by(ScheduleRow.position)
    )
    rows = work.session.scalars(query).all()
    known = {row.title for row in rows if row.fiscal_year == year}
    blocks: list[list[RowDraft]] = []
    for row in (one for one in rows if one.fiscal_year == year - 1):
        draft = _draft(row, year)
        if draft.is_part and blocks:
            blocks[-1].append(draft)
        else:
            blocks.append([draft])
    return tuple(
        Proposal(Title(one[0].title, ""), (), (), tuple(one))
        for one in blocks
        if one[0].title not in known
    )


def add_rows(work: Work, year: int, drafts: Sequence[RowDraft]) -> None:
    """A row with its parts, after those that are there."""
    for one in drafts:
        calendar.add_row(work, year, one)


def _draft(row: ScheduleRow, year: int) -> RowDraft:
    """The row with the year's own name and cycles in place of last year's."""
    quarters = tuple(tuple(_entry(one, year) for one in quarter) for quarter in row.quarters)
    return RowDraft(_of_year(row.title, year), _of_year(row.note, year), not row.number, quarters)


def _entry(entry: dict[str, Any], year: int) -> dict[str, Any]:
    ids = [next_cycle(one) for one in entry.get("cycle_ids", ())]
    return {**entry, "text": _of_year(entry["text"], year), "cycle_ids": ids}


def _of_year(text: str, year: int) -> str:
    """A text with this year named where last year was, and the next where this one was."""
    for one in (year, year - 1):
        text = text.replace(fiscal.era_year(one), fiscal.era_year(one + 1))
    return text
