"""The statements behind contexts: what stands beside items, their meetings and their past."""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from workflow.models import (
    ActFor,
    Cycle,
    Item,
    LedgerEntry,
    Meeting,
    ReportEdition,
    ReportItem,
    meeting_cycles,
)

_ITEMS, _CYCLES = Item.__table__, Cycle.__table__
_MEETINGS, _LEDGER, _FOR = Meeting.__table__, LedgerEntry.__table__, ActFor.__table__
_EDITIONS, _ON_REPORT = ReportEdition.__table__, ReportItem.__table__


REPORT_FROZEN: Final = exists().where(
    meeting_cycles.c.cycle_id == _ITEMS.c.cycle_id,
    _MEETINGS.c.id == meeting_cycles.c.meeting_id,
    _MEETINGS.c.report_frozen_at.is_not(None),
)
"""Whether a report of the item's cycle is frozen."""

FROZEN: Final = exists().where(
    _ON_REPORT.c.item_id == _ITEMS.c.id,
    _EDITIONS.c.id == _ON_REPORT.c.edition_id,
    _MEETINGS.c.id == _EDITIONS.c.meeting_id,
    _MEETINGS.c.report_frozen_at == _EDITIONS.c.frozen_at,
)
"""Whether the item is on a report that is frozen."""


def _beside_items(*of_the_past: ColumnElement[bool]) -> Select[Any]:
    """Meeting and past of items: of the past the entries for which all this holds."""
    entries = and_(_LEDGER.c.item_id == _ITEMS.c.id, *of_the_past)
    acts_for = and_(_FOR.c.item_id == _LEDGER.c.item_id, _FOR.c.sequence == _LEDGER.c.sequence)
    by = (_ITEMS.c.id, _LEDGER.c.action, _LEDGER.c.actor_id, _FOR.c.person_id)
    return (
        select(
            _ITEMS.c.id.label("item_id"),
            REPORT_FROZEN.label("report_frozen"),
            FROZEN.label("frozen"),
            _LEDGER.c.action,
            _LEDGER.c.actor_id,
            _FOR.c.person_id,
            func.count().label("times"),
            func.max(_LEDGER.c.sequence).label("last"),
        )
        .select_from(_ITEMS)
        .outerjoin(_LEDGER, entries)
        .outerjoin(_FOR, acts_for)
        .group_by(*by)
    )


def _with_cycles(beside: Select[Any]) -> Select[Any]:
    """The same with what matters of each item's cycle."""
    told = (
        _CYCLES.c.id,
        _CYCLES.c.kind,
        _CYCLES.c.opens_on,
        _CYCLES.c.closed_at,
        _CYCLES.c.submission_deadline,
        _CYCLES.c.review_deadline,
        _CYCLES.c.process_name,
        _CYCLES.c.tracks,
    )
    joined = beside.join(_CYCLES, _CYCLES.c.id == _ITEMS.c.cycle_id)
    return joined.add_columns(*told).group_by(_CYCLES.c.id)


def _some(name: str) -> Any:
    return bindparam(name, expanding=True)


# Built once, and of tables instead of classes: the one door asks this before every move.
# Of whole lists the cycles are known.
BESIDE_ONE: Final = _with_cycles(_beside_items()).where(_ITEMS.c.id == bindparam("id"))
BESIDE: Final = _beside_items().where(_ITEMS.c.id.in_(_some("ids")))
BESIDE_FOR: Final = _beside_items(
    or_(
        _LEDGER.c.actor_id.in_(_some("people")),
        _LEDGER.c.action.in_(_some("limited")),
        # Somebody acted in another's name: it may have been in the name of these.
        exists().where(_FOR.c.item_id == _ITEMS.c.id).correlate(_ITEMS),
    )
).where(_ITEMS.c.id.in_(_some("ids")))
"""The same for certain people: what they did themselves, and what counts whoever did it."""
