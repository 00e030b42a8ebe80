"""A meeting's agenda, and the items that were carried over to it or away from it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from workflow import policy
from workflow.actor import Actor, Title
from workflow.models import Agenda, Item, LedgerEntry, Meeting, Person
from workflow.queries.lists import WITHDRAWN
from workflow.queries.reference import meeting
from workflow.queries.views.editions import AgendaEntry, AgendaView, CarriedView
from workflow.vocabulary import Action, AgendaKind, Fate


def agenda(session: Session, meeting_id: int) -> AgendaView:
    """The agenda of a meeting as it stands. Raises NotFound."""
    view = meeting(session, meeting_id)
    frozen = select(Meeting.report_frozen_at).where(Meeting.id == meeting_id)
    row = session.execute(
        select(Agenda, Person.name_ja, Person.name_en)
        .outerjoin(Person, Person.id == Agenda.saved_by)
        .where(Agenda.meeting_id == meeting_id)
        .order_by(Agenda.version.desc())
        .limit(1)
    ).one_or_none()
    is_frozen = session.scalar(frozen) is not None
    if row is None:
        return AgendaView(view, 0, (), is_frozen)
    kept: Agenda = row.Agenda
    return AgendaView(
        meeting=view,
        version=kept.version,
        entries=tuple(
            AgendaEntry(e["group"], e["number"], e["title"], AgendaKind(e["kind"]))
            for e in kept.entries
        ),
        frozen=is_frozen,
        by=Title(row.name_ja, row.name_en) if row.name_ja else None,
        at=kept.saved_at,
    )


def carried(
    session: Session, actor: Actor | None, cycle_ids: Sequence[str]
) -> tuple[tuple[CarriedView, ...], tuple[CarriedView, ...]]:
    """Items that came into these cycles from others by a carry-over, and those that left them.

    Of items that `actor` may see; each item by its latest carry-over. Two queries.
    """
    came = [
        one
        for one in _carried(session, actor, Item.cycle_id.in_(cycle_ids))
        if one.from_cycle not in cycle_ids
    ]
    left = [
        one
        for one in _carried(session, actor, Item.cycle_id.not_in(cycle_ids))
        if one.from_cycle in cycle_ids
    ]
    return tuple(came), tuple(left)


def fates(
    session: Session, ids: Iterable[int], cycle_ids: Sequence[str]
) -> dict[int, tuple[Fate, str]]:
    """What became of items that a later list lacks, with the reason that was given."""
    wanted = list(ids)
    reasons = {}
    actions = (Action.WITHDRAW.value, Action.CARRY_OVER.value)
    entries = session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.item_id.in_(wanted), LedgerEntry.action.in_(actions))
        .order_by(LedgerEntry.item_id, LedgerEntry.sequence)
    )
    for entry in entries:
        reasons[entry.item_id, entry.action] = entry.note
    found: dict[int, tuple[Fate, str]] = {}
    rows = session.execute(select(Item.id, Item.state, Item.cycle_id).where(Item.id.in_(wanted)))
    for item_id, state, cycle_id in rows:
        if state == WITHDRAWN:
            found[item_id] = (Fate.WITHDRAWN, reasons.get((item_id, Action.WITHDRAW.value), ""))
        elif cycle_id not in cycle_ids:
            reason = reasons.get((item_id, Action.CARRY_OVER.value), "")
            found[item_id] = (Fate.CARRIED_OVER, reason)
        else:
            found[item_id] = (Fate.WAITING, "")
    return found


def _carried(
    session: Session, actor: Actor | None, where: ColumnElement[bool]
) -> Iterable[CarriedView]:
    later = aliased(LedgerEntry)
    again = select(later.sequence).where(
        later.item_id == LedgerEntry.item_id,
        later.action == Action.CARRY_OVER.value,
        later.sequence > LedgerEntry.sequence,
    )
    rows = session.execute(
        select(LedgerEntry, Item.name, Item.cycle_id, Person.name_ja, Person.name_en)
        .join(Item, Item.id == LedgerEntry.item_id)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .where(
            LedgerEntry.action == Action.CARRY_OVER.value,
            Item.state != WITHDRAWN,
            where,
            policy.visible_items(actor),
            ~again.exists(),
        )
        .order_by(Item.id)
    )
    for entry, name, cycle_id, ja, en in rows:
        yield CarriedView(
            item_id=entry.item_id,
            name=name,
            from_cycle=str(entry.particulars.get("from_cycle", "")),
            to_cycle=cycle_id,
            reason=entry.note,
            by=Title(ja, en),
            at=entry.at,
        )
