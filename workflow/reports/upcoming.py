"""The next meeting of the headquarters, and what was frozen for it."""

from dataclasses import dataclass

from workflow.editions.reading import may_read
from workflow.items.reference import MeetingView, meetings
from workflow.reports import queries
from workflow.reports.queries import EditionView
from workflow.work import Work


@dataclass(frozen=True)
class NextMeeting:
    """The first meeting from today on with the edition its members read: the results, if any."""

    meeting: MeetingView
    edition: EditionView


def next_meeting(work: Work) -> NextMeeting | None:
    """The next meeting with its newest sound edition; None where nothing is frozen for it.

    None too for whoever reads no frozen editions, and where no meeting is to come.
    """
    to_come = [one for one in meetings(work) if one.held_on >= work.today]
    if not to_come or may_read(work):
        return None
    # The results stand before the planned list: they are what a meeting decides on.
    found = queries.editions(work, to_come[0].id)
    results_first = sorted(found, key=lambda one: one.stage.value)
    newest = next((one for one in results_first if one.is_sound), None)
    return NextMeeting(to_come[0], newest) if newest else None
