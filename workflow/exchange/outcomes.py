"""What a row would do, merged with its item: begin one, change one, nothing; or what is wrong."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.rows import Row
from workflow.exchange.sheets import Reading
from workflow.exchange.understanding import Understanding
from workflow.items.reference_data import ReferenceData
from workflow.values.merging import merge
from workflow.values.sheet import Sheet

Content = Mapping[str, Any]

_LONGEST_SHOWN: Final = 400


def of(row: Row, base: Content | None, reading: Reading, known: ReferenceData) -> dict[str, Any]:
    """The row as columns of `StagedRow`. `base` is its item as it was exported, None if unknown."""
    ours = row.now.content if row.now else {}
    _keep_confirmed(row, ours)
    theirs = plain(row)
    before = None if base is None else {name: base.get(name) for name in theirs}
    merged = merge(before, {name: ours.get(name) for name in theirs} if row.item else {}, theirs)
    content = {**ours, **merged.values}
    content = {name: value for name, value in content.items() if value is not None}
    if row.department_id and not row.problems:
        sheet = Sheet.from_json(content) if row.item else row.sheet
        row.take(known.problems(row.department_id, sheet))
    changes = {n: ours.get(n) for n in theirs if content.get(n) != ours.get(n)}
    return {
        "row": row.line.row,
        "kind": _kind(row, bool(changes or merged.conflicts)),
        "item_id": row.item_id,
        "department_id": row.department_id,
        "name_key": row.key,
        "seen": row.now.content_hash if row.now else None,
        "content": content,
        "changes": changes if row.item else {},
        "conflicts": {name: asdict(one) for name, one in merged.conflicts.items()},
        "problems": [_problem(row, reading, *one) for one in row.problems],
    }


def plain(row: Row) -> dict[str, Any]:
    """What a row gives, as an item's content has it; None for what it leaves empty."""
    content = row.sheet.to_json()
    return {name: content.get(name) for name in row.given}


def _keep_confirmed(row: Row, ours: Content) -> None:
    """An amount that was asked about for the whole column counts as confirmed."""
    is_new = row.given.get("amount_kyen") != ours.get("amount_kyen")
    if row.is_confirmed and is_new:
        row.given["amount_confirmed"] = True
        row.sheet = replace(row.sheet, amount_confirmed=True)


def _kind(row: Row, differs: bool) -> str:
    if row.problems:
        return "wrong"
    if row.item is None:
        return "create"
    return "change" if differs else "same"


def _problem(row: Row, reading: Reading, column: str, key: str, data: Content) -> dict[str, Any]:
    tab, cell = reading.where(row.line.row, _place_of(reading.how, column))
    return {
        "tab": tab,
        "row": row.line.row,
        "cell": cell,
        "column": column,
        "key": key,
        "typed": row.typed(column)[:_LONGEST_SHOWN],
        "data": {name: _fact(fact) for name, fact in data.items()},
    }


def _place_of(how: Understanding, column: str) -> int | None:
    """Where a column stands; a department or a section may be in the column of both."""
    place = how.place_of(column)
    return how.place_of(PLACE) if place is None and column in (DEPARTMENT, "section") else place


def _fact(fact: Any) -> Any:
    return "、".join(fact) if isinstance(fact, tuple) else fact
