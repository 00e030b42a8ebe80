"""How two lists differ: rows by their items, cells by their columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from workflow.documents.listing import Entry, Listing
from workflow.documents.seal import Amended
from workflow.values.headings import HEADINGS
from workflow.values.money import format_kyen

COLUMN_NAMES: Final = {
    **HEADINGS,
    "state": "状態",
    "verdict": "評価区分",
    "opinion": "所見・条件",
}
GIVEN_AT_PRINT_TIME: Final = "no"
"""A row that only moved up or down did not change."""

ADDED: Final = "追加"
REMOVED: Final = "削除"
ABSENT: Final = "（なし）"


def rows_of(ids: Sequence[int], paper: Listing) -> dict[int, Entry]:
    """The paper's rows by the items they are about; `ids` in the paper's order."""
    return dict(zip(ids, paper.entries, strict=True))


def compared(before: Mapping[int, Entry], after: Mapping[int, Entry]) -> tuple[Amended, ...]:
    """Rows added and changed in the later list's order, then rows that are gone."""
    found: list[Amended] = []
    for item_id, entry in after.items():
        if item_id in before:
            found += _cells(before[item_id], entry)
        else:
            found.append(Amended(named(entry), ADDED, ABSENT, _whole(entry)))
    gone = (entry for item_id, entry in before.items() if item_id not in after)
    found += [Amended(named(entry), REMOVED, _whole(entry), ABSENT) for entry in gone]
    return tuple(found)


def named(entry: Entry) -> str:
    """総務部 税務課 税務総合システム改修事業."""
    line = entry.line
    return " ".join(part for part in (line.department, line.section, line.name) if part)


def _cells(before: Entry, after: Entry) -> Iterable[Amended]:
    earlier, later = _printed(before), _printed(after)
    for column, words in later.items():
        if words != earlier.get(column, ""):
            name = COLUMN_NAMES.get(column, column)
            yield Amended(named(after), name, earlier.get(column, ""), words)


def _printed(entry: Entry) -> dict[str, str]:
    values = asdict(entry)
    values |= values.pop("line")
    del values[GIVEN_AT_PRINT_TIME]
    return {
        column: format_kyen(value) if isinstance(value, int) else value or ""
        for column, value in values.items()
    }


def _whole(entry: Entry) -> str:
    line = entry.line
    amount = "" if line.amount_kyen is None else f"　{format_kyen(line.amount_kyen)}千円"
    return f"NO.{line.no}{amount}"
