"""What administrators change, recorded: who, when, what it was before and after.

One chain for the whole office. Each feature records its own changes in the transaction that
makes them, and says by `stands_as` how its subjects stand now, so that an audit finds what was
changed past the record.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from workflow.ledger.entries import written
from workflow.models import OfficeChange, OfficeChangesEnd
from workflow.values.canonical import canonical_bytes, fingerprint
from workflow.values.changes import ChangeAction, Subject
from workflow.work import Work

Fields = Mapping[str, Any]
"""The fields of a subject as plain JSON: texts, integers, booleans, None, lists and dicts."""

Current = Callable[[Session], Iterable[tuple[str, Fields]]]

_CURRENT: Final[dict[Subject, Current]] = {}


@dataclass(frozen=True)
class Change:
    """One change of one subject; `before` is None for what is new, `after` for what is gone."""

    subject: Subject
    code: str
    action: ChangeAction
    before: Fields | None
    after: Fields | None
    note: str = ""


def stands_as(subject: Subject, read: Current) -> None:
    """Let an audit compare the last record of every `subject` with what `read` gives."""
    _CURRENT[subject] = read


def record(work: Work, *changes: Change) -> None:
    """Add the changes to the chain, in the transaction that makes them.

    What changes nothing is left out. The one in whose name the unit of work is open did it;
    nobody in it means the program itself.
    """
    real = [one for one in changes if canonical_bytes(one.before) != canonical_bytes(one.after)]
    if not real:
        return
    end = _end(work.session)
    rows = []
    for one in real:
        row = _row(work, one, end.length + 1, end.head)
        end.length, end.head = row["sequence"], row["entry_hash"]
        rows.append(row)
    work.session.execute(insert(OfficeChange), rows)


def lock(work: Work) -> None:
    """Keep everybody else from recording anything until this transaction is over."""
    _end(work.session)


def was_last(work: Work, subject: Subject, code: str, action: str, note: str) -> bool:
    """Whether the latest change of a subject is this very one, by the person who acts."""
    last = work.session.execute(
        select(OfficeChange.action, OfficeChange.actor_id, OfficeChange.note)
        .where(OfficeChange.subject == subject, OfficeChange.code == code)
        .order_by(OfficeChange.sequence.desc())
        .limit(1)
    ).one_or_none()
    by = work.actor.person_id if work.actor else None
    return last is not None and tuple(last) == (action, by, note)


def take_over(work: Work) -> None:
    """Record, in an older office, the subjects of kinds of which nothing was recorded yet.

    Each list of choices is a kind of its own: its name stands before the code, as in field/living.
    """
    recorded = select(OfficeChange.subject, OfficeChange.code)
    known = {(one.subject, _list_of(*one)) for one in work.session.execute(recorded)}
    found = [
        Change(subject, code, ChangeAction.TAKE_OVER, None, fields)
        for subject, stands in current(work.session).items()
        for code, fields in stands.items()
        if (subject, _list_of(subject, code)) not in known
    ]
    record(work, *found)


def _list_of(subject: str, code: str) -> str:
    return code.split("/")[0] if subject == Subject.MASTER else ""


def current(session: Session) -> dict[Subject, dict[str, Fields]]:
    """How every subject that the record covers stands now, by its code."""
    return {subject: dict(read(session)) for subject, read in _CURRENT.items()}


def words(row: Any, at: str, before: Any, after: Any) -> dict[str, Any]:
    """What the hash of an entry is made of."""
    return {
        "sequence": row.sequence,
        "at": at,
        "person": row.actor_id,
        "actor": row.actor_login,
        "subject": row.subject,
        "code": row.code,
        "action": row.action,
        "before": before,
        "after": after,
        "note": row.note,
        "previous": row.previous_hash,
    }


def _end(session: Session) -> OfficeChangesEnd:
    session.flush()
    return session.scalars(
        select(OfficeChangesEnd).with_for_update().execution_options(populate_existing=True)
    ).one()


def _row(work: Work, one: Change, sequence: int, previous: str) -> dict[str, Any]:
    actor = work.actor
    row = OfficeChange(
        sequence=sequence,
        at=work.now,
        actor_id=(actor.person_id or None) if actor else None,
        actor_login=actor.login if actor else "",
        subject=one.subject.value,
        code=one.code,
        action=one.action.value,
        before=dict(one.before) if one.before is not None else None,
        after=dict(one.after) if one.after is not None else None,
        note=one.note,
        previous_hash=previous,
    )
    row.entry_hash = fingerprint(words(row, written(row.at), row.before, row.after))
    return {column.key: getattr(row, column.key) for column in OfficeChange.__table__.columns}
