"""What a checked row would do, as it is kept: begin an item, change one, nothing, or what is wrong.

The columns are those of `StagedRow`.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from workflow.exchange.merging import merge
from workflow.exchange.rows import Row
from workflow.exchange.understanding import Understanding, cell_name
from workflow.items.reference_data import Register
from workflow.values.sheet import Sheet

_LONGEST_SHOWN: Final = 80

Content = Mapping[str, Any]


def kept(row: Row, how: Understanding, base: Content | None, known: Register) -> dict[str, Any]:
    """The row merged with its item; `base` is the item as it was exported, None if unknown."""
    theirs = _plain(row.given)
    ours = row.item.content if row.item else {}
    before = None if base is None else {name: base.get(name) for name in theirs}
    merged = merge(before, {name: ours.get(name) for name in theirs} if row.item else {}, theirs)
    content = {**ours, **merged.values}
    content = {name: value for name, value in content.items() if value is not None}
    if row.department_id and not row.problems:
        row.take(known.problems(row.department_id, Sheet.from_json(content)))
    changes = {n: ours.get(n) for n in theirs if content.get(n) != ours.get(n)}
    return {
        "row": row.line.row,
        "kind": _kind(row, bool(changes or merged.conflicts)),
        "item_id": row.item_id,
        "department_id": row.department_id,
        "name_key": row.key,
        "seen": row.item.content_hash if row.item else None,
        "content": content,
        "changes": changes if row.item else {},
        "conflicts": {name: asdict(one) for name, one in merged.conflicts.items()},
        "problems": [_told(row, how, *one) for one in row.problems],
    }


def _kind(row: Row, differs: bool) -> str:
    if row.problems:
        return "wrong"
    if row.item is None:
        return "create"
    return "change" if differs else "same"


def _told(row: Row, how: Understanding, column: str, key: str, data: Content) -> dict[str, Any]:
    place = how.place_of(column)
    return {
        "row": row.line.row,
        "cell": cell_name(row.line.row, place) if place is not None else str(row.line.row),
        "column": column,
        "key": key,
        "typed": row.typed(column)[:_LONGEST_SHOWN],
        "data": {name: _fact(fact) for name, fact in data.items()},
    }


def _fact(fact: Any) -> Any:
    return "、".join(fact) if isinstance(fact, tuple) else fact


def _plain(given: Content) -> dict[str, Any]:
    content = Sheet(**given).to_json()
    return {name: content.get(name) for name in given}
