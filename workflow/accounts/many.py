"""One-use links for many people at once: a slip of paper for each, or a mail."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, func, insert, select

from workflow.accounts.codes import Invitation, new_invitation
from workflow.accounts.limits import Rules, ends_at, usable
from workflow.accounts.links import row_of, withdraw
from workflow.accounts.policy import LinkMadeSince
from workflow.accounts.security_log import Client, note_all
from workflow.models import AccountLink, Department, Person, RoleGrant, Section
from workflow.models.base import may_be_id
from workflow.models.people import not_over
from workflow.values.accounts import LinkPurpose, SecurityKind
from workflow.values.actor import Title, require_administrator
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

MOST: Final = 3_000
"""How many people links can be made for at once."""


class Whose(StrEnum):
    """Whom to list: those with nothing to sign in by, all without a password, or everybody.

    The first two are people with a role, now or to come: nobody else has anything to do here.
    """

    NOTHING = "nothing"
    UNSET = "unset"
    WITHOUT_ROLE = "without_role"
    """Neither a password nor a role."""
    EVERYBODY = "everybody"


@dataclass(frozen=True)
class Invited:
    """Somebody for whom a link can be made, and until when one can be used that was made."""

    id: int
    login: str
    name: Title
    department: Title | None
    section: Title | None
    email: str
    has_password: bool
    link_ends_at: datetime | None


@dataclass(frozen=True)
class Slip:
    """A link for one person and a code, to be printed; token and code are kept nowhere."""

    person: Invited
    token: str
    code: str
    ends_at: datetime


def invitable(
    work: Work, whose: Whose = Whose.NOTHING, department_id: int | None = None
) -> tuple[Invited, ...]:
    """Active people for whom links can be made, as the organisation has them, at most `MOST`.

    With a department those who work there. Raises WrongRole.
    """
    require_administrator(work.actor)
    chosen: list[ColumnElement[bool]] = []
    if whose is not Whose.EVERYBODY:
        chosen.append(Person.password_hash.is_(None))
        holds = exists().where(RoleGrant.person_id == Person.id, not_over(RoleGrant, work.today))
        chosen.append(~holds if whose is Whose.WITHOUT_ROLE else holds)
    if whose is Whose.NOTHING:
        chosen.append(~exists().where(AccountLink.person_id == Person.id, *usable(work)))
    if department_id is not None:
        chosen.append(Person.department_id == (department_id if may_be_id(department_id) else 0))
    return _read(work, chosen)


def newest_link(work: Work) -> int:
    """The link that was made last for anybody: what a form carries, so that it counts once."""
    require_administrator(work.actor)
    return work.session.scalar(select(func.max(AccountLink.id))) or 0


def invite_many(
    work: Work, person_ids: Collection[int], rules: Rules, client: Client, seen: int
) -> tuple[Slip, ...]:
    """Make a link for each of these people who may sign in; earlier ones end.

    `seen` is the newest link that the form knew. Raises WrongRole, LinkMadeSince,
    InputRefused (people): nobody, or more than `MOST`.
    """
    found, made = _made(work, person_ids, rules, client, seen)
    until = ends_at(work, LinkPurpose.INVITATION, rules)
    return tuple(Slip(one, *made[one.id], until) for one in found)


def mail_many(
    work: Work, person_ids: Collection[int], rules: Rules, client: Client, seen: int
) -> int:
    """Make a link for each of these people who has an address, and have it mailed; gives how many.

    Raises as `invite_many`.
    """
    require_administrator(work.actor)
    with_address = select(Person.id).where(Person.id.in_(_few(person_ids)), Person.email != "")
    found, _ = _made(work, work.session.scalars(with_address).all(), rules, client, seen)
    for one in found:
        work.outbox.mail_link(work.session, one.id, LinkPurpose.INVITATION)
    return len(found)


def _made(
    work: Work, person_ids: Collection[int], rules: Rules, client: Client, seen: int
) -> tuple[Sequence[Invited], dict[int, Invitation]]:
    administrator = require_administrator(work.actor)
    # Their rows are the lock: of two made at once the later ones are those that hold.
    locked = select(Person.id).where(Person.id.in_(_few(person_ids))).order_by(Person.id)
    work.session.execute(locked.with_for_update(key_share=True)).all()
    found = _read(work, [Person.id.in_(_few(person_ids))])
    if not found:
        raise InputRefused([Problem("people", "required")])
    if newest_link(work) != seen:
        raise LinkMadeSince()
    ids = [one.id for one in found]
    withdraw(work, ids)
    made = {one: new_invitation() for one in ids}
    rows = [
        row_of(work, one, LinkPurpose.INVITATION, invitation, rules)
        for one, invitation in made.items()
    ]
    work.session.execute(insert(AccountLink), rows)
    told = ((SecurityKind.LINK_MADE, one.login) for one in found)
    note_all(work, administrator.login, client, told)
    return found, made


def _few(person_ids: Collection[int]) -> Collection[int]:
    if len(person_ids) > MOST:
        raise InputRefused([Problem("people", "too_many", {"limit": MOST})])
    return [one for one in person_ids if may_be_id(one)]


def _read(work: Work, chosen: Sequence[ColumnElement[bool]]) -> tuple[Invited, ...]:
    rows = work.session.execute(_rows(work).where(*chosen).limit(MOST)).all()
    return tuple(
        Invited(
            id=row.id,
            login=row.login,
            name=Title(row.name_ja, row.name_en),
            department=Title(row.department_ja, row.department_en) if row.department_ja else None,
            section=Title(row.section_ja, row.section_en or "") if row.section_ja else None,
            email=row.email,
            has_password=row.has_password,
            link_ends_at=row.link_ends_at,
        )
        for row in rows
    )


def _rows(work: Work) -> Select[*tuple[Any, ...]]:
    until = select(func.max(AccountLink.ends_at)).where(
        AccountLink.person_id == Person.id, *usable(work)
    )
    return (
        select(
            Person.id,
            Person.login,
            Person.name_ja,
            Person.name_en,
            Person.email,
            Person.password_hash.is_not(None).label("has_password"),
            Department.name_ja.label("department_ja"),
            Department.name_en.label("department_en"),
            Section.name.label("section_ja"),
            Section.name_en.label("section_en"),
            until.correlate(Person).scalar_subquery().label("link_ends_at"),
        )
        .outerjoin(Section, Section.id == Person.section_id)
        .outerjoin(Department, Department.id == Person.department_id)
        .where(Person.active)
        .order_by(
            Department.id.is_(None),
            Department.id,
            Section.id.is_not(None),
            Section.position,
            Section.id,
            Person.login,
        )
    )
