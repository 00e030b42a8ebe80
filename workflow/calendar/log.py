"""The log of what was changed in the calendar."""

from typing import Any, Final

from workflow.models import CalendarChange, Cycle, EvaluationSession, Meeting, ScheduleRow
from workflow.work import Work

Facts = dict[str, Any]


def record(
    work: Work,
    subject: Cycle | Meeting | EvaluationSession | ScheduleRow,
    verb: str,
    before: Facts,
    after: Facts,
) -> None:
    """Write down what was done to `subject`: `verb`, and all of it before and after."""
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


SUBJECTS: Final = {
    Cycle: "cycle",
    Meeting: "meeting",
    EvaluationSession: "session",
    ScheduleRow: "schedule_row",
}


def ids_of_cycles(row: Meeting | EvaluationSession) -> tuple[str, ...]:
    """The ids of a meeting's or session's loaded cycles, in order."""
    return tuple(sorted(cycle.id for cycle in row.cycles))


def cycle_facts(row: Cycle) -> Facts:
    """A cycle as the log has it."""
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
    """A meeting with its loaded cycles as the log has it."""
    return {
        "number": row.number,
        "held_on": row.held_on.isoformat(),
        "cycle_ids": list(ids_of_cycles(row)),
    }


def session_facts(row: EvaluationSession) -> Facts:
    """An evaluation session with its loaded cycles as the log has it."""
    return {
        "title": row.title_ja,
        "begins_on": row.begins_on.isoformat() if row.begins_on else None,
        "cycle_ids": list(ids_of_cycles(row)),
    }


def row_facts(row: ScheduleRow) -> Facts:
    """A row of 資料1-3 as the log has it."""
    return {
        "fiscal_year": row.fiscal_year,
        "title": row.title,
        "note": row.note,
        "is_part": not row.number,
        "quarters": row.quarters,
    }
