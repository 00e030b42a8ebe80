"""The lists that Jizen itself hands out, when they come back: headings and hidden sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from workflow.documents import FUNDED, LIST_HEADINGS
from workflow.exchange.cell_values import text_of
from workflow.exchange.headings import SOURCE
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Grid, Tab, Value
from workflow.files.headed import MARK, STAMP_TAB, read_stamp, stamped
from workflow.values.canonical import fingerprint
from workflow.values.sheet import Sheet
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


# ------------------------------------------------------------- the hidden sheet


LISTS_TAB: Final = "_lists"
VERSION: Final = 1


class Stamped(Protocol):
    """What a row's stamp is made of."""

    @property
    def item_id(self) -> int: ...

    @property
    def revision(self) -> int: ...

    @property
    def content(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Stamps:
    """The cycle of a template, and the content of each item as it was exported."""

    cycle_id: str = ""
    contents: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def stamp_of(item: Stamped) -> list[str]:
    """One row of the stamp sheet: item, revision, content hash, content in pieces."""
    return stamped([str(item.item_id), str(item.revision)], item.content)


def read(grid: Grid) -> Stamps:
    """The stamps of a file; those that are damaged, and those of another program, are none."""
    tab = grid.tab(STAMP_TAB)
    if tab is None or not tab.rows or text_of(tab.value(0, 0)) != MARK:
        return Stamps()
    contents = dict(filter(None, (_content(row) for row in tab.rows[2:])))
    return Stamps(text_of(tab.value(1, 1)), contents)


def _content(row: Sequence[Value]) -> tuple[int, Mapping[str, Any]] | None:
    stamp = read_stamp(row, 2)
    try:
        item_id = int(stamp.keys[0]) if stamp else 0
        is_sheet = stamp and Sheet.from_json(stamp.content).content_hash == fingerprint(
            stamp.content
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (item_id, stamp.content) if stamp and is_sheet else None
