"""From the list as it stands to the value that is frozen, and to what the page says beforehand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow import ledger
from workflow.documents import snapshot
from workflow.documents.comparison import compared, rows_of
from workflow.documents.listing import PAPER_NUMBER, Listing, listing
from workflow.documents.queries import Report
from workflow.documents.queries import report as report_of
from workflow.items.cycles import MeetingView, meeting
from workflow.items.views import ItemFilter
from workflow.models import Cycle, Item, Meeting, ReportEdition
from workflow.reports import agendas, commands, queries
from workflow.reports.differences import Side
from workflow.reports.views import Prospect
from workflow.values.actor import OPERATOR
from workflow.values.vocabulary import AgendaKind, Stage
from workflow.work import Work

_KINDS = {Stage.PLANNED: AgendaKind.PLANNED, Stage.EVALUATED: AgendaKind.EVALUATED}


def taken(work: Work, held: commands.Beginning) -> snapshot.Snapshot:
    """The list of the items that are held, as the value to keep.

    Raises NothingChanged for a planned list that says what its last edition says: only the
    results may need freezing again without a change, after the freeze was lifted.
    """
    before = _last_snapshot(work, held.last)
    report = _list(work, held.meeting.id, held.stage, held.items)
    kept = snapshot.snapshot(
        _paper(work, held.meeting.id, report),
        [
            {"item": row.id, "cycle": row.cycle_id, "entry": held.items[row.id]}
            for row in report.rows
        ],
        snapshot.Circumstances(
            meeting=meeting(work, held.meeting.id),
            number=held.number,
            actor=held.actor,
            at=held.at,
            note=held.note,
            ledger_head=ledger.head(work.session),
            remarks=_remarks(work, report),
            before=before,
        ),
    )
    if held.stage is Stage.PLANNED and before and not kept["amendment"]["rows"]:
        raise commands.NothingChanged(edition=before["edition"])
    return kept


def prospect(work: Work, meeting_id: int, stage: Stage) -> Prospect:
    """What freezing now would do. Raises NotFound."""
    there = meeting(work, meeting_id)
    last = commands.last_edition(work, meeting_id, stage)
    report = _list(work, meeting_id, stage)
    paper = _paper(work, meeting_id, report)
    before = _last_snapshot(work, last)
    rows = rows_of([row.id for row in report.rows], paper)
    planned = report
    if stage is Stage.EVALUATED:
        planned = _list(work, meeting_id, Stage.PLANNED)
    row = work.session.get_one(Meeting, meeting_id, options=[selectinload(Meeting.cycles)])
    return Prospect(
        meeting=there,
        stage=stage,
        number=last.number + 1 if last else 1,
        paper=paper.paper,
        title=paper.title,
        count=report.total.count,
        kyen=report.total.kyen,
        drafts=tuple(one.name for one in report.rows if one.round == 0),
        without_verdict=tuple(one.name for one in planned.rows if not one.verdict_code),
        changes=compared(snapshot.rows_in(before), rows) if before else (),
        refusal=commands.standing_refusal(row, stage, last),
    )


def newest(work: Work, there: MeetingView, stage: Stage) -> Side:
    """The newest edition's rows; where nothing is frozen, the rows as `actor` sees them now."""
    before = _last_snapshot(work, commands.last_edition(work, there.id, stage))
    if before:
        return Side(before["edition"], snapshot.rows_in(before))
    report = _list(work, there.id, stage)
    return Side(0, rows_of([row.id for row in report.rows], listing(report)))


def _list(
    work: Work, meeting_id: int, stage: Stage, held: Mapping[int, Any] | None = None
) -> Report:
    wanted = ItemFilter(meeting_id=meeting_id, stage=stage)
    also = () if held is None else (Item.id.in_(list(held)),)
    return report_of(work, wanted, also)


def _paper(work: Work, meeting_id: int, report: Report) -> Listing:
    number = agendas.agenda(work, meeting_id).paper_of(_KINDS[report.stage])
    return replace(listing(report), paper=number or PAPER_NUMBER)


def _last_snapshot(work: Work, last: ReportEdition | None) -> snapshot.Snapshot | None:
    if last is None:
        return None
    name = snapshot.edition_name(last.number)
    return snapshot.read(queries.sound(work, last.snapshot_hash, name))


def _remarks(work: Work, report: Report) -> tuple[str, ...]:
    """A sentence for each item on the list that was carried over from another cycle."""
    came, _ = agendas.carried(work.as_(OPERATOR), [cycle.id for cycle in report.cycles])
    reasons = {one.item_id: one for one in came}
    rows = work.session.execute(select(Cycle.id, Cycle.title_ja))
    titles = {row.id: row.title_ja for row in rows}
    return tuple(
        f"繰越　NO.{number}「{row.name}」は{titles[reasons[row.id].from_cycle]}から繰り越した。"
        f"理由：{reasons[row.id].reason}"
        for number, row in enumerate(report.rows, start=1)
        if row.id in reasons
    )
