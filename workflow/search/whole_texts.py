"""What is the same for all things that are found by one text each."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Select

from workflow.items.lists import words_of
from workflow.models import WholeText
from workflow.search.excerpts import Part, exactly, excerpt, marked
from workflow.textindex import ngrams
from workflow.work import Work

MOST: Final = 20


def found(
    work: Work, typed: str, table: type[WholeText], visible: Select[*tuple[Any, ...]]
) -> Iterator[tuple[Any, tuple[Part, ...], tuple[Part, ...]]]:
    """Of the things that `visible` asks for with their texts, at most 20 that have all words.

    Each with its title, the words marked, and what stands around the first of the others.
    Raises InputRefused (words) for more than 200 characters, or what is no text.
    """
    words = [ngrams.folded(one) for one in dict.fromkeys(words_of(typed))]
    if not words or work.actor is None:
        return
    has_all = (table.folded.contains(one, autoescape=True) for one in words)
    pattern = exactly(words)
    for thing, text in work.session.execute(visible.where(*has_all).limit(MOST)):
        rest = text.partition("\n")[2]
        yield thing, marked(thing.title, pattern), excerpt(rest, pattern)
