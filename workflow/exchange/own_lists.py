"""The lists that Jizen itself hands out: recognised by their headings when they come back."""

from dataclasses import replace
from typing import Final

from workflow.documents import FUNDED, LIST_HEADINGS
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
    return tuple(texts) in _KNOWN or _is_for_finance(texts)


def _is_for_finance(texts: list[str]) -> bool:
    """Whether columns of kinds of funding, whatever the office has, are all that it has more."""
    for known in _KNOWN:
        ahead = next((n for n, one in enumerate(known) if texts[n : n + 1] != [one]), len(known))
        added = texts[ahead : len(texts) - len(known) + ahead]
        if added and known == (*texts[:ahead], *texts[ahead + len(added) :]):
            return all(one.startswith(FUNDED) or one.endswith(_IN_THOUSANDS) for one in added)
    return False


def without_funding(tab: Tab, how: Understanding) -> Understanding:
    """The same; in a list of Jizen's the columns of funding are counted, and say nothing new."""
    if not is_one(tab, how):
        return how
    given = {place: one for place, one in how.columns.items() if not one.startswith(SOURCE)}
    return replace(how, columns=given)


_IN_THOUSANDS: Final = search_key("（千円）")
_KNOWN: Final = frozenset(
    tuple(search_key(heading) for heading in headings) for headings in LIST_HEADINGS
)
