"""The number by which people name an item: 9補-建設-012, given when it is first submitted.

It says the budget and the department of that day, and runs on over the years, so that one
number is one item for ever. It is never changed: not by a return, nor by a carry-over.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.items.locking import LockedItem
from workflow.values.fiscal import CycleId

_UNIT: Final = re.compile(r"(?<=.)(?:本部|部|局|庁|課|室)$")
"""What a department's name ends with and nobody says: 建設部 is 建設, 教育庁 is 教育."""

_COUNT: Final = text(
    "INSERT INTO item_counters (prefix, last) VALUES (:prefix, :some)"
    " ON CONFLICT (prefix) DO UPDATE SET last = item_counters.last + excluded.last"
    " RETURNING last"
)
"""The same on both databases; whoever counts at the same time waits for the end of the other."""


@lru_cache(maxsize=256)
def prefix_of(cycle_id: str, department: str) -> str:
    """What the numbers of a cycle's budget and a department begin with: 9補-建設, 当初-教育."""
    return f"{CycleId.parse(cycle_id).short_name()}-{_UNIT.sub('', department)}"


def number(prefix: str, place: int) -> str:
    """9補-建設-012."""
    return f"{prefix}-{place:03d}"


def give(session: Session, items: Iterable[LockedItem]) -> list[LockedItem]:
    """Number those of the items that were submitted and have no number yet: gives which."""
    first = [item for item in items if item.round and item.number is None]
    if not first:
        return []
    together: defaultdict[str, list[LockedItem]] = defaultdict(list)
    for item in first:
        together[prefix_of(item.cycle_id, item.department)].append(item)
    # In one order, so that two batches never wait for each other.
    for prefix in sorted(together):
        _number(session, prefix, together[prefix])
    return first


def _number(session: Session, prefix: str, items: Sequence[LockedItem]) -> None:
    given = {"prefix": prefix, "some": len(items)}
    last: int = connection_of(session).execute(_COUNT, given).scalar_one()
    for place, item in enumerate(items, last - len(items) + 1):
        item.number = number(prefix, place)
