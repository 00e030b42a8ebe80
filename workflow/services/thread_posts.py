"""What is sent to a thread: checked, known again when it is delivered twice, made a post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.canonical import fingerprint
from workflow.errors import InputRefused, KeyReused, Problem
from workflow.fiscal import add_business_days
from workflow.models import Item, ThreadPost
from workflow.services.receipts import require_key
from workflow.services.sheets import clean_words
from workflow.thread_policy import ThreadFacts, side_of
from workflow.vocabulary import PostKind

LONGEST: Final = 4000
"""Characters in a post."""

MOST_DAYS: Final = 60
"""Business days that an answer can be given."""


@dataclass(frozen=True)
class Saying:
    """What a person sends: the words, business days for the answer, and who is named besides.

    `mentioned` are ids of people; those named in the text as @login are added. `key` makes
    a second delivery of the same add nothing.
    """

    text: str
    answer_in: int | None = None
    mentioned: Sequence[int] = ()
    key: str | None = None


def content_of(saying: Saying) -> list[object]:
    """What a delivery is compared by, beside what is done with it."""
    return [saying.text, saying.answer_in, sorted(set(saying.mentioned))]


def delivered(
    session: Session, actor: Actor, key: str | None, order: list[object]
) -> ThreadPost | None:
    """The post that this delivery has made before. Raises KeyReused for another one."""
    if not key:
        return None
    require_key(key)
    query = select(ThreadPost).where(ThreadPost.by_id == actor.person_id, ThreadPost.key == key)
    found = session.scalar(query)
    if found and found.order_hash != fingerprint(order):
        raise KeyReused()
    return found


def made(
    kind: PostKind,
    saying: Saying,
    order: list[object],
    by: Actor,
    facts: ThreadFacts,
    item: Item,
    at: datetime,
) -> ThreadPost:
    """A post that is not kept yet. Raises InputRefused (text, answer_in)."""
    words = clean_words("text", saying.text, LONGEST)
    problems = [] if words or kind is PostKind.CLOSED else [Problem("text", "required")]
    days = saying.answer_in
    if days is not None and not 1 <= days <= MOST_DAYS:
        problems.append(Problem("answer_in", "count_out_of_range", {"limit": MOST_DAYS}))
    if problems:
        raise InputRefused(problems)
    named_day = kind is PostKind.SAID and days is not None and not facts.internal
    return ThreadPost(
        kind=kind,
        side=side_of(by, facts.departments),
        text=words,
        answer_by=add_business_days(at.date(), days) if named_day and days else None,
        round=item.round,
        by_id=by.person_id,
        at=at,
        key=saying.key or None,
        order_hash=fingerprint(order),
    )
