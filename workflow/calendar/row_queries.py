"""The rows of 資料1-3 as those who change them see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from workflow.calendar.cycles import row_facts
from workflow.calendar.drafts import print_quarter
from workflow.calendar.policy import require_maintainer
from workflow.calendar.schedule import ScheduleLine, lines_of
from workflow.models import ScheduleRow
from workflow.values.canonical import fingerprint
from workflow.values.errors import NotFound
from workflow.work import Work


@dataclass(frozen=True)
class RowCard:
    """A written row of 資料1-3 to change; `quarters` are the lines as they are typed.

    `up` and `down` are the rows before which it goes one place up or down (None: the
    end); whether it can go there at all say `can_rise` and `can_sink`.
    """

    id: int
    fiscal_year: int
    line: ScheduleLine
    is_part: bool
    quarters: tuple[str, ...]
    seen: str
    can_rise: bool = False
    up: int | None = None
    can_sink: bool = False
    down: int | None = None


@dataclass(frozen=True)
class RowBoard:
    """The rows of a year's 資料1-3: generated ones first, then those that were written."""

    fiscal_year: int
    generated: tuple[ScheduleLine, ...]
    rows: tuple[RowCard, ...]


def schedule_rows(work: Work, fiscal_year: int) -> RowBoard:
    """The rows of a year's 資料1-3 to change, with where each can go. Raises WrongRole."""
    require_maintainer(work.actor)
    found = lines_of(work, fiscal_year)
    cards = [
        RowCard(
            id=row.id,
            fiscal_year=fiscal_year,
            line=line,
            is_part=not row.number,
            quarters=tuple(print_quarter(quarter) for quarter in row.quarters),
            seen=fingerprint(row_facts(row)),
        )
        for row, line in zip(found.rows, found.written, strict=True)
    ]
    return RowBoard(fiscal_year, found.generated, tuple(_places(cards)))


def schedule_row(work: Work, row_id: int) -> RowCard:
    """One of these rows. Raises WrongRole; NotFound for one that was removed, too."""
    require_maintainer(work.actor)
    query = select(ScheduleRow.fiscal_year).where(
        ScheduleRow.id == row_id, ScheduleRow.removed_at.is_(None)
    )
    year = work.session.scalar(query)
    if year is None:
        raise NotFound(what="row", name=row_id)
    return next(card for card in schedule_rows(work, year).rows if card.id == row_id)


def _places(cards: Sequence[RowCard]) -> Iterable[RowCard]:
    """Where each row can go: a numbered one past the block beside it, a part within its own."""
    heads = [n for n, card in enumerate(cards) if not card.is_part]
    for n, card in enumerate(cards):
        if card.is_part:
            up = n - 1 if n and cards[n - 1].is_part else None
            after = n + 2 if n + 1 < len(cards) and cards[n + 1].is_part else None
        else:
            place = heads.index(n)
            up = heads[place - 1] if place else None
            ends = [*heads[place + 2 :], len(cards)]
            after = ends[0] if place + 1 < len(heads) else None
        yield replace(
            card,
            can_rise=up is not None,
            up=None if up is None else cards[up].id,
            can_sink=after is not None,
            down=cards[after].id if after is not None and after < len(cards) else None,
        )
