"""Who may be named in what is said, and who is notified of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.items.visibility import get_visible
from workflow.models import Item, Person, ThreadPost
from workflow.notices import kinds, notify
from workflow.notices.kinds import MENTIONED, NOTED, POSTED
from workflow.threads import policy
from workflow.threads.policy import ThreadFacts, may_ask, may_see, side_of
from workflow.threads.queries import facts_about
from workflow.values.actor import Actor, Title
from workflow.values.errors import InputRefused, Problem
from workflow.values.vocabulary import PostKind, Role, Side
from workflow.work import Work

MOST: Final = 20
"""People named in one post."""

# A letter first: 単価@500 names nobody. No letter, digit or dot before it: nor does a mail address.
_NAMED: Final = re.compile(r"(?<![\w.])@([A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9])", re.ASCII)


@dataclass(frozen=True)
class Reader:
    """Somebody who may see a thread, and so may be named in it."""

    person_id: int
    login: str
    name: Title
    side: Side | None


def readers(work: Work, item_id: int, *, internal: bool = False) -> tuple[Reader, ...]:
    """Who may be named in a question, or an internal note, on an item, by login.

    Nobody, where the person may not write one. Raises NotFound (item).
    """
    item = get_visible(work, item_id)
    facts = replace(facts_about(work, item), internal=internal)
    if may_ask(work.actor, facts):
        return ()
    return tuple(
        Reader(one.person_id, one.login, one.name, side_of(one, facts.departments))
        for one in who_may_see(work, facts)
    )


def who_may_see(work: Work, facts: ThreadFacts) -> tuple[Actor, ...]:
    """The active people who may see the thread, by login: two queries."""
    people = work.session.scalars(
        select(Person).where(Person.active).options(selectinload(Person.grants))
    )
    actors = [person.as_actor(work.today) for person in people]
    seeing = [actor for actor in actors if may_see(actor, facts)]
    return tuple(sorted(seeing, key=lambda actor: actor.login))


def mentioned_in(
    work: Work, text: str, chosen: Sequence[int], facts: ThreadFacts
) -> tuple[Actor, ...]:
    """The people chosen from the list and those named in the text as @login, each once.

    Raises InputRefused (mentioned) for everybody who may not see the thread; a login that
    nobody has reads the same, so that a guess tells nothing.
    """
    logins = list(dict.fromkeys(name.lower() for name in _NAMED.findall(text)))
    if not logins and not chosen:
        return ()
    seeing = who_may_see(work, facts)
    by_login = {one.login: one for one in seeing}
    by_id = {one.person_id: one for one in seeing}
    problems = [
        Problem("mentioned", "mention_not_reader", {"login": login})
        for login in logins
        if login not in by_login
    ]
    if any(id_ not in by_id for id_ in chosen):
        problems.append(Problem("mentioned", "chosen_not_reader"))
    if len({*logins, *chosen}) > MOST:
        problems.append(Problem("mentioned", "too_many", {"limit": MOST}))
    if problems:
        raise InputRefused(problems)
    named = {one.person_id: one for one in [by_login[login] for login in logins]}
    return tuple((named | {id_: by_id[id_] for id_ in chosen}).values())


kinds.register(frozenset({POSTED, MENTIONED}), policy.correspondence)
kinds.register(frozenset({NOTED}), policy.notes)


def notify_of(
    work: Work,
    item: Item,
    before: Sequence[ThreadPost],
    post: ThreadPost,
    named: Sequence[Actor],
    facts: ThreadFacts,
) -> None:
    """Notify those who are named in a post and those it is meant for; `before` it came the others.

    The worker's regular round sends the mails. Nobody is notified that a thread was closed.
    """
    if post.kind == PostKind.CLOSED:
        return
    mark = f"{post.thread_id}.{post.sequence}"
    mentioned = {one.person_id for one in named} - {post.by_id}
    others = _concerned(work, before, post, facts) - mentioned - {post.by_id}
    if facts.internal:
        notify.add_notices(work, item, mentioned | others, NOTED, mark, post.at, by=post.by_id)
        return
    notify.add_notices(work, item, mentioned, MENTIONED, mark, post.at, by=post.by_id)
    notify.add_notices(work, item, others, POSTED, mark, post.at, by=post.by_id)


def _concerned(
    work: Work, before: Sequence[ThreadPost], post: ThreadPost, facts: ThreadFacts
) -> set[int]:
    """The other side: the department's officers, or the center's who have spoken here.

    Its reviewers, where none of those is active any more. Of an internal note: who wrote in it.
    """
    seeing = who_may_see(work, facts)
    wanted = Side.CENTER if facts.internal or post.side == Side.DEPARTMENT else Side.DEPARTMENT
    side = [one for one in seeing if side_of(one, facts.departments) is wanted]
    if wanted is Side.DEPARTMENT:
        return {one.person_id for one in side}
    spoken = {one.by_id for one in before if one.side == Side.CENTER}
    active = {one.person_id for one in side if one.person_id in spoken}
    if active or facts.internal:
        return active
    return {one.person_id for one in side if one.has(Role.REVIEWER)}
