"""資料1-6 of a cycle or a meeting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.models import Item
from workflow.process_library import ProcessLibrary
from workflow.queries.lists import WITHDRAWN, all_items, list_conditions
from workflow.queries.overview import funding, sums_of
from workflow.queries.reference import cycle, meeting
from workflow.queries.views import ItemFilter, Report
from workflow.vocabulary import SortOrder, Stage


def report(
    session: Session,
    library: ProcessLibrary,
    actor: Actor | None,
    wanted: ItemFilter,
    today: date,
    also: Sequence[ColumnElement[bool]] = (),
) -> Report:
    """The list of one cycle, or of the cycles that a meeting takes, in 建制順, with sums.

    `wanted` names the cycle or the meeting and may filter further; withdrawn items
    are left out unless asked for, and items for which not all of `also` holds.
    Raises NotFound.
    """
    wanted = replace(wanted, sort=SortOrder.ORGANISATION)
    taking = meeting(session, wanted.meeting_id) if wanted.meeting_id is not None else None
    ids = taking.cycle_ids if taking else (wanted.cycle_id,) if wanted.cycle_id else ()
    live = [*also, *([] if wanted.state == WITHDRAWN else [Item.state != WITHDRAWN])]
    rows = all_items(session, library, actor, wanted, today, live)
    evaluated = bool(rows) and all(row.verdict_code for row in rows)
    total, by_department, by_field, by_verdict = sums_of(rows)
    return Report(
        cycles=tuple(cycle(session, cycle_id) for cycle_id in ids),
        meeting=taking,
        rows=rows,
        total=total,
        by_department=by_department,
        by_field=by_field,
        by_funding=funding(session, [*list_conditions(actor, wanted), *live]),
        by_verdict=by_verdict,
        evaluated=evaluated,
        stage=wanted.stage or (Stage.EVALUATED if evaluated else Stage.PLANNED),
    )
