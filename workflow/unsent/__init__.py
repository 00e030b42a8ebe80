"""What a person types into a form, kept for that person alone until the form is sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, select

from workflow.database import statements
from workflow.models import UnsentForm
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

__all__ = ["Kept", "begun", "forget", "keep", "kept"]

Fields = Sequence[tuple[str, str]]
"""Names and values as the form would send them."""

KEPT_FOR: Final = timedelta(days=30)
MOST_FORMS: Final = 40
"""Forms of one person; the oldest goes for a new one."""

MOST_FIELDS: Final = 400
LARGEST: Final = 60_000
"""Characters of one form: more than the longest sheet has."""

_PLACE: Final = re.compile(r"/[\w/?&=.%:~+-]{0,299}", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A form as it was typed, and when that was."""

    place: str
    fields: tuple[tuple[str, str], ...]
    at: datetime


def keep(work: Work, place: str, fields: Fields, opened_at: datetime) -> bool:
    """Keep what the person has typed into the form that is sent to `place`, over what was kept.

    Gives False where the form was sent or given up since its page was opened at `opened_at`:
    then this came too late, and nothing is kept. Raises InputRefused for what no form of ours is.
    """
    _require_ours(place, fields)
    _drop_old(work)
    found = _row(work, place)
    if found and found.fields is None and opened_at < found.kept_at:
        return False
    _put(work, found, place, fields)
    return True


def kept(work: Work, place: str) -> Kept | None:
    """What the person has typed into the form of `place` and has not sent."""
    row = _row(work, place)
    return _view(row) if row is not None and row.fields is not None else None


def begun(work: Work, beginning: str) -> tuple[Kept, ...]:
    """The person's forms whose place begins so, the latest first."""
    given = {"person": work.person.person_id, "beginning": statements.escaped(beginning)}
    return tuple(_view(row) for row in work.objects(_BEGUN, **given).scalars())


_BEGUN: Final = (
    select(UnsentForm)
    .where(
        UnsentForm.person_id == bindparam("person"),
        UnsentForm.place.startswith(bindparam("beginning"), escape=statements.ESCAPE),
        UnsentForm.fields.is_not(None),
    )
    .order_by(UnsentForm.kept_at.desc(), UnsentForm.id.desc())
)


def forget(work: Work, place: str) -> None:
    """Delete what was typed for `place`: it was sent, or given up.

    That stays known for a while: what a page had sent before may still be on its way.
    """
    if _PLACE.fullmatch(place):
        _drop_old(work)
        _put(work, _row(work, place), place, None)


def _put(work: Work, row: UnsentForm | None, place: str, fields: Fields | None) -> None:
    if row is None:
        row = UnsentForm(person_id=work.person.person_id, place=place)
        work.session.add(row)
    row.fields = None if fields is None else [[name, value] for name, value in fields]
    row.kept_at = work.now


def _row(work: Work, place: str) -> UnsentForm | None:
    query = select(UnsentForm).where(
        UnsentForm.person_id == work.person.person_id, UnsentForm.place == place
    )
    return work.session.scalar(query)


def _view(row: UnsentForm) -> Kept:
    return Kept(row.place, tuple((name, value) for name, value in row.fields or ()), row.kept_at)


def _require_ours(place: str, fields: Fields) -> None:
    if not _PLACE.fullmatch(place):
        raise InputRefused([Problem("place", "key_unreadable")])
    length = sum(len(name) + len(value) for name, value in fields)
    if len(fields) > MOST_FIELDS or length > LARGEST:
        told = {"length": length, "limit": LARGEST}
        raise InputRefused([Problem("fields", "text_too_long", told)])


def _drop_old(work: Work) -> None:
    """Delete everybody's forms that nobody came back to, and the person's oldest ones."""
    old = UnsentForm.kept_at < work.now - KEPT_FOR
    mine = (
        select(UnsentForm.id)
        .where(UnsentForm.person_id == work.person.person_id)
        .order_by(UnsentForm.kept_at.desc(), UnsentForm.id.desc())
        .offset(MOST_FORMS - 1)
    )
    beyond = work.session.scalars(mine).all()
    work.session.execute(delete(UnsentForm).where(old | UnsentForm.id.in_(beyond)))
