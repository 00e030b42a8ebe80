"""Bodies, meetings and tasks in the record: every change is an entry of the one chain."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.bodies.policy import BodyChanged
from workflow.models import (
    Body,
    BodyMeeting,
    BodyMember,
    MeetingAttendance,
    MeetingPaper,
    MeetingTask,
    TaskReport,
    meeting_task_items,
)
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work

Kept = Body | BodyMeeting | MeetingTask
SUBJECTS: Final[dict[type[Kept], Subject]] = {
    Body: Subject.BODY,
    BodyMeeting: Subject.BODY_MEETING,
    MeetingTask: Subject.MEETING_TASK,
}


def add(work: Work, row: Kept) -> None:
    """Put a new row down, and in the record."""
    row.revision = 1
    work.session.add(row)
    work.session.flush()
    _put(work, row, ChangeAction.ADD, None, "")


@contextmanager
def changing(work: Work, row: Kept, seen: int, note: str = "") -> Iterator[None]:
    """Record what is done to a locked row within; what changes nothing is no change.

    `seen` is the revision that was on the screen. Raises BodyChanged where it is another one by
    now: then nothing is done.
    """
    before = fields_of(work.session, row)
    yield
    work.session.flush()
    if fields_of(work.session, row) == before:
        return
    if row.revision != seen:
        raise BodyChanged()
    row.revision += 1
    work.session.flush()
    _put(work, row, ChangeAction.CHANGE, before, note)


def _put(
    work: Work, row: Kept, action: ChangeAction, before: ledger.Fields | None, note: str
) -> None:
    after = fields_of(work.session, row)
    ledger.record(
        work, ledger.Change(SUBJECTS[type(row)], str(row.id), action, before, after, note)
    )


def fields_of(session: Session, row: Kept) -> dict[str, Any]:
    """A row with all that belongs to it, as the record keeps it."""
    if isinstance(row, Body):
        return _body(session, row)
    return _meeting(session, row) if isinstance(row, BodyMeeting) else _task(session, row)


def _body(session: Session, row: Body) -> dict[str, Any]:
    members = session.scalars(
        select(BodyMember).where(BodyMember.body_id == row.id).order_by(BodyMember.id)
    )
    return {
        "kind": row.kind,
        "name": row.name,
        "ended_on": _day(row.ended_on),
        "members": [
            {
                "person": one.person_id,
                "name": one.name,
                "position": one.position,
                "from": _day(one.from_on),
                "until": _day(one.until_on),
            }
            for one in members
        ],
        "revision": row.revision,
    }


def _meeting(session: Session, row: BodyMeeting) -> dict[str, Any]:
    present = session.scalars(
        select(MeetingAttendance)
        .where(MeetingAttendance.meeting_id == row.id)
        .order_by(MeetingAttendance.member_id)
    )
    laid_out = session.scalars(
        select(MeetingPaper).where(MeetingPaper.meeting_id == row.id).order_by(MeetingPaper.id)
    )
    return {
        "body": row.body_id,
        "headquarters": row.headquarters_id,
        "fiscal_year": row.fiscal_year,
        "number": row.number,
        "held_on": _day(row.held_on),
        "hours": row.hours,
        "place": row.place,
        "topics": row.topics,
        "papers": row.papers,
        "laid_out": [_paper(one) for one in laid_out],
        "state": row.state,
        "attendance": [
            {"member": one.member_id, "state": one.state, "proxy": one.proxy} for one in present
        ],
        "minutes": row.minutes,
        "decisions": row.decisions,
        "revision": row.revision,
    }


def _paper(one: MeetingPaper) -> dict[str, Any]:
    return {
        "paper": f"{one.group_number}-{one.number}",
        "name": one.name,
        "sha256": one.sha256,
        "edition": one.edition_id,
        "report_edition": one.report_edition_id,
        "removed": one.removed_at is not None,
    }


def _task(session: Session, row: MeetingTask) -> dict[str, Any]:
    said = session.scalars(
        select(TaskReport).where(TaskReport.task_id == row.id).order_by(TaskReport.number)
    )
    about = meeting_task_items.c
    items = session.scalars(
        select(about.item_id).where(about.task_id == row.id).order_by(about.item_id)
    ).all()
    return {
        "meeting": row.meeting_id,
        "text": row.text,
        "person": row.person_id,
        "who": row.who,
        "due_on": _day(row.due_on),
        "state": row.state,
        "settled_on": _day(row.settled_on),
        "reports": [
            {"state": one.state, "text": one.text, "by": one.by_id, "meeting": one.meeting_id}
            for one in said
        ],
        "revision": row.revision,
        # Only where there are some: what was recorded before there were any stays as it is.
        **({"items": items} if items else {}),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _register(kept: Any) -> None:
    def current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
        for row in session.scalars(select(kept).order_by(kept.id)).all():
            yield str(row.id), fields_of(session, row)

    ledger.stands_as(SUBJECTS[kept], current)


for _kept in SUBJECTS:
    _register(_kept)
