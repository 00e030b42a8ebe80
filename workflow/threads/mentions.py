"""Who may read a thread, and so may be named in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.items.visibility import get_visible
from workflow.models import Person
from workflow.threads.policy import ThreadFacts, may_ask, may_see, side_of
from workflow.threads.queries import facts_about
from workflow.values.actor import Actor, Title
from workflow.values.errors import InputRefused, Problem
from workflow.values.vocabulary import Side
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
    actors = [person.as_actor() for person in people]
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
