"""Undertakings as the search finds them: one text each, written with every change of a part."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import (
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
    UndertakingStep,
    UndertakingText,
)
from workflow.textindex.whole_texts import WholeTexts

_SAID: Final[Mapping[Any, Callable[[Any], tuple[str, ...]]]] = {
    UndertakingStep: lambda one: (one.text, one.said),
    UndertakingDocument: lambda one: (one.title, one.outline, one.file_name or ""),
    UndertakingComment: lambda one: (one.said_by, one.text, one.answer),
    UndertakingPilot: lambda one: (one.theme, one.partner, one.outcome),
}
"""What is said in each kind of part, in the order of the page."""


def _texts(session: Session, ids: list[int]) -> Iterator[tuple[int, str]]:
    """The title and the note, then what is said in each part that is on the paper."""
    said: Mapping[int, list[str]] = {one: [] for one in ids}
    for kind, words in _SAID.items():
        query = select(kind).where(kind.undertaking_id.in_(ids)).order_by(kind.id)
        if kind is UndertakingStep:
            query = query.where(UndertakingStep.removed_at.is_(None))
        for part in session.scalars(query):
            said[part.undertaking_id] += words(part)
    for row in session.scalars(select(Undertaking).where(Undertaking.id.in_(ids))):
        yield row.id, "\n".join(filter(None, [row.title, row.note, *said[row.id]]))


UNDERTAKINGS: Final = WholeTexts(
    UndertakingText, UndertakingText.undertaking_id, Undertaking.id, _texts
)
