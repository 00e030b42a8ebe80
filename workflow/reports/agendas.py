"""A meeting's agenda: papers with their numbers, saved as a whole, every version kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from workflow.calendar.meetings import lock_meeting
from workflow.items import visibility
from workflow.items.cycles import meeting
from workflow.items.lists import WITHDRAWN
from workflow.models import Agenda, Item, LedgerEntry, Meeting, Person
from workflow.reports.commands import require_keep
from workflow.reports.views import AgendaEntry, AgendaView, CarriedView
from workflow.values.actor import Actor, Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import Conflict, InputRefused, Problem, SomeoneElseActedFirst
from workflow.values.text import TextUnclean, clean_line
from workflow.values.vocabulary import Action, AgendaKind, Fate
from workflow.work import Work

LONGEST_TITLE: Final = 200
MOST_ENTRIES: Final = 60
GREATEST_NUMBER: Final = 99


class AgendaFrozen(Conflict):
    """The meeting's report is frozen, and its papers' numbers with it."""

    key = "agenda_frozen"


def save(
    work: Work, meeting_id: int, entries: Sequence[AgendaEntry], actor: Actor | None, seen: int
) -> None:
    """Make `entries` the agenda; `seen` is the version that was on the screen, 0 for none.

    The same entries again change nothing. Raises WrongRole, NotFound, AgendaFrozen,
    InputRefused, SomeoneElseActedFirst.
    """
    actor = require_keep(actor)
    if lock_meeting(work, meeting_id).report_frozen_at:
        raise AgendaFrozen()
    kept = _cleaned(entries)
    last = _last(work.session, meeting_id)
    if last is not None and last.entries == kept:
        return
    if seen != (last.version if last else 0):
        raise SomeoneElseActedFirst()
    _add(work, meeting_id, seen + 1, kept, actor.person_id)


def set_up(work: Work, meeting_id: int, entries: Sequence[AgendaEntry]) -> None:
    """The first agenda of a meeting, as it comes with reference data.

    Raises NotFound, InputRefused, SomeoneElseActedFirst where there is one.
    """
    lock_meeting(work, meeting_id)
    if _last(work.session, meeting_id):
        raise SomeoneElseActedFirst()
    _add(work, meeting_id, 1, _cleaned(entries), None)


def _last(session: Session, meeting_id: int) -> Agenda | None:
    kept = select(Agenda).where(Agenda.meeting_id == meeting_id)
    return session.scalar(kept.order_by(Agenda.version.desc()).limit(1))


def _add(
    work: Work, meeting_id: int, version: int, kept: list[dict[str, int | str]], by: int | None
) -> None:
    work.session.add(
        Agenda(meeting_id=meeting_id, version=version, entries=kept, saved_by=by, saved_at=work.now)
    )
    work.session.flush()


def _cleaned(entries: Sequence[AgendaEntry]) -> list[dict[str, int | str]]:
    """The entries in the order of their numbers, as they are kept."""
    problems = list(_problems(entries))
    if problems:
        raise InputRefused(problems)
    return [
        {"group": one.group, "number": one.number, "title": one.title.strip(), "kind": one.kind}
        for one in sorted(entries, key=lambda one: (one.group, one.number))
    ]


def _problems(entries: Sequence[AgendaEntry]) -> Iterator[Problem]:
    if len(entries) > MOST_ENTRIES:
        yield Problem("entries", "too_many", {"limit": MOST_ENTRIES})
        return
    numbers: set[tuple[int, int]] = set()
    for place, one in enumerate(entries):
        if not (0 < one.group <= GREATEST_NUMBER and 0 < one.number <= GREATEST_NUMBER):
            yield Problem(f"number-{place}", "paper_number_out_of_range")
        elif (one.group, one.number) in numbers:
            yield Problem(f"number-{place}", "paper_number_twice", {"paper": one.paper})
        numbers.add((one.group, one.number))
        yield from _title_problems(place, one.title)


def _title_problems(place: int, title: str) -> Iterator[Problem]:
    try:
        if not clean_line(title, LONGEST_TITLE):
            yield Problem(f"title-{place}", "required")
    except TextUnclean as unclean:
        yield text_problem(f"title-{place}", unclean)


def agenda(work: Work, meeting_id: int) -> AgendaView:
    """The agenda of a meeting as it stands. Raises NotFound."""
    view = meeting(work, meeting_id)
    frozen = select(Meeting.report_frozen_at).where(Meeting.id == meeting_id)
    row = work.session.execute(
        select(Agenda, Person.name_ja, Person.name_en)
        .outerjoin(Person, Person.id == Agenda.saved_by)
        .where(Agenda.meeting_id == meeting_id)
        .order_by(Agenda.version.desc())
        .limit(1)
    ).one_or_none()
    is_frozen = work.session.scalar(frozen) is not None
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
    work: Work, cycle_ids: Sequence[str]
) -> tuple[tuple[CarriedView, ...], tuple[CarriedView, ...]]:
    """Items that came into these cycles from others by a carry-over, and those that left them.

    Of items that `actor` may see; each item by its latest carry-over. Two queries.
    """
    came = [
        one
        for one in _carried(work, Item.cycle_id.in_(cycle_ids))
        if one.from_cycle not in cycle_ids
    ]
    left = [
        one
        for one in _carried(work, Item.cycle_id.not_in(cycle_ids))
        if one.from_cycle in cycle_ids
    ]
    return tuple(came), tuple(left)


def fates(work: Work, ids: Iterable[int], cycle_ids: Sequence[str]) -> dict[int, tuple[Fate, str]]:
    """What became of items that a later list lacks, with the reason that was given."""
    wanted = list(ids)
    reasons = {}
    actions = (Action.WITHDRAW.value, Action.CARRY_OVER.value)
    entries = work.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.item_id.in_(wanted), LedgerEntry.action.in_(actions))
        .order_by(LedgerEntry.item_id, LedgerEntry.sequence)
    )
    for entry in entries:
        reasons[entry.item_id, entry.action] = entry.note
    found: dict[int, tuple[Fate, str]] = {}
    rows = work.session.execute(
        select(Item.id, Item.state, Item.cycle_id).where(Item.id.in_(wanted))
    )
    for item_id, state, cycle_id in rows:
        if state == WITHDRAWN:
            found[item_id] = (Fate.WITHDRAWN, reasons.get((item_id, Action.WITHDRAW.value), ""))
        elif cycle_id not in cycle_ids:
            reason = reasons.get((item_id, Action.CARRY_OVER.value), "")
            found[item_id] = (Fate.CARRIED_OVER, reason)
        else:
            found[item_id] = (Fate.WAITING, "")
    return found


def _carried(work: Work, where: ColumnElement[bool]) -> Iterable[CarriedView]:
    later = aliased(LedgerEntry)
    again = select(later.sequence).where(
        later.item_id == LedgerEntry.item_id,
        later.action == Action.CARRY_OVER.value,
        later.sequence > LedgerEntry.sequence,
    )
    rows = work.session.execute(
        select(LedgerEntry, Item.name, Item.cycle_id, Person.name_ja, Person.name_en)
        .join(Item, Item.id == LedgerEntry.item_id)
        .join(Person, Person.id == LedgerEntry.actor_id)
        .where(
            LedgerEntry.action == Action.CARRY_OVER.value,
            Item.state != WITHDRAWN,
            where,
            visibility.visible_items(work.actor),
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
