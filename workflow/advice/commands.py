"""Asking advisors, withdrawing a question, giving advice; and what each advisor is asked about.

None of it changes an item's state.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow.advice.advisors import for_item
from workflow.advice.policy import facts_of, may_advise, may_ask, may_withdraw
from workflow.advice.queries import is_with_center
from workflow.items.visibility import lock_visible
from workflow.models import Advice, AdviceRequest, Item
from workflow.notices import kinds, notify
from workflow.values.actor import permitted
from workflow.values.business_days import next_business_day
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem, SomeoneElseActedFirst
from workflow.work import Work

LONGEST: Final = 4000
"""Characters in a question or in advice."""

LONGEST_WAIT: Final = 366
"""Days until which advice can be asked for."""

NO_ADVICE: Final = 0
"""What a form says it has seen where there was no advice yet."""


def ask(work: Work, item_id: int, advisor_ids: Sequence[int], question: str, due_on: date) -> int:
    """Ask advisors about an item; gives how many were asked who had not been before.

    Whoever has an open request keeps it as it is, so a second delivery asks nobody.
    A day on which the office is closed becomes the next open one. Raises NotFound,
    WrongRole, AdviceNotPossible, InputRefused (advisors, due_on, question).
    """
    words = clean_words("question", question, LONGEST)
    item = lock_visible(work, item_id)
    by = permitted(work.actor, may_ask(work.actor, with_center=is_with_center(work, item)))
    known = {one.person_id: one for one in for_item(work, item_id)}
    problems = _problems(advisor_ids, due_on, work.today)
    if any(id_ not in known or known[id_].involved for id_ in advisor_ids):
        problems.append(Problem("advisors", "unknown_advisor"))
    if problems:
        raise InputRefused(problems)
    requests = [
        AdviceRequest(
            item_id=item_id,
            advisor_id=advisor_id,
            question=words,
            due_on=next_business_day(due_on),
            asked_by=by.person_id,
            asked_at=work.now,
        )
        for advisor_id in dict.fromkeys(advisor_ids)
        if not known[advisor_id].asked
    ]
    work.session.add_all(requests)
    _notify_advisors(work, item, requests)
    return len(requests)


def withdraw(work: Work, request_id: int) -> None:
    """Withdraw a request that was not answered; a second time changes nothing.

    Raises NotFound, WrongRole, AdviceGiven.
    """
    request, _ = _lock(work, request_id)
    by = permitted(work.actor, may_withdraw(work.actor, facts_of(request)))
    if request.withdrawn_at is None:
        request.withdrawn_at, request.withdrawn_by = work.now, by.person_id


def give(work: Work, request_id: int, text: str, replaces: int = NO_ADVICE) -> None:
    """Advise. `replaces` is the advice that the person saw as the latest, or NO_ADVICE (0).

    What was said before stays; the new one says that it takes its place. Raises
    NotFound, WrongRole, NotAsked, AdviceWithdrawn, SomeoneElseActedFirst, InputRefused (advice).
    """
    words = clean_words("advice", text, LONGEST)
    request, item = _lock(work, request_id)
    permitted(work.actor, may_advise(work.actor, facts_of(request)))
    query = select(Advice).where(Advice.request_id == request_id).order_by(Advice.id.desc())
    last = work.session.scalars(query.limit(1)).first()
    if last and last.text == words and (last.replaces_id or NO_ADVICE) == replaces:
        return
    if (last.id if last else NO_ADVICE) != replaces:
        raise SomeoneElseActedFirst()
    if not words:
        raise InputRefused([Problem("advice", "required")])
    if last and last.text == words:
        return
    advice = Advice(
        request_id=request_id,
        replaces_id=last.id if last else None,
        text=words,
        content_hash=item.content_hash,
        given_at=work.now,
    )
    work.session.add(advice)
    request.answered_at = request.answered_at or work.now
    _notify_asker(work, item, request, advice)


def _problems(advisor_ids: Sequence[int], due_on: date, today: date) -> list[Problem]:
    problems = []
    if not advisor_ids:
        problems.append(Problem("advisors", "required"))
    if due_on < today:
        problems.append(Problem("due_on", "day_passed"))
    elif (due_on - today).days > LONGEST_WAIT:
        problems.append(Problem("due_on", "day_too_far", {"limit": LONGEST_WAIT}))
    return problems


def _lock(work: Work, request_id: int) -> tuple[AdviceRequest, Item]:
    """A request of an item that the person may see; its item is locked until the end.

    Raises NotFound (advice).
    """
    query = select(AdviceRequest.item_id).where(AdviceRequest.id == request_id)
    item_id = work.session.scalar(query)
    if item_id is None:
        raise NotFound(what="advice")
    item = lock_visible(work, item_id, what="advice")
    return work.session.get_one(AdviceRequest, request_id), item


def _notify_advisors(work: Work, item: Item, requests: Iterable[AdviceRequest]) -> None:
    """Notify each advisor that their advice is asked for."""
    work.session.flush()
    for one in requests:
        who = {one.advisor_id} - {one.asked_by}
        mark, by, until = str(one.id), one.asked_by, one.due_on
        notify.add_notices(work, item, who, kinds.ASKED, mark, one.asked_at, by=by, until=until)


def _notify_asker(work: Work, item: Item, request: AdviceRequest, advice: Advice) -> None:
    """Notify whoever asked that there is advice, or that it says something else now."""
    work.session.flush()
    who = {request.asked_by} - {request.advisor_id}
    mark, by = str(advice.id), request.advisor_id
    notify.add_notices(work, item, who, kinds.ADVISED, mark, advice.given_at, by=by)
