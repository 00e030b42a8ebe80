"""資料1-6 of a cycle or a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement

from workflow.items.lists import WITHDRAWN, all_items, list_conditions
from workflow.items.overview import funding, sums_of
from workflow.items.reference import CycleView, MeetingView, cycle, meeting
from workflow.items.views import ItemFilter, ItemRow, Total
from workflow.models import Item
from workflow.values.vocabulary import Field, FundingSource, SortOrder, Stage
from workflow.work import Work


@dataclass(frozen=True)
class Report:
    """資料1-6 for a cycle or a meeting: rows in 建制順 with their sums."""

    cycles: tuple[CycleView, ...]
    meeting: MeetingView | None
    rows: tuple[ItemRow, ...]
    total: Total
    by_department: Mapping[str, Total]
    by_field: Mapping[Field, Total]
    by_funding: Mapping[FundingSource, int]
    by_verdict: Mapping[str, Total]
    evaluated: bool
    """False while any row still waits for its evaluation: then it is a 検討予定一覧."""
    stage: Stage = Stage.PLANNED
    """The stage asked for; where none was, what `evaluated` says."""

    @property
    def kyen_without_lines(self) -> int:
        """What no funding line accounts for, in 千円."""
        return self.total.kyen - sum(self.by_funding.values())


def report(work: Work, wanted: ItemFilter, also: Sequence[ColumnElement[bool]] = ()) -> Report:
    """The list of one cycle, or of the cycles that a meeting takes, in 建制順, with sums.

    `wanted` names the cycle or the meeting and may filter further; withdrawn items
    are left out unless asked for, and items for which not all of `also` holds.
    Raises NotFound.
    """
    wanted = replace(wanted, sort=SortOrder.ORGANISATION)
    taking = meeting(work, wanted.meeting_id) if wanted.meeting_id is not None else None
    ids = taking.cycle_ids if taking else (wanted.cycle_id,) if wanted.cycle_id else ()
    live = [*also, *([] if wanted.state == WITHDRAWN else [Item.state != WITHDRAWN])]
    rows = all_items(work, wanted, live)
    evaluated = bool(rows) and all(row.verdict_code for row in rows)
    total, by_department, by_field, by_verdict = sums_of(rows)
    return Report(
        cycles=tuple(cycle(work, cycle_id) for cycle_id in ids),
        meeting=taking,
        rows=rows,
        total=total,
        by_department=by_department,
        by_field=by_field,
        by_funding=funding(work, [*list_conditions(work.actor, wanted), *live]),
        by_verdict=by_verdict,
        evaluated=evaluated,
        stage=wanted.stage or (Stage.EVALUATED if evaluated else Stage.PLANNED),
    )
