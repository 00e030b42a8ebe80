"""Cycles are added, changed, closed and opened again; every change is logged and recorded."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.calendar import record, setup
from workflow.calendar.drafts import CycleDraft, DayNote
from workflow.calendar.policy import CalendarChanged, require_maintainer
from workflow.calendar.record import cycle_facts
from workflow.models import Cycle, Item
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.text import is_sound
from workflow.work import Work


def add_cycle(work: Work, typed: CycleDraft) -> tuple[str, tuple[DayNote, ...]]:
    """Add a cycle; gives its id and the closed days that were typed.

    The same cycle delivered twice is added once. Raises WrongRole, InputRefused, NotFound.
    """
    require_maintainer(work.actor)
    ledger.lock(work)  # before any row: whoever puts down a whole year holds it from the start
    draft, notes = typed.settled()
    _require_process(work, draft.process_name)
    name = draft.cycle_id
    there = work.session.get(Cycle, str(name))
    if there is not None:
        if _differs(there, draft) or there.closed_at is not None:
            raise InputRefused([Problem("kind", "cycle_exists", {"name": name.title()})])
        return there.id, notes
    setup.put_cycle(
        work,
        cycle_id=str(name),
        title=Title(f"{name.title()}予算", name.title("en")),
        fiscal_year=draft.fiscal_year,
        budget_year=draft.budget_year,
        process_name=draft.process_name,
        opens_on=draft.opens_on,
        submission_deadline=draft.submission_deadline,
        review_deadline=draft.review_deadline,
        tracks=draft.tracks,
    )
    added = work.session.get_one(Cycle, str(name))
    record.log(work, added, "added", {}, cycle_facts(added))
    return added.id, notes


def change_cycle(work: Work, cycle_id: str, typed: CycleDraft, seen: str) -> tuple[DayNote, ...]:
    """Change a cycle's days or its process; drafts that were due at the old deadline follow.

    `seen` is the fingerprint of what was looked at. Raises WrongRole, NotFound,
    InputRefused, CalendarChanged.
    """
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_cycle(work.session, cycle_id)
    draft, notes = typed.settled()
    if str(draft.cycle_id) != row.id or draft.fiscal_year != row.fiscal_year:
        raise InputRefused([Problem("kind", "cycle_name_fixed")])
    if not _differs(row, draft):
        return notes
    before = cycle_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    with record.recorded(work, row):
        _change_process(work, row, draft.process_name)
        _follow_deadline(work, row, draft.submission_deadline)
        row.opens_on = draft.opens_on
        row.submission_deadline = draft.submission_deadline
        row.review_deadline = draft.review_deadline
    record.log(work, row, "changed", before, cycle_facts(row))
    return notes


def close_cycle(work: Work, cycle_id: str, *, closed: bool) -> None:
    """Close a cycle for moves, or open it again; twice is once. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_cycle(work.session, cycle_id)
    if closed == (row.closed_at is not None):
        return
    before = cycle_facts(row)
    with record.recorded(work, row):
        row.closed_at = work.now if closed else None
    verb = "closed" if closed else "reopened"
    record.log(work, row, verb, before, cycle_facts(row))


def cycles_named(session: Session, ids: Iterable[str]) -> list[Cycle]:
    """The cycles with these ids. Raises InputRefused (cycle_ids) where one is missing."""
    wanted = list(ids)
    found = list(session.scalars(select(Cycle).where(Cycle.id.in_(wanted))))
    if len(found) != len(wanted):
        raise InputRefused([Problem("cycle_ids", "cycle_unknown")])
    return found


def lock_cycle(session: Session, cycle_id: str) -> Cycle:
    """A cycle, kept for this transaction alone until its end. Raises NotFound."""
    query = select(Cycle).where(Cycle.id == cycle_id).with_for_update(key_share=True)
    row = session.scalar(query) if is_sound(cycle_id) else None
    if row is None:
        raise NotFound(what="cycle", name=cycle_id)
    return row


def _differs(row: Cycle, draft: CycleDraft) -> bool:
    names = (
        "fiscal_year", "budget_year", "process_name",
        "opens_on", "submission_deadline", "review_deadline",
    )  # fmt: skip
    return any(getattr(row, name) != getattr(draft, name) for name in names)


def _require_process(work: Work, name: str) -> None:
    if name not in work.newest:
        raise InputRefused([Problem("process_name", "process_unknown")])


def _change_process(work: Work, row: Cycle, name: str) -> None:
    if name == row.process_name:
        return
    _require_process(work, name)
    if work.session.scalar(select(exists().where(Item.cycle_id == row.id))):
        raise InputRefused([Problem("process_name", "cycle_has_items")])
    row.process_name = name


def _follow_deadline(work: Work, row: Cycle, day: date) -> None:
    """Move the due day of drafts along with the deadline of their cycle."""
    initial = {process.initial for process in work.published}
    work.session.execute(
        update(Item)
        .where(
            Item.cycle_id == row.id,
            Item.state.in_(initial),
            Item.due_on == row.submission_deadline,
        )
        .values(due_on=day)
    )
