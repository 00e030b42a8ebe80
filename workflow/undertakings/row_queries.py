"""The rows of 資料1-3 as those who change them see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from workflow.calendar.schedule import lines_of
from workflow.calendar.schedule_lines import ScheduleLine
from workflow.models import Undertaking
from workflow.models.base import found_row
from workflow.undertakings import drafts
from workflow.undertakings.drafts import Entry, RowDraft, print_quarter
from workflow.undertakings.policy import require_wording
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


def row_board(work: Work, fiscal_year: int) -> RowBoard:
    """The rows of a year's 資料1-3 to change, with where each can go. Raises WrongRole."""
    require_wording(work.actor)
    found = lines_of(work, fiscal_year)
    cards = [_card(row, line) for row, line in zip(found.rows, found.written, strict=True)]
    return RowBoard(fiscal_year, found.generated, tuple(_places(cards)))


def _card(row: Undertaking, line: ScheduleLine) -> RowCard:
    quarters = tuple(
        tuple(Entry(one.mark, one.text, one.cycle_ids) for one in quarter)
        for quarter in line.quarters
    )
    draft = RowDraft(row.title, row.note, not row.number, quarters)
    return RowCard(
        id=row.id,
        fiscal_year=row.fiscal_year,
        line=line,
        is_part=draft.is_part,
        quarters=tuple(map(print_quarter, quarters)),
        seen=drafts.seen(draft),
    )


def row_card(work: Work, row_id: int) -> RowCard:
    """One of these rows. Raises WrongRole; NotFound for one that was removed, too."""
    require_wording(work.actor)
    query = select(Undertaking.fiscal_year).where(
        Undertaking.id == row_id, Undertaking.removed_at.is_(None)
    )
    year = found_row(work.session, query, row_id, what="row", name=row_id)
    return next(card for card in row_board(work, year).rows if card.id == row_id)


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
