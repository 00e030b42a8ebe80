"""What is written beside an item's moves twice: its files, and the scores of its panel.

The files of a submission are in its content, which is hashed; every submission of a score sheet
is in the history of the sheet, which refuses changes.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from workflow.ledger.entries import Fault
from workflow.ledger.folders import Folder, moment
from workflow.models import ScoreSheetEntry
from workflow.values.sheet import FILES
from workflow.values.vocabulary import Action

_NAMED: Final = f'"{FILES}":'


def files_differing(folder: Folder) -> Iterator[tuple[int, Fault]]:
    """Submissions that had other files than are handed out as theirs."""
    if not folder.files and not any(_NAMED in str(row.content) for row in _contents(folder)):
        return
    submitted = [
        link.body["sequence"] for link in folder.links if link.body["action"] == Action.SUBMIT
    ]
    for place, row in zip(submitted, folder.revisions, strict=False):
        if _files_in(row.content) != _files_of(folder, row.number):
            yield place, Fault.FILES
    item = folder.item
    # What a department attaches after its first submission is its own affair until the next.
    if item is not None and not folder.revisions and _files_in(item.content) != _files_of(folder):
        yield len(folder.links), Fault.FILES


def _contents(folder: Folder) -> list[Any]:
    return [*folder.revisions, folder.item] if folder.item else folder.revisions


def _files_in(content: Any) -> Any:
    """What a content says of its files; most have none, and are not read for it."""
    if _NAMED not in str(content):
        return []
    try:
        return json.loads(content).get(FILES, [])
    except (AttributeError, TypeError, ValueError):
        return []  # it is said of the content already


def _files_of(folder: Folder, revision: int | None = None) -> list[list[str]]:
    """Name and hash of each file of a revision; without one, of those that stay."""
    return [
        [one.name, one.sha256]
        for one in folder.files
        if (one.last_revision is None if revision is None else _is_in(one, revision))
    ]


def _is_in(one: Any, revision: int) -> bool:
    last = one.last_revision
    return bool(one.first_revision <= revision and (last is None or revision <= last))


def scores_differing(folder: Folder) -> Iterator[tuple[int, Fault]]:
    """An item whose score sheets stand otherwise than their histories leave them."""
    if not folder.sheets and not folder.sheet_entries:
        return
    entries: defaultdict[int, list[Any]] = defaultdict(list)
    for entry in folder.sheet_entries:
        if entry.action in (ScoreSheetEntry.SUBMITTED, ScoreSheetEntry.TAKEN_BACK):
            entries[entry.sheet_id].append(entry)
    if any(not _stands(sheet, entries[sheet.id]) for sheet in folder.sheets):
        yield len(folder.links), Fault.SCORES


def _stands(sheet: Any, entries: Sequence[Any]) -> bool:
    last = entries[-1] if entries else None
    if sheet.times != sum(entry.action == ScoreSheetEntry.SUBMITTED for entry in entries):
        return False
    if last is None or last.action == ScoreSheetEntry.TAKEN_BACK:
        return sheet.content_hash is None
    return (sheet.content_hash, sheet.content, moment(sheet.submitted_at)) == (
        last.content_hash, last.content, moment(last.at)
    )  # fmt: skip
