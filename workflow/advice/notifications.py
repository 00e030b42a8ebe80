"""Telling advisors and those who asked them."""

from collections.abc import Iterable

from workflow.models import Advice, AdviceRequest, Item
from workflow.notices import kinds, notify
from workflow.work import Work


def tell_asked(work: Work, item: Item, requests: Iterable[AdviceRequest]) -> None:
    """Tell each advisor that their advice is asked for."""
    work.session.flush()
    for one in requests:
        who = {one.advisor_id} - {one.asked_by}
        notify.tell(work, item, who, kinds.ASKED, str(one.id), one.asked_at)


def tell_advised(work: Work, item: Item, request: AdviceRequest, advice: Advice) -> None:
    """Tell whoever asked that there is advice, or that it says something else now."""
    work.session.flush()
    who = {request.asked_by} - {request.advisor_id}
    notify.tell(work, item, who, kinds.ADVISED, str(advice.id), advice.given_at)
