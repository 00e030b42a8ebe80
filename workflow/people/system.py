"""The program as somebody: who makes automatic moves, so that a history names a doer.

It holds no role, signs in nowhere, and stands in no list of people.
"""

from typing import Final

from sqlalchemy import select

from workflow.models import Person
from workflow.people import record
from workflow.values.actor import SYSTEM_KIND, Actor, Title
from workflow.work import Work

LOGIN: Final = "(system)"
"""No person can have it: logins begin with a letter or a figure."""

NAME: Final = Title("システム", "System")


def known_system(work: Work) -> Actor | None:
    """The program as an actor; None where it has never acted."""
    found = work.session.scalar(select(Person.id).where(Person.kind == SYSTEM_KIND))
    return Actor(found, LOGIN, NAME, frozenset(), is_system=True) if found else None


def system(work: Work) -> Actor:
    """The same; it is added to the people, and recorded, where it never acted."""
    if (found := known_system(work)) is not None:
        return found
    person = Person(
        login=LOGIN, name_ja=NAME.ja, name_en=NAME.en, active=False, kind=SYSTEM_KIND, grants=[]
    )
    work.session.add(person)
    record.record_new(work, [person])
    return Actor(person.id, LOGIN, NAME, frozenset(), is_system=True)
