"""The lists that Jizen itself hands out: recognised by their headings when they come back."""

from dataclasses import replace
from typing import Final

from workflow.documents import LIST_HEADINGS
from workflow.exchange.cell_values import text_of
from workflow.exchange.headings import SOURCE
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab
from workflow.values.text import search_key


def is_one(tab: Tab, how: Understanding) -> bool:
    """Whether the head of a sheet is that of a list of Jizen's, column by column."""
    if how.head >= len(tab.rows):
        return False
    texts = [search_key(text_of(value)) for value in tab.rows[how.head]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts) in _KNOWN


def without_funding(tab: Tab, how: Understanding) -> Understanding:
    """The same; in a list of Jizen's the columns of funding are counted, and say nothing new."""
    if not is_one(tab, how):
        return how
    given = {place: one for place, one in how.columns.items() if not one.startswith(SOURCE)}
    return replace(how, columns=given)


_KNOWN: Final = frozenset(
    tuple(search_key(heading) for heading in headings) for headings in LIST_HEADINGS
)
