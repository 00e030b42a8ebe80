"""Asking advisors, withdrawing a question, and giving advice. Nothing of it moves an item."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow.advice import notifications
from workflow.advice.advisors import for_item
from workflow.advice.policy import facts_of, may_advise, may_ask, may_withdraw
from workflow.items import policy
from workflow.items.visibility import get_visible, lock_visible
from workflow.models import Advice, AdviceRequest, Item
from workflow.models.base import may_be_id
from workflow.values.actor import permitted
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem, Refusal, SomeoneElseActedFirst
from workflow.values.fiscal import next_business_day
from workflow.work import Work

LONGEST: Final = 4000
"""Characters in a question or in advice."""

LONGEST_WAIT: Final = 366
"""Days until which advice can be asked for."""

NO_ADVICE: Final = 0
"""What a form says it has seen where there was no advice yet."""


def ask_refusal(work: Work, item_id: int) -> Refusal | None:
    """Why `actor` may not ask for advice on an item now; None where they may."""
    try:
        item = get_visible(work, item_id)
    except NotFound as refusal:
        return refusal
    return may_ask(work.actor, circulated=_is_circulated(work, item))


def ask(
    work: Work, *, item_id: int, advisor_ids: Sequence[int], question: str, due_on: date
) -> int:
    """Ask advisors about an item; gives how many were asked who had not been before.

    Whoever has an open request keeps it as it is, so a second delivery asks nobody.
    A day on which the office is closed becomes the next open one. Raises NotFound,
    WrongRole, AdviceNotPossible, InputRefused (advisors, due_on, question).
    """
    words = clean_words("question", question, LONGEST)
    item = lock_visible(work, item_id)
    by = permitted(work.actor, may_ask(work.actor, circulated=_is_circulated(work, item)))
    standing = {one.person_id: one for one in for_item(work, item_id)}
    problems = _problems(advisor_ids, due_on, work.now.date())
    if any(id_ not in standing or standing[id_].involved for id_ in advisor_ids):
        problems.append(Problem("advisors", "unknown_advisor"))
    if problems:
        raise InputRefused(problems)
    new = [id_ for id_ in dict.fromkeys(advisor_ids) if not standing[id_].asked]
    requests = [
        AdviceRequest(
            item_id=item_id,
            advisor_id=advisor_id,
            question=words,
            due_on=next_business_day(due_on),
            asked_by=by.person_id,
            asked_at=work.now,
        )
        for advisor_id in new
    ]
    work.session.add_all(requests)
    notifications.tell_asked(work, item, requests)
    return len(new)


def withdraw(work: Work, request_id: int) -> None:
    """Withdraw a request that was not answered; a second time changes nothing.

    Raises NotFound, WrongRole, AdviceGiven.
    """
    request, _ = _request(work, request_id)
    by = permitted(work.actor, may_withdraw(work.actor, facts_of(request)))
    if request.withdrawn_at is None:
        request.withdrawn_at, request.withdrawn_by = work.now, by.person_id


def give(work: Work, *, request_id: int, text: str, replaces: int) -> None:
    """Advise. `replaces` is the advice that the person saw as the latest, or NO_ADVICE (0).

    What was said before stays; the new one says that it takes its place. Raises
    NotFound, WrongRole, NotAsked, AdviceWithdrawn, SomeoneElseActedFirst, InputRefused (advice).
    """
    words = clean_words("advice", text, LONGEST)
    request, item = _request(work, request_id)
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
    notifications.tell_advised(work, item, request, advice)


def _problems(advisor_ids: Sequence[int], due_on: date, today: date) -> list[Problem]:
    problems = []
    if not advisor_ids:
        problems.append(Problem("advisors", "required"))
    if due_on < today:
        problems.append(Problem("due_on", "day_passed"))
    elif (due_on - today).days > LONGEST_WAIT:
        problems.append(Problem("due_on", "day_too_far", {"limit": LONGEST_WAIT}))
    return problems


def _request(work: Work, request_id: int) -> tuple[AdviceRequest, Item]:
    """A request of an item that `actor` may see, its item kept for this transaction."""
    query = select(AdviceRequest.item_id).where(AdviceRequest.id == request_id)
    item_id = work.session.scalar(query) if may_be_id(request_id) else None
    if item_id is None:
        raise NotFound(what="advice")
    item = lock_visible(work, item_id, what="advice")
    return work.session.get_one(AdviceRequest, request_id), item


def _is_circulated(work: Work, item: Item) -> bool:
    process = work.process(item.process_name, item.process_version)
    drafted = item.round == 0 or item.state == policy.NEVER_SUBMITTED
    return not drafted and not process.is_final(item.state)
