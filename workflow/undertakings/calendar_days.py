"""Steps of undertakings as the calendar of whoever is responsible for them has them."""

from collections.abc import Iterator
from datetime import datetime

from workflow import ledger
from workflow.calendar import FeedEvent
from workflow.undertakings.queries import to_do
from workflow.values.changes import Subject
from workflow.work import Work


def calendar_days(work: Work, since: datetime) -> Iterator[FeedEvent]:
    """The open steps that the person is responsible for, each on the day it is due."""
    found = {f"{one.undertaking_id}/step/{one.id}": one for one in to_do(work)}
    at = ledger.last_changed(work, Subject.UNDERTAKING, tuple(found))
    for code, one in found.items():
        if one.due_on is not None:
            yield FeedEvent(
                f"step-{one.id}",
                one.due_on,
                f"【取組】{one.undertaking}：{one.text}",
                at.get(code, since),
                f"undertakings/steps/{one.id}",
            )
