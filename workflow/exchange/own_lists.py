"""The lists that Jizen itself hands out: recognised by their headings when they come back."""

from typing import Final

from workflow.documents import LIST_HEADINGS
from workflow.exchange.cell_values import text_of
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


_KNOWN: Final = frozenset(
    tuple(search_key(heading) for heading in headings) for headings in LIST_HEADINGS
)
