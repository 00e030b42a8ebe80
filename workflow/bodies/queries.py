"""Bodies and their meetings, as far as the person may read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from workflow.bodies import calling
from workflow.bodies.calling import held_day
from workflow.bodies.policy import change_refusal, may_edit
from workflow.bodies.scope import member_on, visible_bodies, visible_meetings
from workflow.bodies.task_queries import (
    OF_MEETING,
    meeting_row,
    open_tasks_of,
    tasks_before,
    tasks_given_at,
)
from workflow.bodies.views import (
    AttendanceView,
    BodyMeetingView,
    BodyRow,
    BodyView,
    LaidOut,
    MeetingRow,
    MemberView,
    PaperView,
)
from workflow.models import (
    Body,
    BodyMeeting,
    BodyMember,
    Meeting,
    MeetingAttendance,
    MeetingPaper,
    MeetingTask,
    PaperEdition,
    Person,
    ReportEdition,
)
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.promotion import BodyKind, MeetingState, Presence, TaskState
from workflow.work import Work


def bodies(work: Work) -> tuple[BodyRow, ...]:
    """The bodies that the person may read, those that still meet first: four queries."""
    return _rows(work, visible_bodies(work))


def body(work: Work, body_id: int) -> BodyView:
    """A body. Raises NotFound, also where it is not for the person asking."""
    found = _rows(work, Body.id == body_id, visible_bodies(work)) if may_be_id(body_id) else ()
    if not found:
        raise NotFound(what="body")
    return BodyView(
        row=found[0],
        revision=found[0].revision,
        members=members(work, body_id),
        meetings=meetings(work, BodyMeeting.body_id == body_id),
        tasks=open_tasks_of(work, body_id),
        may_edit=may_edit(work.actor) is None,
    )


def of_headquarters(work: Work, headquarters_id: int) -> int | None:
    """The meeting that was called for one of the calendar, where the person may read it."""
    query = select(BodyMeeting.id).where(
        BodyMeeting.headquarters_id == headquarters_id, visible_meetings(work)
    )
    return work.session.scalar(query)


def meetings(work: Work, *which: ColumnElement[bool]) -> tuple[MeetingRow, ...]:
    """Meetings that the person may read, the latest first."""
    query = (
        select(*OF_MEETING)
        .join(Body, Body.id == BodyMeeting.body_id)
        .outerjoin(Meeting, Meeting.id == BodyMeeting.headquarters_id)
        .where(visible_meetings(work), *which)
        .order_by(held_day.desc(), BodyMeeting.id.desc())
    )
    return tuple(map(meeting_row, work.session.execute(query)))


def members(work: Work, body_id: int) -> tuple[MemberView, ...]:
    """Everybody who was, is or will be a member, in the order in which they were put down."""
    query = (
        select(BodyMember, Person.login, Person.name_ja, Person.name_en)
        .outerjoin(Person, Person.id == BodyMember.person_id)
        .where(BodyMember.body_id == body_id)
        .order_by(BodyMember.id)
    )
    return tuple(
        MemberView(
            id=one.id,
            login=login or "",
            name=Title(ja, en) if login else Title(one.name, ""),
            position=one.position,
            from_on=one.from_on,
            until_on=one.until_on,
        )
        for one, login, ja, en in work.session.execute(query)
    )


def meeting(work: Work, meeting_id: int) -> BodyMeetingView:
    """A meeting. Raises NotFound, also where it is not for the person asking."""
    kept = calling.found(work, meeting_id)
    others = meetings(work, BodyMeeting.body_id == kept.body_id)
    place = next(place for place, one in enumerate(others) if one.id == kept.id)
    row = others[place]
    previous = others[place + 1] if place + 1 < len(others) else None
    edits = may_edit(work.actor) is None
    return BodyMeetingView(
        row=row,
        revision=kept.revision,
        hours=kept.hours,
        place=kept.place,
        topics=tuple(kept.topics),
        papers=papers(work, kept),
        attendance=_attendance(work, row),
        minutes=kept.minutes,
        decisions=tuple(kept.decisions),
        tasks=tasks_given_at(work, kept.id),
        earlier=tasks_before(work, row, previous),
        previous=previous,
        following=others[place - 1] if place else None,
        may_edit=edits and change_refusal(row.state) is None,
        may_reopen=edits and row.state is MeetingState.CLOSED,
    )


def papers(work: Work, kept: BodyMeeting) -> tuple[PaperView, ...]:
    """The numbered papers of a meeting, with what lies under each number."""
    lying = laid_out(work, kept.id)
    return tuple(
        PaperView(entry, lying.get((entry.group, entry.number)))
        for entry in calling.papers_of(work, kept)
    )


def laid_out(work: Work, meeting_id: int) -> dict[tuple[int, int], LaidOut]:
    """What lies under each number: the newest that was not taken off."""
    query = (
        select(
            MeetingPaper,
            Person.name_ja,
            Person.name_en,
            func.coalesce(PaperEdition.number, ReportEdition.number),
        )
        .join(Person, Person.id == MeetingPaper.added_by)
        .outerjoin(PaperEdition, PaperEdition.id == MeetingPaper.edition_id)
        .outerjoin(ReportEdition, ReportEdition.id == MeetingPaper.report_edition_id)
        .where(MeetingPaper.meeting_id == meeting_id, MeetingPaper.removed_at.is_(None))
        .order_by(MeetingPaper.id)
    )
    return {
        (one.group_number, one.number): _laid_out(one, edition, Title(ja, en))
        for one, ja, en, edition in work.session.execute(query)
    }


def _laid_out(one: MeetingPaper, edition: int | None, by: Title) -> LaidOut:
    return LaidOut(
        id=one.id,
        name=one.name,
        size=one.size or 0,
        kind=one.kind,
        sha256=one.sha256 or "",
        edition=edition,
        edition_id=one.edition_id,
        report_edition_id=one.report_edition_id,
        at=one.added_at,
        by=by,
    )


def _attendance(work: Work, row: MeetingRow) -> tuple[AttendanceView, ...]:
    """The members of the day, and everybody else whose attendance is kept."""
    query = select(MeetingAttendance).where(MeetingAttendance.meeting_id == row.id)
    kept = {one.member_id: one for one in work.session.scalars(query)}
    return tuple(
        AttendanceView(
            member=one,
            presence=Presence(kept[one.id].state) if one.id in kept else None,
            proxy=kept[one.id].proxy if one.id in kept else "",
        )
        for one in members(work, row.body_id)
        if one.is_on(row.held_on) or one.id in kept
    )


def _rows(work: Work, *which: ColumnElement[bool]) -> tuple[BodyRow, ...]:
    found = work.session.scalars(
        select(Body).where(*which).order_by(Body.ended_on.is_not(None), Body.id)
    ).all()
    ids = [one.id for one in found]
    there, coming, tasks = _members_now(work, ids), _next(work, ids), _open_tasks(work, ids)
    return tuple(
        BodyRow(
            id=one.id,
            kind=BodyKind(one.kind),
            name=one.name,
            ended_on=one.ended_on,
            members=there.get(one.id, 0),
            next_day=coming[one.id].held_on if one.id in coming else None,
            next_id=coming[one.id].id if one.id in coming else None,
            open_tasks=tasks.get(one.id, 0),
            revision=one.revision,
        )
        for one in found
    )


def _members_now(work: Work, ids: Sequence[int]) -> dict[int, int]:
    query: Any = (
        select(BodyMember.body_id, func.count())
        .where(BodyMember.body_id.in_(ids), member_on(work.today))
        .group_by(BodyMember.body_id)
    )
    return dict(work.session.execute(query).all())


def _next(work: Work, ids: Sequence[int]) -> dict[int, MeetingRow]:
    found = meetings(work, BodyMeeting.body_id.in_(ids), held_day >= work.today)
    return {one.body_id: one for one in found}


def _open_tasks(work: Work, ids: Sequence[int]) -> dict[int, int]:
    query: Any = (
        select(BodyMeeting.body_id, func.count())
        .join(MeetingTask, MeetingTask.meeting_id == BodyMeeting.id)
        .where(BodyMeeting.body_id.in_(ids), MeetingTask.state == TaskState.OPEN)
        .group_by(BodyMeeting.body_id)
    )
    return dict(work.session.execute(query).all())
