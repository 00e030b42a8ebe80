"""Who may see a thread, and so be named in it or told of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workflow.actor import Actor
from workflow.models import Person
from workflow.thread_policy import ThreadFacts, may_see


def who_may_see(session: Session, facts: ThreadFacts) -> tuple[Actor, ...]:
    """The active people for whom the thread exists, by login: two queries."""
    people = session.scalars(
        select(Person).where(Person.active).options(selectinload(Person.grants))
    )
    actors = [person.as_actor() for person in people]
    seeing = [actor for actor in actors if may_see(actor, facts)]
    return tuple(sorted(seeing, key=lambda actor: actor.login))
