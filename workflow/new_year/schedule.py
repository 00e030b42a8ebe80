"""The undertakings of 資料1-3, as a new year is given them."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import select

from workflow import undertakings
from workflow.models import Undertaking
from workflow.new_year.proposals import Proposal, next_cycle
from workflow.undertakings import RowDraft
from workflow.values import fiscal
from workflow.values.actor import Title
from workflow.work import Work

Carried = tuple[int, RowDraft]
"""The id of last year's undertaking, and what it is called in the new year."""


def missing_rows(work: Work, year: int) -> tuple[Proposal, ...]:
    """The numbered rows that a year lacks of the one before, each with its parts."""
    query = (
        select(Undertaking)
        .where(Undertaking.fiscal_year.in_((year - 1, year)), Undertaking.removed_at.is_(None))
        .order_by(Undertaking.position)
    )
    rows = work.session.scalars(query).all()
    known = {row.title for row in rows if row.fiscal_year == year}
    blocks: list[list[Carried]] = []
    for row in (one for one in rows if one.fiscal_year == year - 1):
        draft = undertakings.carried(work, row, lambda text: _of_year(text, year), next_cycle)
        if draft.is_part and blocks:
            blocks[-1].append((row.id, draft))
        else:
            blocks.append([(row.id, draft)])
    return tuple(
        Proposal(Title(one[0][1].title, ""), (), (), tuple(one))
        for one in blocks
        if one[0][1].title not in known
    )


def add_rows(
    work: Work, year: int, moved: Callable[[date], date], block: Sequence[Carried]
) -> None:
    """A row with its parts, after those that are there: their steps planned, their days moved."""
    for from_id, draft in block:
        undertakings.carry(work, from_id, year, draft, moved)


def _of_year(text: str, year: int) -> str:
    """A text with this year named where last year was, and the next where this one was."""
    for one in (year, year - 1):
        text = text.replace(fiscal.era_year(one), fiscal.era_year(one + 1))
    return text
