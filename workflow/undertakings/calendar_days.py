"""Steps of undertakings as the calendar of whoever is responsible for them has them."""

from collections.abc import Iterator
from datetime import datetime

from workflow.calendar import FeedEvent, as_recorded
from workflow.undertakings.queries import to_do
from workflow.values.changes import Subject
from workflow.work import Work


def calendar_days(work: Work, since: datetime) -> Iterator[FeedEvent]:
    """The open steps that the person is responsible for, each on the day it is due."""
    days = {
        f"{one.undertaking_id}/step/{one.id}": FeedEvent(
            f"step-{one.id}",
            one.due_on,
            f"【取組】{one.undertaking}：{one.text}",
            since,
            f"undertakings/steps/{one.id}",
        )
        for one in to_do(work)
        if one.due_on is not None
    }
    return as_recorded(work, Subject.UNDERTAKING, days)
