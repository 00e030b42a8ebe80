"""Bodies are set up, and their members come and go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow import ledger
from workflow.bodies import record
from workflow.bodies.policy import require_edit
from workflow.models import Body, BodyMember, Person
from workflow.models.base import may_be_id
from workflow.values.cleaning import Checking
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.promotion import BodyKind
from workflow.work import Work

LONGEST_NAME: Final = 100
MOST_MEMBERS: Final = 300


@dataclass(frozen=True)
class BodyDraft:
    """What a body is called; from `ended_on` on it meets no more."""

    kind: BodyKind | None
    name: str
    ended_on: date | None = None


@dataclass(frozen=True)
class MemberDraft:
    """A member: by the login of a person, or by the name of somebody from outside."""

    login: str
    name: str
    position: str
    from_on: date | None
    until_on: date | None = None


def add_body(work: Work, draft: BodyDraft) -> int:
    """Set a body up; gives its id, also where it is there already.

    Raises NotSignedIn, WrongRole, InputRefused (kind, name).
    """
    require_edit(work.actor)
    name = _checked(draft)
    ledger.lock(work)
    there = work.session.scalar(select(Body).where(Body.name == name))
    if there is not None:
        if (there.kind, there.ended_on) == (draft.kind, draft.ended_on):
            return there.id
        raise InputRefused([Problem("name", "body_exists")])
    row = Body(kind=str(draft.kind), name=name, ended_on=draft.ended_on)
    record.add(work, row)
    return row.id


def change_body(work: Work, body_id: int, draft: BodyDraft, seen: int) -> None:
    """Change what a body is called, or end it. Raises besides NotFound, BodyChanged."""
    require_edit(work.actor)
    name = _checked(draft)
    ledger.lock(work)
    row = locked(work, body_id)
    other = select(Body.id).where(Body.name == name, Body.id != body_id)
    if work.session.scalar(other) is not None:
        raise InputRefused([Problem("name", "body_exists")])
    with record.changing(work, row, seen):
        row.kind, row.name, row.ended_on = str(draft.kind), name, draft.ended_on


def add_member(work: Work, body_id: int, draft: MemberDraft, seen: int) -> int:
    """Take somebody into a body; gives the member's id, also where they are in already.

    Raises NotSignedIn, WrongRole, NotFound, BodyChanged, InputRefused (login, name, position,
    from_on, until_on).
    """
    (member_id,) = add_members(work, body_id, [draft], seen)
    return member_id


def add_members(
    work: Work, body_id: int, drafts: Sequence[MemberDraft], seen: int
) -> tuple[int, ...]:
    """Take several people into a body by one change; gives their ids. Raises what one does."""
    require_edit(work.actor)
    body = locked(work, body_id)
    members, found = _members(work, body_id), []
    for draft in drafts:
        member = _there_or_new(members, _member(work, body_id, draft))
        members += [] if member in members else [member]
        found.append(member)
    if len(members) > MOST_MEMBERS:
        raise InputRefused([Problem("name", "too_many", {"limit": MOST_MEMBERS})])
    new = [one for one in found if one.id is None]
    if new:
        with record.changing(work, body, seen):
            work.session.add_all(new)
    return tuple(one.id for one in found)


def _there_or_new(members: Sequence[BodyMember], member: BodyMember) -> BodyMember:
    """The member who is there already, else this new one."""
    for one in members:
        if (one.person_id, one.name) != (member.person_id, member.name):
            continue
        if _said(one) == _said(member):
            return one
        if _overlap(one, member):
            raise InputRefused([Problem("from_on", "member_twice")])
    return member


def change_member(
    work: Work,
    member_id: int,
    position: str,
    from_on: date | None,
    until_on: date | None,
    seen: int,
) -> int:
    """Change a member's position or days; gives the body's id. `seen` is the body's revision.

    Raises NotSignedIn, WrongRole, NotFound, BodyChanged, InputRefused (position, from_on,
    until_on).
    """
    require_edit(work.actor)
    member = work.session.get(BodyMember, member_id) if may_be_id(member_id) else None
    if member is None:
        raise NotFound(what="member")
    body = locked(work, member.body_id)
    check = Checking()
    clean = check.line("position", position, LONGEST_NAME)
    first = _days(check, from_on, until_on)
    check.done()
    with record.changing(work, body, seen):
        member.position, member.from_on, member.until_on = clean, first, until_on
        for one in _members(work, body.id):
            same = (one.person_id, one.name) == (member.person_id, member.name)
            if same and one.id != member.id and _overlap(one, member):
                raise InputRefused([Problem("from_on", "member_twice")])
    return body.id


def locked(work: Work, body_id: int) -> Body:
    """A body that nobody else changes meanwhile. Raises NotFound."""
    known = may_be_id(body_id)
    row = work.session.get(Body, body_id, with_for_update=True) if known else None
    if row is None:
        raise NotFound(what="body")
    return row


def person_of(work: Work, login: str) -> int | None:
    """The person of a login who can sign in; None where there is none."""
    query = select(Person.id).where(Person.login == login.strip().lower(), Person.active)
    return work.session.scalar(query)


def _checked(draft: BodyDraft) -> str:
    check = Checking()
    name = check.line("name", draft.name, LONGEST_NAME, needed=True)
    if draft.kind is None:
        check.wrong("kind", "required")
    check.done()
    return name


def _member(work: Work, body_id: int, draft: MemberDraft) -> BodyMember:
    check = Checking()
    login = check.line("login", draft.login, LONGEST_NAME)
    name = check.line("name", draft.name, LONGEST_NAME)
    person_id = person_of(work, login) if login else None
    if login and person_id is None:
        check.wrong("login", "member_unknown")
    elif bool(login) == bool(name) and not check.problems:
        check.wrong("name", "person_or_name")
    position = check.line("position", draft.position, LONGEST_NAME)
    first = _days(check, draft.from_on, draft.until_on)
    check.done()
    return BodyMember(
        body_id=body_id,
        person_id=person_id,
        name=name,
        position=position,
        from_on=first,
        until_on=draft.until_on,
    )


def _days(check: Checking, from_on: date | None, until_on: date | None) -> date:
    if from_on is None:
        check.wrong("from_on", "required")
    elif until_on is not None and until_on < from_on:
        check.wrong("until_on", "dates_out_of_order")
    return from_on or date.min


def _members(work: Work, body_id: int) -> list[BodyMember]:
    return list(work.session.scalars(select(BodyMember).where(BodyMember.body_id == body_id)))


def _said(one: BodyMember) -> tuple[str, date, date | None]:
    return one.position, one.from_on, one.until_on


def _overlap(one: BodyMember, other: BodyMember) -> bool:
    first, last = sorted((one, other), key=lambda member: member.from_on)
    return first.until_on is None or first.until_on >= last.from_on
