"""What was said of a plan's document, or recommended, and what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow import ledger
from workflow.models import UndertakingComment, UndertakingDocument
from workflow.undertakings import record
from workflow.undertakings.policy import require_writer
from workflow.undertakings.record import locked_part, part, require_room
from workflow.undertakings.rows import locked
from workflow.undertakings.steps import LONGEST_TEXT
from workflow.values.cleaning import Checking
from workflow.values.errors import NotFound
from workflow.values.promotion import CommentOutcome
from workflow.work import Work

LONGEST_NAME: Final = 200
MOST_COMMENTS: Final = 2000
"""Comments and recommendations of one undertaking."""


@dataclass(frozen=True)
class CommentDraft:
    """What somebody said, as typed; `document_id` is None for a recommendation."""

    said_by: str
    received_on: date | None
    text: str
    document_id: int | None = None


def add_comment(work: Work, undertaking_id: int, given: CommentDraft) -> int:
    """Put a comment on a document, or a recommendation, down; gives its id.

    The same word for word is one that is there. Raises WrongRole, NotFound (row, document),
    InputRefused (said_by, received_on, text).
    """
    require_writer(work.actor)
    ledger.lock(work)  # the same sent twice at once would find nothing
    row = locked(work, undertaking_id)
    if given.document_id is not None:
        document = part(work, UndertakingDocument, given.document_id)
        if document.undertaking_id != row.id:
            raise NotFound(what="document")
    check = Checking()
    values = {
        "undertaking_id": row.id,
        "document_id": given.document_id,
        "said_by": check.line("said_by", given.said_by, LONGEST_NAME, needed=True),
        "received_on": check.given("received_on", given.received_on, work.today),
        "text": check.block("text", given.text, LONGEST_TEXT, needed=True),
    }
    check.not_ahead("received_on", given.received_on, work.today)
    check.done()
    there = work.session.scalar(select(UndertakingComment.id).filter_by(**values).limit(1))
    if there is not None:
        return there
    require_room(work, UndertakingComment, row.id, MOST_COMMENTS, field="text")
    comment = UndertakingComment(**values, answer="")
    work.session.add(comment)
    work.session.flush()
    record.put(work, comment)
    return comment.id


def answer_comment(
    work: Work, comment_id: int, outcome: CommentOutcome | None, text: str, seen: str
) -> None:
    """Say what became of a comment or a recommendation, and why; it may be said anew.

    Raises WrongRole, NotFound, UndertakingChanged, InputRefused (outcome, answer).
    """
    require_writer(work.actor)
    comment = locked_part(work, UndertakingComment, comment_id)
    check = Checking()
    chosen = check.given("outcome", outcome, CommentOutcome.NOTED)
    words = check.block("answer", text, LONGEST_TEXT, needed=True)
    check.done()
    values = {"outcome": chosen.value, "answer": words}
    record.rewrite(work, comment, values, seen, note=words)
