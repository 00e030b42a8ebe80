"""Holding a headquarters meeting: whoever changes it or freezes its report takes it first."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.errors import NotFound
from workflow.models import Meeting
from workflow.models.base import may_be_id


def held(session: Session, meeting_id: int) -> Meeting:
    """The meeting with its cycles, locked until the transaction ends. Raises NotFound."""
    query = (
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(selectinload(Meeting.cycles))
        .with_for_update(key_share=True)
    )
    meeting = session.scalar(query) if may_be_id(meeting_id) else None
    if meeting is None:
        raise NotFound(what="meeting", name=meeting_id)
    return meeting
