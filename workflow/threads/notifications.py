"""Who is told of what was said, and who was named in it."""

import re
from collections.abc import Sequence
from typing import Final

from workflow.models import Item, ThreadPost
from workflow.notices import kinds, notify
from workflow.notices.kinds import MENTIONED, NOTED, POSTED
from workflow.threads import policy
from workflow.threads.policy import ThreadFacts, side_of
from workflow.threads.waiting import who_may_see
from workflow.values.actor import Actor
from workflow.values.errors import InputRefused, Problem
from workflow.values.vocabulary import PostKind, Role, Side
from workflow.work import Work

kinds.register(frozenset({POSTED, MENTIONED}), policy.correspondence)
kinds.register(frozenset({NOTED}), policy.notes)

MOST: Final = 20
"""People named in one post."""

# A letter first: 単価@500 names nobody. No letter, digit or dot before it: nor does a mail address.
_NAMED: Final = re.compile(r"(?<![\w.])@([A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9])", re.ASCII)


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
        Problem("mentioned", "mention_out_of_sight", {"login": login})
        for login in logins
        if login not in by_login
    ]
    if any(id_ not in by_id for id_ in chosen):
        problems.append(Problem("mentioned", "chosen_out_of_sight"))
    if len({*logins, *chosen}) > MOST:
        problems.append(Problem("mentioned", "too_many", {"limit": MOST}))
    if problems:
        raise InputRefused(problems)
    named = {one.person_id: one for one in [by_login[login] for login in logins]}
    return tuple((named | {id_: by_id[id_] for id_ in chosen}).values())


def tell(
    work: Work,
    item: Item,
    before: Sequence[ThreadPost],
    post: ThreadPost,
    named: Sequence[Actor],
    facts: ThreadFacts,
) -> None:
    """Write the notices of a post; `before` are the posts that it follows.

    Mails follow by the worker's sweep. That a thread was closed is told to nobody.
    """
    if post.kind == PostKind.CLOSED:
        return
    mark = f"{post.thread_id}.{post.sequence}"
    mentioned = {one.person_id for one in named} - {post.by_id}
    others = _concerned(work, before, post, facts) - mentioned - {post.by_id}
    if facts.internal:
        notify.tell(work, item, mentioned | others, NOTED, mark, post.at)
        return
    notify.tell(work, item, mentioned, MENTIONED, mark, post.at)
    notify.tell(work, item, others, POSTED, mark, post.at)


def _concerned(
    work: Work, before: Sequence[ThreadPost], post: ThreadPost, facts: ThreadFacts
) -> set[int]:
    """The other side: the department's officers, or the center's who have spoken here.

    Its reviewers, where none of those is there any more. Of an internal note: who wrote in it.
    """
    seeing = who_may_see(work, facts)
    wanted = Side.CENTER if facts.internal or post.side == Side.DEPARTMENT else Side.DEPARTMENT
    side = [one for one in seeing if side_of(one, facts.departments) is wanted]
    if wanted is Side.DEPARTMENT:
        return {one.person_id for one in side}
    spoken = {one.by_id for one in before if one.side == Side.CENTER}
    there = {one.person_id for one in side if one.person_id in spoken}
    if there or facts.internal:
        return there
    return {one.person_id for one in side if one.has(Role.REVIEWER)}
