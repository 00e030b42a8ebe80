"""Undertakings in the record of changes: what it keeps of each part (step, document, …)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.ledger.entries import written
from workflow.models import (
    Person,
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
    UndertakingStep,
    step_people,
    undertaking_items,
)
from workflow.models.base import found_row, locked_row
from workflow.textindex.whole_texts import UNDERTAKINGS
from workflow.undertakings.policy import UndertakingChanged
from workflow.values.canonical import fingerprint
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import InputRefused, Problem
from workflow.work import Work

# --------------------------------------------------------------- finding a part


P = TypeVar("P", UndertakingStep, UndertakingDocument, UndertakingComment, UndertakingPilot)


def part(work: Work, kind: type[P], part_id: int, *, locked: bool = False) -> P:
    """A step, document, comment or pilot of a row on the paper. Raises NotFound."""
    query = (
        select(kind)
        .join(Undertaking, Undertaking.id == kind.undertaking_id)
        .where(kind.id == part_id, Undertaking.removed_at.is_(None))
    )
    if kind is UndertakingStep:
        query = query.where(UndertakingStep.removed_at.is_(None))
    if locked:
        return locked_row(work.session, query, part_id, KINDS[kind], of=kind)
    return found_row(work.session, query, part_id, what=KINDS[kind])


def locked_part(work: Work, kind: type[P], part_id: int) -> P:
    """The same, which nobody else changes meanwhile. Raises NotFound."""
    return part(work, kind, part_id, locked=True)


def require_room(work: Work, kind: type[P], undertaking_id: int, most: int, *, field: str) -> None:
    """Refuse one part more than the `most` of an undertaking. Raises InputRefused (`field`)."""
    count = select(func.count()).select_from(kind).where(kind.undertaking_id == undertaking_id)
    if (work.session.scalar(count) or 0) >= most:
        raise InputRefused([Problem(field, "too_many", {"limit": most})])


# ------------------------------------------------------------------- the record


Part = Undertaking | UndertakingStep | UndertakingDocument | UndertakingComment | UndertakingPilot

KINDS: Final[Mapping[type[Part], str]] = {
    UndertakingStep: "step",
    UndertakingDocument: "document",
    UndertakingComment: "comment",
    UndertakingPilot: "pilot",
}
"""What the record calls each part besides the row itself."""

CHUNK: Final = 500
"""Parts that an audit reads together."""

_UNSAID: Final = frozenset({"id", "undertaking_id"})


def code(part: Part) -> str:
    """What the record calls a part: 12 is a row, 12/step/34 one of its steps."""
    if isinstance(part, Undertaking):
        return str(part.id)
    return f"{part.undertaking_id}/{KINDS[type(part)]}/{part.id}"


def fields(session: Session, part: Part) -> dict[str, Any]:
    """A part as the record keeps it."""
    return _fields_of(session, [part])[0]


def seen(session: Session, part: Part) -> str:
    """A fingerprint of the part as it is, which a form about it sends back."""
    return fingerprint(fields(session, part))


def seen_as(part: Part, more: Mapping[str, Any] | None = None) -> str:
    """The same of a part that was read; `more` is what stands beside it."""
    return fingerprint(_columns(part) | dict(more or {}))


@contextmanager
def recorded(
    work: Work, part: Part, action: ChangeAction = ChangeAction.CHANGE, note: str = ""
) -> Iterator[None]:
    """Record what is done to a part meanwhile, in the transaction that does it."""
    before = fields(work.session, part)
    yield
    work.session.flush()
    after = fields(work.session, part)
    ledger.record(work, ledger.Change(Subject.UNDERTAKING, code(part), action, before, after, note))
    _find_anew(work, [part])


def put(work: Work, *parts: Part) -> None:
    """Record parts that are new and flushed, in the transaction that makes them."""
    _record(work, ChangeAction.ADD, [None] * len(parts), parts)


def changed(work: Work, before: Mapping[int, ledger.Fields], parts: Sequence[Part]) -> None:
    """Record what was done to parts of one kind together; `before` says by id how they were."""
    _record(work, ChangeAction.CHANGE, [before[part.id] for part in parts], parts)


def _record(
    work: Work,
    action: ChangeAction,
    before: Sequence[ledger.Fields | None],
    parts: Sequence[Part],
) -> None:
    after = _fields_of(work.session, parts)
    ledger.record(
        work,
        *(
            ledger.Change(Subject.UNDERTAKING, code(part), action, was, said)
            for part, was, said in zip(parts, before, after, strict=True)
        ),
    )
    _find_anew(work, parts)


def _find_anew(work: Work, parts: Sequence[Part]) -> None:
    """Index the undertakings of these parts by what they say now."""
    whole = {part.id if isinstance(part, Undertaking) else part.undertaking_id for part in parts}
    if whole:
        UNDERTAKINGS.put(work.session, whole)


def rewrite(
    work: Work,
    part: Part,
    values: Mapping[str, Any],
    looked_at: str,
    action: ChangeAction = ChangeAction.CHANGE,
    note: str = "",
) -> bool:
    """Give columns of a part these values; gives whether that changes anything.

    The same a second time changes nothing, whatever was looked at. Raises UndertakingChanged.
    """
    if all(getattr(part, name) == value for name, value in values.items()):
        return False
    if looked_at != seen(work.session, part):
        raise UndertakingChanged()
    with recorded(work, part, action, note):
        for name, value in values.items():
            setattr(part, name, value)
    return True


def _fields_of(session: Session, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Each of the parts as the record keeps it: a query for each kind that has more beside it."""
    beside = {
        kind: _beside(session, kind, [one.id for one in parts if isinstance(one, kind)])
        for kind in {type(part) for part in parts}
    }
    return [_columns(part) | beside[type(part)][part.id] for part in parts]


def _columns(part: Part) -> dict[str, Any]:
    names = (column.key for column in part.__table__.columns)
    return {name: _plain(getattr(part, name)) for name in names if name not in _UNSAID}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return written(value)
    return value.isoformat() if isinstance(value, date) else value


def _beside(
    session: Session, kind: type[Part], ids: Sequence[int]
) -> defaultdict[int, dict[str, Any]]:
    """What stands in tables beside: the people of steps by login, the items of a row."""
    if kind is UndertakingStep:
        query: Any = (
            select(step_people.c.step_id, Person.login)
            .join(Person, Person.id == step_people.c.person_id)
            .where(step_people.c.step_id.in_(ids))
            .order_by(Person.login)
        )
        return _listed(session, "people", query)
    if kind is Undertaking:
        both = undertaking_items.c
        query = select(both.undertaking_id, both.item_id).where(both.undertaking_id.in_(ids))
        return _listed(session, "items", query.order_by(both.item_id))
    return defaultdict(dict)


def _listed(session: Session, name: str, query: Any) -> defaultdict[int, dict[str, Any]]:
    found: defaultdict[int, dict[str, Any]] = defaultdict(lambda: {name: []})
    for part_id, value in session.execute(query):
        found[part_id][name].append(value)
    return found


def _current(session: Session) -> Iterator[tuple[str, ledger.Fields]]:
    for kind in (Undertaking, *KINDS):
        parts: Sequence[Any] = session.scalars(select(kind)).all()
        for start in range(0, len(parts), CHUNK):
            some = parts[start : start + CHUNK]
            yield from zip(map(code, some), _fields_of(session, some), strict=True)


ledger.stands_as(Subject.UNDERTAKING, _current)
