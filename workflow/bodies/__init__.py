"""Bodies that meet (本部, 幹事会, 委員会, WG): members, meetings, papers, minutes and tasks.

Every change is an entry of the chained record; `jizen audit verify` compares what stands with it.
"""

from workflow.bodies.binding import bound_papers, minutes_paper
from workflow.bodies.calendar_days import calendar_days
from workflow.bodies.calling import CallDraft, call, change_call, number_papers
from workflow.bodies.links import items_of, link_item, of_item, unlink_item
from workflow.bodies.membership import (
    BodyDraft,
    MemberDraft,
    add_body,
    add_member,
    add_members,
    change_body,
    change_member,
)
from workflow.bodies.minuting import (
    MinutesDraft,
    TaskDraft,
    add_task,
    confirm,
    keep_minutes,
    remind,
    reopen,
)
from workflow.bodies.papers import lay_out, lay_out_own, open_file, stored, take_off
from workflow.bodies.policy import EDITORS, BodyChanged, MinutesConfirmed, may_edit
from workflow.bodies.queries import bodies, body, meeting, of_headquarters
from workflow.bodies.task_queries import count_mine, mine
from workflow.bodies.task_queries import one as task
from workflow.bodies.tasks import report
from workflow.bodies.views import AttendanceView, BodyMeetingView, BodyView, MemberView
from workflow.files.office import AttachmentRefused

__all__ = [
    "EDITORS",
    "AttachmentRefused",
    "AttendanceView",
    "BodyChanged",
    "BodyDraft",
    "BodyMeetingView",
    "BodyView",
    "CallDraft",
    "MemberDraft",
    "MemberView",
    "MinutesConfirmed",
    "MinutesDraft",
    "TaskDraft",
    "add_body",
    "add_member",
    "add_members",
    "add_task",
    "bodies",
    "body",
    "bound_papers",
    "calendar_days",
    "call",
    "change_body",
    "change_call",
    "change_member",
    "confirm",
    "count_mine",
    "items_of",
    "keep_minutes",
    "lay_out",
    "lay_out_own",
    "link_item",
    "may_edit",
    "meeting",
    "mine",
    "minutes_paper",
    "number_papers",
    "of_headquarters",
    "of_item",
    "open_file",
    "remind",
    "reopen",
    "report",
    "stored",
    "take_off",
    "task",
    "unlink_item",
]
