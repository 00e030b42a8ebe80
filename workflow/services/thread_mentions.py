"""Who is named in a post: only those who may see it."""

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.errors import InputRefused, Problem
from workflow.queries.thread_readers import who_may_see
from workflow.thread_policy import ThreadFacts

MOST: Final = 20
"""People named in one post."""

# A letter first: 単価@500 names nobody. No letter, digit or dot before it: nor does a mail address.
_NAMED: Final = re.compile(r"(?<![\w.])@([A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9])", re.ASCII)


def mentioned_in(
    session: Session, text: str, chosen: Sequence[int], facts: ThreadFacts
) -> tuple[Actor, ...]:
    """The people chosen from the list and those named in the text as @login, each once.

    Raises InputRefused (mentioned) for everybody who may not see the thread; a login that
    nobody has reads the same, so that a guess tells nothing.
    """
    logins = list(dict.fromkeys(name.lower() for name in _NAMED.findall(text)))
    if not logins and not chosen:
        return ()
    seeing = who_may_see(session, facts)
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
