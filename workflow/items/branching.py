"""What branches of a process, and the rules by which one is chosen, look at in sheets."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.models import Item
from workflow.models.base import table_of
from workflow.process.branches import Facts
from workflow.values.sheet import Sheet

_ITEMS: Final = table_of(Item)
_CONTENTS: Final = select(_ITEMS.c.id, _ITEMS.c.content).where(
    _ITEMS.c.id.in_(bindparam("wanted", expanding=True))
)


def facts_of(sheet: Sheet) -> Facts:
    """What branches see of a sheet; without an amount it is 0 千円."""
    return Facts(
        amount_kyen=sheet.amount_kyen or 0,
        field=sheet.field,
        category=sheet.category,
        classification=sheet.classification or "",
        funding=frozenset(str(line.source) for line in sheet.funding_lines),
    )


def facts_for(session: Session, wanted: Iterable[int]) -> dict[int, Facts]:
    """What branches see of the sheets that everybody reads, by item: one query, or none."""
    ids = list(wanted)
    rows = session.connection().execute(_CONTENTS, {"wanted": ids}) if ids else ()
    return {row.id: facts_of(Sheet.from_json(row.content)) for row in rows}
