"""The planned list beside the results: what was added, went away, changed, and was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workflow.documents.listing import Entry
from workflow.documents.text_files import table
from workflow.documents.words import NOT_EVALUATED
from workflow.items.cycles import MeetingView
from workflow.reports.views import DifferenceRow, StageDifference
from workflow.values.vocabulary import Fate

COLUMNS: Final = (
    "department", "section", "name", "planned_kyen", "evaluated_kyen", "change_kyen",
    "verdict", "fate", "reason",
)  # fmt: skip
FATES: Final = {
    Fate.EVALUATED: "評価済",
    Fate.ADDED: "追加",
    Fate.WITHDRAWN: "取下げ",
    Fate.CARRIED_OVER: "繰越",
    Fate.WAITING: NOT_EVALUATED,
}


@dataclass(frozen=True)
class Side:
    """One of the two lists: its edition (0: as it stands now) and its rows by item."""

    edition: int
    rows: Mapping[int, Entry]

    @property
    def kyen(self) -> int:
        """The sum in 千円."""
        return sum(entry.line.amount_kyen or 0 for entry in self.rows.values())


def stage_rows(
    meeting: MeetingView, planned: Side, evaluated: Side, fates: Mapping[int, tuple[Fate, str]]
) -> StageDifference:
    """Every item of either list: those planned in their order, then those added."""
    added = [item_id for item_id in evaluated.rows if item_id not in planned.rows]
    return StageDifference(
        meeting=meeting,
        planned_edition=planned.edition,
        evaluated_edition=evaluated.edition,
        planned_kyen=planned.kyen,
        evaluated_kyen=evaluated.kyen,
        rows=tuple(
            _row(item_id, planned.rows.get(item_id), evaluated.rows.get(item_id), fates)
            for item_id in (*planned.rows, *added)
        ),
    )


def _row(
    item_id: int,
    before: Entry | None,
    after: Entry | None,
    fates: Mapping[int, tuple[Fate, str]],
) -> DifferenceRow:
    shown = after or before
    assert shown is not None  # noqa: S101 - an item stands on one of the two lists
    if after is None:
        fate, reason = fates.get(item_id, (Fate.WAITING, ""))
    else:
        fate, reason = (Fate.EVALUATED if before else Fate.ADDED), ""
    return DifferenceRow(
        item_id=item_id,
        department=shown.line.department,
        section=shown.line.section,
        name=shown.line.name,
        planned_kyen=before.line.amount_kyen if before else None,
        evaluated_kyen=after.line.amount_kyen if after else None,
        verdict=after.line.verdict if after else "",
        fate=fate,
        reason=reason,
    )


def stage_csv(found: StageDifference) -> bytes:
    """One item a line; amounts are integers of 千円, empty where the item is not on the list."""
    return table(COLUMNS, map(_cells, found.rows))


def _cells(row: DifferenceRow) -> tuple[str | int | None, ...]:
    return (
        row.department, row.section, row.name, row.planned_kyen, row.evaluated_kyen,
        row.change_kyen, row.verdict, FATES[row.fate], row.reason,
    )  # fmt: skip
