"""People are locked while they are changed, and the last administrator is not taken away."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import select

from workflow.models import Person, RoleGrant
from workflow.models.people import period_of
from workflow.people.policy import Administration
from workflow.values.days import Period
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role
from workflow.work import Work


@contextmanager
def administration(work: Work, field: str) -> Iterator[None]:
    """Refuse what the block changes where it takes the office's last administrator, for `field`.

    Of two that would each leave the other as the last, the second waits and is refused. Whoever
    locks other people too does so within the block, or locks the administrators before. Raises
    InputRefused.
    """
    lock_administrators(work)
    before = _periods(work)
    yield
    work.session.flush()
    if problem := Administration(before, _periods(work)).problem(field, work.today):
        raise InputRefused([problem])


def lock_administrators(work: Work) -> None:
    """Lock whoever was ever an administrator, in one order and before anybody else is locked."""
    ever = select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMIN)
    rows = select(Person.id).where(Person.id.in_(ever)).order_by(Person.id)
    work.session.execute(rows.with_for_update(key_share=True))


def lock_people(work: Work, person_ids: Iterable[int] | None = None) -> None:
    """Keep people, or everybody, as they are for this transaction, administrators first.

    What was read of anybody before is read anew: whatever rests on it is to be asked from here on.
    """
    lock_administrators(work)
    rows = select(Person.id).order_by(Person.id)
    if person_ids is not None:
        rows = rows.where(Person.id.in_(set(person_ids)))
    work.session.execute(rows.with_for_update(key_share=True))
    work.session.expire_all()


def _periods(work: Work) -> list[Period]:
    """When active people are administrators, as the database has it once they are locked."""
    query = (
        select(RoleGrant.from_on, RoleGrant.until_on, RoleGrant.ended_on)
        .join(RoleGrant.person)
        .where(RoleGrant.role == Role.ADMIN, Person.active)
    )
    return [period_of(row) for row in work.session.execute(query)]
