"""Finding a part of an undertaking that is on the paper."""

from typing import TypeVar

from sqlalchemy import select

from workflow.models import (
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
    UndertakingStep,
    locking,
)
from workflow.models.base import may_be_id
from workflow.undertakings.record import KINDS
from workflow.values.errors import NotFound
from workflow.work import Work

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
        return locking.locked(work.session, query, part_id, KINDS[kind], of=kind)
    found = work.session.scalar(query) if may_be_id(part_id) else None
    if found is None:
        raise NotFound(what=KINDS[kind])
    return found


def locked_part(work: Work, kind: type[P], part_id: int) -> P:
    """The same, which nobody else changes meanwhile. Raises NotFound."""
    return part(work, kind, part_id, locked=True)
