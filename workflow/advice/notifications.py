"""Telling advisors and those who asked them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from workflow.models import Advice, AdviceRequest, Item
from workflow.notices import kinds, notify


def tell_asked(session: Session, item: Item, requests: Iterable[AdviceRequest]) -> None:
    """Tell each advisor that their advice is asked for."""
    session.flush()
    for one in requests:
        who = {one.advisor_id} - {one.asked_by}
        notify.tell(session, item, who, kinds.ASKED, str(one.id), one.asked_at)


def tell_advised(session: Session, item: Item, request: AdviceRequest, advice: Advice) -> None:
    """Tell whoever asked that there is advice, or that it says something else now."""
    session.flush()
    who = {request.asked_by} - {request.advisor_id}
    notify.tell(session, item, who, kinds.ADVISED, str(advice.id), advice.given_at)
