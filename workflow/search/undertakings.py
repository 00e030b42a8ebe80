"""Undertakings that are found for words in all that is written about them, their parts too.

Everybody signed in reads those that are on the paper.
"""

from typing import NamedTuple

from sqlalchemy import select

from workflow.models import Undertaking, UndertakingText
from workflow.search import whole_texts
from workflow.search.excerpts import Part
from workflow.work import Work


class UndertakingHit(NamedTuple):
    """An undertaking that has all the words: its title with them marked, and words around one."""

    undertaking_id: int
    fiscal_year: int
    title: tuple[Part, ...]
    words: tuple[Part, ...]


def find_undertakings(work: Work, typed: str) -> tuple[UndertakingHit, ...]:
    """The undertakings that have all words `typed`, the latest year first, at most 20.

    Raises InputRefused (words) for more than 200 characters, or what is no text.
    """
    query = (
        select(Undertaking, UndertakingText.text)
        .join(UndertakingText, UndertakingText.undertaking_id == Undertaking.id)
        .where(Undertaking.removed_at.is_(None))
        .order_by(Undertaking.fiscal_year.desc(), Undertaking.position, Undertaking.id)
    )
    return tuple(
        UndertakingHit(row.id, row.fiscal_year, title, words)
        for row, title, words in whole_texts.found(work, typed, UndertakingText, query)
    )
