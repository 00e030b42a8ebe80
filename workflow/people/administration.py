"""That somebody administers the office, today and on every day to come."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from workflow.models import Person, RoleGrant
from workflow.people.policy import Administration
from workflow.values.errors import InputRefused
from workflow.values.period import Period
from workflow.values.vocabulary import Role
from workflow.work import Work


@contextmanager
def administration(work: Work, field: str) -> Iterator[None]:
    """Refuse what the block changes where it takes the office's last administrator, for `field`.

    Of two that would each leave the other as the last, the second waits and is refused. Raises
    InputRefused.
    """
    before = _periods(work)
    yield
    work.session.flush()
    if problem := Administration(before, _periods(work)).problem(field, work.today):
        raise InputRefused([problem])


def _periods(work: Work) -> list[Period]:
    """When active people are administrators; they are locked, in one order."""
    query = (
        select(RoleGrant)
        .join(RoleGrant.person)
        .where(RoleGrant.role == Role.ADMIN)
        .options(contains_eager(RoleGrant.person))
        .order_by(Person.id, RoleGrant.id)
        .with_for_update(of=Person, key_share=True)
    )
    return [one.period for one in work.session.scalars(query).unique() if one.person.active]
