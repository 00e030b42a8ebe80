"""The planned list beside the results: what was added, went away, changed, and was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workflow import office
from workflow.documents import FORMS, Document, report, snapshot
from workflow.documents.changed_rows import ListedRow, rows_of
from workflow.documents.columns import BUDGET, NOT_EVALUATED
from workflow.documents.list_building import listing
from workflow.documents.rendering import Cells, table
from workflow.editions.keeping import require_read
from workflow.items.list_views import ItemFilter
from workflow.items.reference import MeetingView, cycle, meeting
from workflow.models import ReportLift
from workflow.reports import carry_overs, edition_files, queries
from workflow.reports.carry_overs import Became
from workflow.values.actor import Title
from workflow.values.paper_words import csv_headings
from workflow.values.vocabulary import Fate, Stage
from workflow.work import Work

COLUMNS: Final = (
    "department", "section", "name", "planned_kyen", "evaluated_kyen", "change_kyen",
    "verdict", "fate", "reason",
)  # fmt: skip
SUM_OF_ALL: Final = "合計"
FATES: Final = {
    Fate.EVALUATED: "評価済",
    Fate.ADDED: "追加",
    Fate.WITHDRAWN: "取下げ",
    Fate.CARRIED_OVER: "繰越",
    Fate.EVALUATED_SINCE: "確定後に評価",
    Fate.WAITING: NOT_EVALUATED,
}


@dataclass(frozen=True)
class DifferenceRow:
    """What became of an item between the planned list and the results; amounts in 千円."""

    item_id: int
    department: str
    section: str
    name: str
    planned_kyen: int | None
    evaluated_kyen: int | None
    verdict: str
    fate: Fate
    reason: str
    cycle_id: str
    """Of the results; of the plan where it is on that alone."""

    @property
    def change_kyen(self) -> int:
        """Results less plan; of an item on one of the two only its whole amount, so it adds up."""
        return (self.evaluated_kyen or 0) - (self.planned_kyen or 0)


@dataclass(frozen=True)
class ComparedRows:
    """Rows with their sums in 千円."""

    rows: tuple[DifferenceRow, ...]

    @property
    def planned_kyen(self) -> int:
        """What was planned."""
        return sum(row.planned_kyen or 0 for row in self.rows)

    @property
    def evaluated_kyen(self) -> int:
        """What the results come to."""
        return sum(row.evaluated_kyen or 0 for row in self.rows)

    @property
    def change_kyen(self) -> int:
        """Results less plan."""
        return self.evaluated_kyen - self.planned_kyen


@dataclass(frozen=True)
class DifferenceBlock(ComparedRows):
    """The rows of one budget."""

    title: Title


@dataclass(frozen=True)
class StageDifference(ComparedRows):
    """The planned list beside the results; an edition of 0 is the list of today."""

    meeting: MeetingView
    planned_edition: int
    evaluated_edition: int
    blocks: tuple[DifferenceBlock, ...]
    """The rows by budget."""
    lifted_at: datetime | None
    """When the freeze of the edition of results was lifted, where it was."""
    lift_reason: str

    @property
    def has_one_sided(self) -> bool:
        """Whether an item is on one of the two lists only."""
        return any(None in (row.planned_kyen, row.evaluated_kyen) for row in self.rows)

    @property
    def has_blocks(self) -> bool:
        """Whether items of several budgets are on it, each a block with its sums."""
        return len(self.blocks) > 1


@dataclass(frozen=True)
class Side:
    """One of the two lists: its edition (0: the list of today) and its rows by item."""

    edition: int
    rows: Mapping[int, ListedRow]
    lift: ReportLift | None = None


def difference(work: Work, meeting_id: int) -> StageDifference:
    """The planned list beside the results: frozen ones where there are, else those of today.

    Raises WrongRole, NotFound.
    """
    require_read(work)
    there = meeting(work, meeting_id)
    planned, evaluated = (_side(work, there, stage) for stage in (Stage.PLANNED, Stage.EVALUATED))
    gone = planned.rows.keys() - evaluated.rows.keys()
    return _side_by_side(
        work, there, planned, evaluated, carry_overs.fates(work, gone, there.cycle_ids)
    )


def difference_file(work: Work, meeting_id: int, *, codes: bool = True) -> Document:
    """The same as csv: one item a line, amounts integers of 千円, empty where it is not listed.

    Without `codes` its headings are in Japanese. Raises WrongRole, NotFound.
    """
    found = difference(work, meeting_id)
    held = office.office(work).numbered_meeting(found.meeting.number)
    name = f"{held} 検討予定と評価結果の対照.csv"
    columns = (*COLUMNS, BUDGET) if found.has_blocks else COLUMNS
    headings = columns if codes else csv_headings(columns)
    return Document(name, FORMS["csv"].media_type, table(headings, _table_rows(found)))


def _table_rows(found: StageDifference) -> Iterator[Cells]:
    """The rows; of several budgets each with its sum after them, and the sum of all last."""
    if not found.has_blocks:
        yield from map(_cells, found.rows)
        return
    for block in found.blocks:
        for row in block.rows:
            yield (*_cells(row), block.title.ja)
        yield (*_sum_cells(f"{block.title.ja} 計", block), block.title.ja)
    yield (*_sum_cells(SUM_OF_ALL, found), "")


def _sum_cells(name: str, of: ComparedRows) -> Cells:
    sums = (of.planned_kyen, of.evaluated_kyen, of.change_kyen)
    return name, "", "", *sums, "", "", ""


def _side(work: Work, there: MeetingView, stage: Stage) -> Side:
    """The newest edition's rows; where nothing is frozen, those the person asking sees today."""
    if last := queries.last_edition(work, there.id, stage):
        frozen = edition_files.snapshot_of(work, last)
        lift = work.session.get(ReportLift, last.id)
        return Side(frozen["edition"], snapshot.rows_in(frozen), lift)
    found = report(work, ItemFilter(meeting_id=there.id, stage=stage))
    return Side(0, rows_of([(row.id, row.cycle_id) for row in found.rows], listing(found)))


def _side_by_side(
    work: Work,
    meeting: MeetingView,
    planned: Side,
    evaluated: Side,
    fates: Mapping[int, Became],
) -> StageDifference:
    """Every item of either list, by budget: those planned in their order, then those added."""
    added = [item_id for item_id in evaluated.rows if item_id not in planned.rows]
    rows = [
        _row(item_id, planned.rows.get(item_id), evaluated.rows.get(item_id), fates)
        for item_id in (*planned.rows, *added)
    ]
    return StageDifference(
        rows=tuple(rows),
        meeting=meeting,
        planned_edition=planned.edition,
        evaluated_edition=evaluated.edition,
        blocks=tuple(_blocks(work, meeting, rows)),
        lifted_at=evaluated.lift.lifted_at if evaluated.lift else None,
        lift_reason=evaluated.lift.reason if evaluated.lift else "",
    )


def _blocks(
    work: Work, meeting: MeetingView, rows: Sequence[DifferenceRow]
) -> Iterator[DifferenceBlock]:
    for cycle_id in dict.fromkeys((*meeting.cycle_ids, *(row.cycle_id for row in rows))):
        if of_it := tuple(row for row in rows if row.cycle_id == cycle_id):
            yield DifferenceBlock(of_it, cycle(work, cycle_id).title)


def _row(
    item_id: int,
    before: ListedRow | None,
    after: ListedRow | None,
    fates: Mapping[int, Became],
) -> DifferenceRow:
    shown = after or before
    assert shown is not None  # noqa: S101 - an item is on one of the two lists
    if after is None:
        became = fates.get(item_id, Became(Fate.WAITING))
    else:
        fate = Fate.EVALUATED if before else Fate.ADDED
        became = Became(fate, verdict=after.entry.line.verdict)
    return DifferenceRow(
        item_id=item_id,
        department=shown.entry.line.department,
        section=shown.entry.line.section,
        name=shown.entry.line.name,
        planned_kyen=before.entry.line.amount_kyen if before else None,
        evaluated_kyen=after.entry.line.amount_kyen if after else None,
        verdict=became.verdict,
        fate=became.fate,
        reason=became.reason,
        cycle_id=shown.cycle_id,
    )


def _cells(row: DifferenceRow) -> tuple[str | int | None, ...]:
    return (
        row.department, row.section, row.name, row.planned_kyen, row.evaluated_kyen,
        row.change_kyen, row.verdict, FATES[row.fate], row.reason,
    )  # fmt: skip
