"""Meetings are called: on a day, at a place, about topics in their order, with numbered papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from workflow import ledger, reports
from workflow.bodies import membership, record
from workflow.bodies.policy import BodyEnded, change_refusal, require_edit
from workflow.bodies.scope import visible_meetings
from workflow.items.reference import meeting
from workflow.models import Body, BodyMeeting, Meeting
from workflow.models.base import found_row, locked_row, may_be_id
from workflow.reports import AgendaEntry
from workflow.values.cleaning import Checking
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.fiscal import fiscal_year
from workflow.values.promotion import BodyKind, MeetingState
from workflow.work import Work

LONGEST_PLACE: Final = 100
LONGEST_HOURS: Final = 40
LONGEST_TOPIC: Final = 200
MOST_TOPICS: Final = 40
GREATEST_NUMBER: Final = 999


@dataclass(frozen=True)
class CallDraft:
    """A meeting as it is called; of the headquarters' own the calendar knows number and day."""

    headquarters_id: int | None
    number: int | None
    held_on: date | None
    hours: str
    place: str
    topics: tuple[str, ...]


def call(work: Work, body_id: int, draft: CallDraft) -> int:
    """Call a meeting of a body; gives its id, also where it is there already.

    Raises NotSignedIn, WrongRole, NotFound (body, meeting), BodyEnded, InputRefused
    (headquarters, number, held_on, hours, place, topics).
    """
    require_edit(work.actor)
    body = membership.locked(work, body_id)
    facts = _checked(work, body, draft)
    ledger.lock(work)
    there = _same_number(work, body_id, facts)
    if there is not None:
        said = {"body_id": body_id, **facts}
        if all(getattr(there, name) == value for name, value in said.items()):
            return there.id
        field = "headquarters" if draft.headquarters_id else "number"
        raise InputRefused([Problem(field, "meeting_called")])
    row = BodyMeeting(
        body_id=body_id,
        papers=[],
        decisions=[],
        minutes="",
        state=MeetingState.PLANNED,
        **facts,
    )
    _require_meeting_then(work, body, row)
    record.add(work, row)
    return row.id


def change_call(work: Work, meeting_id: int, draft: CallDraft, seen: int) -> None:
    """Change day, place or topics of a meeting. Raises besides BodyChanged, MinutesConfirmed."""
    row = locked(work, meeting_id)
    body = membership.locked(work, row.body_id)
    facts = _checked(work, body, draft)
    if facts["headquarters_id"] != row.headquarters_id:
        raise NotFound(what="meeting")
    ledger.lock(work)
    other = _same_number(work, row.body_id, facts)
    if other is not None and other.id != row.id:
        raise InputRefused([Problem("number", "meeting_called")])
    with record.changing(work, row, seen):
        for name, value in facts.items():
            setattr(row, name, value)
        _require_meeting_then(work, body, row)


def number_papers(work: Work, meeting_id: int, entries: Sequence[AgendaEntry], seen: int) -> None:
    """Make `entries` the numbered papers of a meeting; a headquarters meeting has its agenda's.

    Raises NotSignedIn, WrongRole, NotFound, BodyChanged, MinutesConfirmed, InputRefused.
    """
    row = locked(work, meeting_id)
    if row.headquarters_id is not None:
        raise NotFound(what="meeting")
    with record.changing(work, row, seen):
        row.papers = reports.cleaned_entries(entries)


def papers_of(work: Work, row: BodyMeeting) -> tuple[AgendaEntry, ...]:
    """The numbered papers of a meeting, in their order."""
    if row.headquarters_id is not None:
        return reports.agenda(work, row.headquarters_id).entries
    return reports.entries_of(row.papers)


def locked(work: Work, meeting_id: int) -> BodyMeeting:
    """A meeting to be changed by the person, which nobody else changes meanwhile.

    Raises NotSignedIn, WrongRole, NotFound, MinutesConfirmed.
    """
    require_edit(work.actor)
    row = found(work, meeting_id, lock=True)
    if refusal := change_refusal(MeetingState(row.state)):
        raise refusal
    return row


def found(work: Work, meeting_id: int, *, lock: bool = False) -> BodyMeeting:
    """A meeting that the person sees. Raises NotFound."""
    query = select(BodyMeeting).where(BodyMeeting.id == meeting_id, visible_meetings(work))
    if lock:
        return locked_row(work.session, query, meeting_id, "meeting")
    return found_row(work.session, query, meeting_id, what="meeting")


def _checked(work: Work, body: Body, draft: CallDraft) -> dict[str, Any]:
    """The columns of a meeting that is called so."""
    check = Checking()
    facts: dict[str, Any] = {
        "headquarters_id": None,
        "fiscal_year": None,
        "number": None,
        "held_on": None,
        "hours": check.line("hours", draft.hours, LONGEST_HOURS),
        "place": check.line("place", draft.place, LONGEST_PLACE),
        "topics": check.lines("topics", draft.topics, LONGEST_TOPIC, MOST_TOPICS),
    }
    if body.kind == BodyKind.HEADQUARTERS:
        facts["headquarters_id"] = _of_calendar(work, check, draft.headquarters_id)
    else:
        facts |= _own_day(check, draft)
    check.done()
    return facts


def _of_calendar(work: Work, check: Checking, headquarters_id: int | None) -> int | None:
    known = headquarters_id is not None and may_be_id(headquarters_id)
    if not known or work.session.get(Meeting, headquarters_id) is None:
        check.wrong("headquarters", "required")
    return headquarters_id


def _own_day(check: Checking, draft: CallDraft) -> dict[str, Any]:
    if draft.held_on is None:
        check.wrong("held_on", "required")
        return {}
    if draft.number is None or not 0 < draft.number <= GREATEST_NUMBER:
        check.wrong("number", "count_out_of_range", limit=GREATEST_NUMBER)
    year = fiscal_year(draft.held_on)
    return {"held_on": draft.held_on, "fiscal_year": year, "number": draft.number}


def _same_number(work: Work, body_id: int, facts: dict[str, Any]) -> BodyMeeting | None:
    """The meeting that has this number of this year, or this meeting of the calendar, already."""
    if facts["headquarters_id"] is not None:
        same = BodyMeeting.headquarters_id == facts["headquarters_id"]
    else:
        same = (BodyMeeting.fiscal_year == facts["fiscal_year"]) & (
            BodyMeeting.number == facts["number"]
        )
        same &= BodyMeeting.body_id == body_id
    return work.session.scalar(select(BodyMeeting).where(same))


def _require_meeting_then(work: Work, body: Body, row: BodyMeeting) -> None:
    if body.ended_on is not None and day_of(work, row) >= body.ended_on:
        raise BodyEnded(on=body.ended_on)


# ------------------------------------------------------------ when a meeting is


held_day: Final = func.coalesce(Meeting.held_on, BodyMeeting.held_on)
"""The day of a meeting in a query that joins `Meeting` from outside."""
year_held: Final = func.coalesce(Meeting.fiscal_year, BodyMeeting.fiscal_year)
number_held: Final = func.coalesce(Meeting.number, BodyMeeting.number)


def day_of(work: Work, row: BodyMeeting) -> date:
    """The day of a meeting."""
    if row.headquarters_id is not None:
        return meeting(work, row.headquarters_id).held_on
    return row.held_on or date.max


def year_of(work: Work, row: BodyMeeting) -> int:
    """Its fiscal year."""
    if row.headquarters_id is not None:
        return meeting(work, row.headquarters_id).fiscal_year
    return row.fiscal_year or 0
