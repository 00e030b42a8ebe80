"""Which bodies, meetings and tasks a person sees, as conditions that are part of every query."""

from datetime import date

from sqlalchemy import ColumnElement, false, func, or_, select, true

from workflow import reports
from workflow.bodies.policy import EDITORS
from workflow.models import Body, BodyMeeting, BodyMember, MeetingTask
from workflow.work import Work


def visible_bodies(work: Work) -> ColumnElement[bool]:
    """The bodies that the person sees: their own, or all with a role that reads such papers."""
    actor = work.actor
    if actor is None:
        return false()
    if actor.roles & EDITORS or reports.may_read(work) is None:
        return true()
    return Body.id.in_(
        select(BodyMember.body_id).where(
            BodyMember.person_id == actor.person_id,
            member_on(work.today),
        )
    )


def visible_meetings(work: Work) -> ColumnElement[bool]:
    """The meetings of these bodies."""
    return BodyMeeting.body_id.in_(select(Body.id).where(visible_bodies(work)))


def visible_tasks(work: Work) -> ColumnElement[bool]:
    """The tasks of these meetings, and those that the person has."""
    own = false() if work.actor is None else MeetingTask.person_id == work.actor.person_id
    meetings = select(BodyMeeting.id).where(visible_meetings(work))
    return or_(own, MeetingTask.meeting_id.in_(meetings))


def member_on(day: date) -> ColumnElement[bool]:
    """Who is a member on a day, as a condition on `BodyMember`."""
    return (BodyMember.from_on <= day) & (func.coalesce(BodyMember.until_on, day) >= day)
