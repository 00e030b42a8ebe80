"""Documents, comments and pilots of undertakings as pages read them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from workflow.models import (
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
)
from workflow.undertakings import record
from workflow.undertakings.policy import require_reader
from workflow.undertakings.record import part
from workflow.undertakings.views import CommentView, DocumentView, PilotView
from workflow.values.promotion import CommentOutcome, Conclusion, DocumentStage
from workflow.work import Work


def document(work: Work, document_id: int) -> tuple[DocumentView, tuple[CommentView, ...]]:
    """A version of a document and what was said of it. Raises NotSignedIn, NotFound."""
    require_reader(work.actor)
    row = part(work, UndertakingDocument, document_id)
    (found,) = documents(work, UndertakingDocument.id == row.id)
    return found, comments(work, UndertakingComment.document_id == row.id)


def comment(work: Work, comment_id: int) -> CommentView:
    """A comment or a recommendation. Raises NotSignedIn, NotFound."""
    require_reader(work.actor)
    return _comment(part(work, UndertakingComment, comment_id))


def pilot(work: Work, pilot_id: int) -> PilotView:
    """A pilot. Raises NotSignedIn, NotFound."""
    require_reader(work.actor)
    return _pilot(part(work, UndertakingPilot, pilot_id))


def documents(work: Work, *conditions: ColumnElement[bool]) -> tuple[DocumentView, ...]:
    """The documents of some condition, the latest first."""
    query = (
        select(UndertakingDocument, Undertaking.title, Undertaking.fiscal_year)
        .join(Undertaking, Undertaking.id == UndertakingDocument.undertaking_id)
        .where(*conditions)
        .order_by(UndertakingDocument.dated_on.desc(), UndertakingDocument.id.desc())
    )
    rows = work.session.execute(query).all()
    counts = _counts(work, [row.UndertakingDocument.id for row in rows])
    return tuple(_document(row, *counts.get(row.UndertakingDocument.id, (0, 0))) for row in rows)


def comments(work: Work, *conditions: ColumnElement[bool]) -> tuple[CommentView, ...]:
    """The comments of some condition, in the order in which they came."""
    order = (UndertakingComment.received_on, UndertakingComment.id)
    query = select(UndertakingComment).where(*conditions).order_by(*order)
    return tuple(map(_comment, work.session.scalars(query)))


def pilots(work: Work, *conditions: ColumnElement[bool]) -> tuple[PilotView, ...]:
    """The pilots of some condition, in the order in which they were chosen."""
    query = select(UndertakingPilot).where(*conditions).order_by(UndertakingPilot.id)
    return tuple(map(_pilot, work.session.scalars(query)))


def _counts(work: Work, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By document how many comments there are, and how many are answered."""
    query: Any = (
        select(
            UndertakingComment.document_id,
            func.count(),
            func.count(UndertakingComment.outcome),
        )
        .where(UndertakingComment.document_id.in_(ids))
        .group_by(UndertakingComment.document_id)
    )
    return {id_: (all_, done) for id_, all_, done in work.session.execute(query)} if ids else {}


def _document(row: Any, count: int, answered: int) -> DocumentView:
    found: UndertakingDocument = row.UndertakingDocument
    return DocumentView(
        id=found.id,
        undertaking_id=found.undertaking_id,
        undertaking=row[1],
        fiscal_year=row.fiscal_year,
        title=found.title,
        stage=DocumentStage(found.stage),
        version=found.version,
        dated_on=found.dated_on,
        outline=found.outline,
        comment_from=found.comment_from,
        comment_until=found.comment_until,
        file_name=found.file_name,
        size=found.size,
        comments=count,
        answered=answered,
        seen=record.seen_as(found),
    )


def _comment(found: UndertakingComment) -> CommentView:
    return CommentView(
        id=found.id,
        undertaking_id=found.undertaking_id,
        document_id=found.document_id,
        said_by=found.said_by,
        received_on=found.received_on,
        text=found.text,
        outcome=CommentOutcome(found.outcome) if found.outcome else None,
        answer=found.answer,
        seen=record.seen_as(found),
    )


def _pilot(found: UndertakingPilot) -> PilotView:
    return PilotView(
        id=found.id,
        undertaking_id=found.undertaking_id,
        theme=found.theme,
        partner=found.partner,
        begins_on=found.begins_on,
        ends_on=found.ends_on,
        conclusion=Conclusion(found.conclusion) if found.conclusion else None,
        outcome=found.outcome,
        seen=record.seen_as(found),
    )
