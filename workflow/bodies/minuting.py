"""Minutes are kept: who came, what was said, what was decided, who does what until when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, select, true

from workflow import ledger
from workflow.bodies import calling, membership, record
from workflow.bodies.calling import day_of
from workflow.bodies.policy import MeetingNotHeld, close_refusal, require_edit
from workflow.models import BodyMeeting, BodyMember, MeetingAttendance, MeetingTask, Person
from workflow.models.base import may_be_id
from workflow.notices import kinds, notify, reminders
from workflow.notices.notify import Recipient
from workflow.values.actor import Actor
from workflow.values.cleaning import Checking
from workflow.values.errors import InputRefused, NoteRequired, NotFound, Problem
from workflow.values.promotion import MeetingState, Presence, TaskState
from workflow.work import Work

LONGEST_MINUTES: Final = 20_000
LONGEST_DECISION: Final = 1000
MOST_DECISIONS: Final = 60
LONGEST_TASK: Final = 1000
MOST_TASKS: Final = 100
LONGEST_REASON: Final = 1000


@dataclass(frozen=True)
class MinutesDraft:
    """What is kept of a meeting: by member whether they came, with the name of who came for them.

    A member of whom nothing is said is left out.
    """

    attendance: Mapping[int, tuple[Presence, str]]
    minutes: str
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class TaskDraft:
    """What somebody is to do: a member, or another person by login or by name."""

    text: str
    member_id: int | None
    who: str
    due_on: date | None


def keep_minutes(work: Work, meeting_id: int, draft: MinutesDraft, seen: int) -> None:
    """Keep the minutes of a meeting that was held; they can be changed until they are confirmed.

    Raises NotSignedIn, WrongRole, NotFound, MeetingNotHeld before its day, MinutesConfirmed,
    BodyChanged, InputRefused (minutes, decisions, proxy-<member>).
    """
    row = calling.locked(work, meeting_id)
    _require_day(work, row)
    check = Checking()
    minutes = check.block("minutes", draft.minutes, LONGEST_MINUTES)
    decisions = check.lines("decisions", draft.decisions, LONGEST_DECISION, MOST_DECISIONS)
    present = _attendance(work, check, row, draft)
    check.done()
    with record.changing(work, row, seen):
        row.minutes, row.decisions, row.state = minutes, decisions, MeetingState.HELD
        mine = MeetingAttendance.meeting_id == row.id
        work.session.execute(delete(MeetingAttendance).where(mine))
        work.session.add_all(present)


def confirm(work: Work, meeting_id: int, seen: int) -> None:
    """Confirm the minutes: nothing of the meeting changes any more. Again does nothing.

    Raises NotSignedIn, WrongRole, NotFound, MeetingNotHeld, BodyChanged.
    """
    require_edit(work.actor)
    row = calling.found(work, meeting_id, lock=True)
    if row.state == MeetingState.CLOSED:
        return
    if refusal := close_refusal(MeetingState(row.state)):
        raise refusal
    with record.changing(work, row, seen):
        row.state = MeetingState.CLOSED


def reopen(work: Work, meeting_id: int, reason: str, seen: int) -> None:
    """Let confirmed minutes be corrected, with the reason, which the record keeps.

    Raises NotSignedIn, WrongRole, NotFound, NoteRequired, InputRefused (note), BodyChanged.
    """
    require_edit(work.actor)
    row = calling.found(work, meeting_id, lock=True)
    check = Checking()
    note = check.block("note", reason, LONGEST_REASON)
    check.done()
    if not note:
        raise NoteRequired()
    if row.state == MeetingState.CLOSED:
        with record.changing(work, row, seen, note):
            row.state = MeetingState.HELD


def add_task(work: Work, meeting_id: int, draft: TaskDraft) -> int:
    """Put down what somebody is to do; gives its id, also where it is there already.

    Raises NotSignedIn, WrongRole, NotFound, MeetingNotHeld, MinutesConfirmed, InputRefused
    (text, member, who, due_on).
    """
    row = calling.locked(work, meeting_id)
    _require_day(work, row)
    ledger.lock(work)
    task = _task(work, row, draft)
    tasks = work.session.scalars(select(MeetingTask).where(MeetingTask.meeting_id == row.id)).all()
    for one in tasks:
        if _said(one) == _said(task):
            return one.id
    if len(tasks) >= MOST_TASKS:
        raise InputRefused([Problem("text", "too_many", {"limit": MOST_TASKS})])
    record.add(work, task)
    tell_of_task(work, task)
    return task.id


def _require_day(work: Work, row: BodyMeeting) -> None:
    if day_of(work, row) > work.today:
        raise MeetingNotHeld(state=row.state)


def _attendance(
    work: Work, check: Checking, row: BodyMeeting, draft: MinutesDraft
) -> list[MeetingAttendance]:
    members = set(
        work.session.scalars(select(BodyMember.id).where(BodyMember.body_id == row.body_id))
    )
    if not members.issuperset(draft.attendance):
        raise NotFound(what="member")
    found = []
    for member_id, (presence, typed) in draft.attendance.items():
        is_proxy = presence is Presence.PROXY
        field, longest = f"proxy-{member_id}", membership.LONGEST_NAME
        proxy = check.line(field, typed, longest, needed=True) if is_proxy else ""
        found.append(
            MeetingAttendance(
                meeting_id=row.id, member_id=member_id, state=presence.value, proxy=proxy
            )
        )
    return found


def _task(work: Work, row: BodyMeeting, draft: TaskDraft) -> MeetingTask:
    check = Checking()
    text = check.block("text", draft.text, LONGEST_TASK, needed=True)
    who = check.line("who", draft.who, membership.LONGEST_NAME)
    person_id = None
    if draft.member_id is not None:
        person_id, who = _member(work, row, draft.member_id)
    elif not who:
        check.wrong("who", "required")
    elif (known := membership.person_of(work, who)) is not None:
        person_id, who = known, ""
    if draft.due_on is not None and draft.due_on < day_of(work, row):
        check.wrong("due_on", "dates_out_of_order")
    check.done()
    return MeetingTask(
        meeting_id=row.id,
        text=text,
        person_id=person_id,
        who=who,
        due_on=draft.due_on,
        state=TaskState.OPEN,
        settled_on=None,
    )


def _member(work: Work, row: BodyMeeting, member_id: int) -> tuple[int | None, str]:
    member = work.session.get(BodyMember, member_id) if may_be_id(member_id) else None
    if member is None or member.body_id != row.body_id:
        raise NotFound(what="member")
    return member.person_id, member.name


def _said(one: MeetingTask) -> tuple[str, int | None, str, date | None]:
    return one.text, one.person_id, one.who, one.due_on


# -------------------------------------------------------- who is told of a task


TASK: Final = "meeting_task"

TASK_DUE: Final = "task_due"

kinds.register(frozenset({TASK, TASK_DUE}), lambda _actor: true())
kinds.register_reminders(TASK_DUE)
kinds.register_pages(dict.fromkeys((TASK_DUE, TASK), ("bodies/", "bodies/tasks/{of}")))

LONGEST_NAME: Final = 60
"""Characters of a task's first line by which a mail calls it."""


def _names(work: Work, _reader: Actor, task_ids: Collection[int]) -> Mapping[int, str]:
    """What tasks are called: how their first lines begin."""
    query = select(MeetingTask.id, MeetingTask.text).where(MeetingTask.id.in_(task_ids))
    return {one.id: _beginning(one.text) for one in work.session.execute(query)}


def _beginning(text: str) -> str:
    line, *more = text.splitlines()
    return line if len(line) <= LONGEST_NAME and not more else f"{line[:LONGEST_NAME]}…"


kinds.register_names((TASK, TASK_DUE), _names)


def tell_of_task(work: Work, task: MeetingTask) -> None:
    """Notify the person who has a new task, unless they wrote it down themselves."""
    by = work.person.person_id
    if task.person_id is not None and task.person_id != by:
        notify.add_notices(work, None, {task.person_id}, TASK, str(task.id), work.now, by=by)


def remind(work: Work) -> tuple[Recipient, ...]:
    """Remind people of their open tasks, before the day and after it."""
    query: Any = (
        select(MeetingTask.id, MeetingTask.due_on, MeetingTask.person_id)
        .join(Person, Person.id == MeetingTask.person_id)
        .where(MeetingTask.state == TaskState.OPEN, MeetingTask.due_on.is_not(None), Person.active)
        .order_by(MeetingTask.due_on, MeetingTask.id)
    )
    return reminders.remind_each(work, TASK_DUE, work.session.execute(query).all())
