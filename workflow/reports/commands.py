"""Freezing a meeting's report, and lifting the freeze to correct it.

Freezing the results also sets `Meeting.report_frozen_at`, by which the one door refuses to
take an evaluation back; lifting clears it. Editions themselves never change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.calendar.meetings import lock_meeting
from workflow.models import (
    Item,
    Meeting,
    ReportEdition,
    ReportFile,
    ReportItem,
    ReportLift,
    StoredFile,
)
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.cleaning import clean_words
from workflow.values.errors import Conflict, NoteRequired, Refusal, SomeoneElseActedFirst
from workflow.values.vocabulary import CENTER_ROLES, READER_ROLES, Role, Stage
from workflow.work import Work

LONGEST_REASON: Final = 1000
"""Characters: it is printed at the end of the corrected edition."""


class EditionStands(Conflict):
    """The results are frozen already; the freeze has to be lifted first. Data: edition."""

    key = "edition_stands"


class ReportNotFrozen(Conflict):
    """There is no freeze to lift."""

    key = "report_not_frozen"


class NothingChanged(Conflict):
    """A new edition would say what the last one says. Data: edition."""

    key = "nothing_changed"


class NoReportHere(Refusal):
    """The meeting takes no cycle: there is nothing to report."""

    key = "no_report_here"


def may_keep(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not freeze, lift or set an agenda; None when they may."""
    return role_refusal(actor, {Role.SECRETARIAT})


def may_read(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not read frozen editions, which hold every department's items."""
    return role_refusal(actor, CENTER_ROLES | READER_ROLES)


def require_keep(actor: Actor | None) -> Actor:
    """Give back `actor` where they may, or raise the reason why not."""
    return permitted(actor, may_keep(actor))


def require_read(actor: Actor | None) -> Actor:
    """Give back `actor` where they may, or raise the reason why not."""
    return permitted(actor, may_read(actor))


@dataclass(frozen=True)
class Beginning:
    """What is held for a new edition: nobody moves `items` before the transaction ends."""

    meeting: Meeting
    stage: Stage
    number: int
    note: str
    actor: Actor
    at: datetime
    items: Mapping[int, str]
    """The items of the meeting's cycles with the ends of their histories."""
    last: ReportEdition | None


def begin(
    work: Work, meeting_id: int, stage: Stage, actor: Actor | None, note: str, number: int | None
) -> Beginning | ReportEdition:
    """Hold meeting and items for a new edition.

    `number` is the one that the person was shown; where it is there already, by the same
    person with the same note, that edition is given instead (a second delivery). Raises
    WrongRole, NotFound, NoReportHere, EditionStands, NoteRequired, SomeoneElseActedFirst.
    """
    actor = require_keep(actor)
    note = clean_words("note", note, LONGEST_REASON)
    meeting = lock_meeting(work, meeting_id)
    last = last_edition(work, meeting_id, stage)
    if last and number == last.number:
        if (last.frozen_by, last.note) == (actor.person_id, note):
            return last
        raise SomeoneElseActedFirst()
    if refusal := standing_refusal(meeting, stage, last):
        raise refusal
    following = last.number + 1 if last else 1
    if number not in (None, following):
        raise SomeoneElseActedFirst()
    if last and not note:
        raise NoteRequired()
    items = _hold_items(work.session, meeting)
    return Beginning(meeting, stage, following, note, actor, work.now, items, last)


def standing_refusal(meeting: Meeting, stage: Stage, last: ReportEdition | None) -> Refusal | None:
    """Why no edition can be made now; the page asks this too. `meeting` has its cycles loaded."""
    if not meeting.cycles:
        return NoReportHere()
    if stage is Stage.EVALUATED and last and meeting.report_frozen_at:
        return EditionStands(edition=last.number)
    return None


def keep(
    work: Work,
    held: Beginning,
    snapshot: bytes,
    files: Mapping[str, bytes],
    ledger_head: str,
    items: Sequence[int],
) -> ReportEdition:
    """Store the edition with its files; freezing the results closes them to the one door."""
    edition = ReportEdition(
        meeting_id=held.meeting.id,
        stage=held.stage.value,
        number=held.number,
        snapshot_hash=_stored(work.session, snapshot),
        ledger_head=ledger_head,
        note=held.note,
        frozen_by=held.actor.person_id,
        frozen_at=held.at,
    )
    work.session.add(edition)
    work.session.flush()
    for form, content in files.items():
        found = _stored(work.session, content)
        work.session.add(ReportFile(edition_id=edition.id, form=form, sha256=found))
    for item_id in items:
        head = held.items[item_id]
        work.session.add(ReportItem(edition_id=edition.id, item_id=item_id, ledger_head=head))
    if held.stage is Stage.EVALUATED:
        held.meeting.report_frozen_at = held.at
    work.session.flush()
    return edition


def lift(work: Work, meeting_id: int, actor: Actor | None, reason: str) -> None:
    """Lift the freeze of the results, so that evaluations can be taken back again.

    A second delivery changes nothing more. Raises WrongRole, NotFound, NoteRequired,
    ReportNotFrozen.
    """
    actor = require_keep(actor)
    reason = clean_words("note", reason, LONGEST_REASON)
    if not reason:
        raise NoteRequired()
    meeting = lock_meeting(work, meeting_id)
    last = last_edition(work, meeting_id, Stage.EVALUATED)
    if last is None:
        raise ReportNotFrozen()
    if meeting.report_frozen_at is None:
        earlier = work.session.get(ReportLift, last.id)
        if earlier and (earlier.lifted_by, earlier.reason) == (actor.person_id, reason):
            return
        raise ReportNotFrozen()
    meeting.report_frozen_at = None
    work.session.add(
        ReportLift(edition_id=last.id, reason=reason, lifted_by=actor.person_id, lifted_at=work.now)
    )
    work.session.flush()


def last_edition(work: Work, meeting_id: int, stage: Stage) -> ReportEdition | None:
    """The newest edition of a stage."""
    return work.session.scalar(
        select(ReportEdition)
        .where(ReportEdition.meeting_id == meeting_id, ReportEdition.stage == stage.value)
        .order_by(ReportEdition.number.desc())
        .limit(1)
    )


def _hold_items(session: Session, meeting: Meeting) -> dict[int, str]:
    """Lock the items of the meeting's cycles, in the order in which a batch locks them.

    Whoever moves one of them has either finished or asks anew whether the report is frozen.
    """
    taken = [cycle.id for cycle in meeting.cycles]
    query = select(Item).where(Item.cycle_id.in_(taken)).order_by(Item.id)
    locked = session.scalars(query.with_for_update(of=Item, key_share=True))
    return {item.id: item.ledger_head for item in locked}


def _stored(session: Session, content: bytes) -> str:
    found = sha256(content).hexdigest()
    if session.get(StoredFile, found) is None:
        session.add(StoredFile(sha256=found, content=content))
        session.flush()
    return found
