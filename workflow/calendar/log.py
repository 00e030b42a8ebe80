"""Who may keep the calendar, and the log of what they changed in it."""

from typing import Any

from workflow.models import CalendarChange, Cycle, EvaluationSession, Meeting, ScheduleRow
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, Refusal
from workflow.values.vocabulary import Role
from workflow.work import Work

KEEPERS = (Role.SECRETARIAT, Role.ADMIN)

Facts = dict[str, Any]


class CalendarChanged(Conflict):
    """Somebody changed this part of the calendar after it was looked at."""

    key = "calendar_changed"


def may_keep_calendar(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not change the calendar; None for the secretariat and administrators."""
    return role_refusal(actor, KEEPERS)


def require_keeper(actor: Actor | None) -> Actor:
    """The actor, or the reason why not (a Refusal)."""
    return permitted(actor, may_keep_calendar(actor))


def record(
    work: Work,
    subject: Cycle | Meeting | EvaluationSession | ScheduleRow,
    verb: str,
    before: Facts,
    after: Facts,
) -> None:
    """Write down that `actor` did `verb` to `subject`: whole before and whole after."""
    work.session.add(
        CalendarChange(
            at=work.now,
            actor_id=work.person.person_id,
            subject=SUBJECTS[type(subject)],
            subject_id=str(subject.id),
            verb=verb,
            before=before,
            after=after,
        )
    )


SUBJECTS = {
    Cycle: "cycle",
    Meeting: "meeting",
    EvaluationSession: "session",
    ScheduleRow: "schedule_row",
}


def cycle_facts(row: Cycle) -> Facts:
    """A cycle as the log keeps it."""
    return {
        "fiscal_year": row.fiscal_year,
        "budget_year": row.budget_year,
        "kind": row.kind,
        "process_name": row.process_name,
        "opens_on": row.opens_on.isoformat(),
        "submission_deadline": row.submission_deadline.isoformat(),
        "review_deadline": row.review_deadline.isoformat(),
        "closed": row.closed_at is not None,
    }


def meeting_facts(row: Meeting) -> Facts:
    """A meeting with its loaded cycles as the log keeps it."""
    return {
        "number": row.number,
        "held_on": row.held_on.isoformat(),
        "cycle_ids": sorted(cycle.id for cycle in row.cycles),
    }


def session_facts(row: EvaluationSession) -> Facts:
    """An evaluation session with its loaded cycles as the log keeps it."""
    return {
        "title": row.title_ja,
        "begins_on": row.begins_on.isoformat() if row.begins_on else None,
        "cycle_ids": sorted(cycle.id for cycle in row.cycles),
    }


def row_facts(row: ScheduleRow) -> Facts:
    """A row of 資料1-3 as the log keeps it."""
    return {
        "fiscal_year": row.fiscal_year,
        "title": row.title,
        "note": row.note,
        "is_part": not row.number,
        "quarters": row.quarters,
    }
