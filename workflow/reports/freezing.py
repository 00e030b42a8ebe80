"""What would be frozen now: the value to keep, and what the page says of it beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow import ledger
from workflow.documents import Amended, Budget, Report, report, snapshot
from workflow.documents.changed_rows import compared, rows_of
from workflow.documents.list_building import listing
from workflow.documents.listing import Listing
from workflow.items.list_views import ItemFilter, ItemRow
from workflow.items.reference import MeetingView, meeting
from workflow.models import Cycle, Item, Meeting, ReportEdition
from workflow.reports import agendas, carry_overs, edition_files, policy, queries
from workflow.values.actor import OPERATOR
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Stage
from workflow.work import Work


@dataclass(frozen=True)
class EditionDraft:
    """What is locked for a new edition: nobody moves `items` before the transaction ends."""

    meeting: Meeting
    stage: Stage
    number: int
    note: str
    items: Mapping[int, str]
    """The items of the meeting's cycles with the ends of their histories."""
    last: ReportEdition | None


def contents(work: Work, draft: EditionDraft) -> snapshot.Snapshot:
    """The list of the locked items, as the value to freeze. Raises NothingChanged."""
    before = edition_files.snapshot_of(work, draft.last) if draft.last else None
    found = _report(work, draft.meeting.id, draft.stage, draft.items)
    value = snapshot.snapshot(
        _paper(work, draft.meeting.id, found),
        [
            {"item": row.id, "cycle": row.cycle_id, "entry": draft.items[row.id]}
            for row in found.rows
        ],
        snapshot.Circumstances(
            meeting=meeting(work, draft.meeting.id),
            number=draft.number,
            actor=work.person,
            at=work.now,
            note=draft.note,
            ledger_head=_head(work),
            remarks=_remarks(work, found),
            before=before,
        ),
    )
    last = before["edition"] if before else None
    has_changes = bool(value["amendment"] and value["amendment"]["rows"])
    if refusal := policy.change_refusal(draft.stage, last=last, has_changes=has_changes):
        raise refusal
    return value


def _head(work: Work) -> str:
    """The ledger's head, kept with what it covers: it is printed on every page."""
    head = ledger.take(work.session)
    ledger.keep(work.session, head)
    return head.root


@dataclass(frozen=True)
class Prospect:
    """What freezing a stage now would do; `refusal` says why it cannot be done."""

    meeting: MeetingView
    stage: Stage
    number: int
    paper: str
    title: str
    count: int
    kyen: int
    budgets: tuple[Budget[ItemRow], ...]
    """What it has of each budget, where there are several."""
    drafts: tuple[str, ...]
    """Names of items that were never submitted: freezing hands them to the headquarters."""
    without_verdict: tuple[str, ...]
    """Names of the meeting's items without a verdict: a list of results leaves them out."""
    changes: tuple[Amended, ...]
    refusal: Refusal | None


def prospect(work: Work, meeting_id: int, stage: Stage) -> Prospect:
    """What freezing now would do. Raises WrongRole, NotFound."""
    policy.require_edit(work.actor)
    there = meeting(work, meeting_id)
    last = queries.last_edition(work, meeting_id, stage)
    found = _report(work, meeting_id, stage)
    paper = _paper(work, meeting_id, found)
    planned = found if stage is Stage.PLANNED else _report(work, meeting_id, Stage.PLANNED)
    return Prospect(
        meeting=there,
        stage=stage,
        number=last.number + 1 if last else 1,
        paper=paper.paper,
        title=paper.title,
        count=found.total.count,
        kyen=found.total.kyen,
        budgets=found.budgets if found.has_several_budgets else (),
        drafts=tuple(one.name for one in found.rows if one.round == 0),
        without_verdict=tuple(one.name for one in planned.rows if not one.verdict_code),
        changes=_changes(work, last, found, paper),
        refusal=refusal_of(_meeting_row(work, meeting_id), stage, last),
    )


def refusal_of(row: Meeting, stage: Stage, last: ReportEdition | None) -> Refusal | None:
    """Why no edition can be made now. `row` has its cycles loaded."""
    return policy.freeze_refusal(
        stage,
        has_cycles=bool(row.cycles),
        is_frozen=row.report_frozen_at is not None,
        last=last.number if last else None,
    )


def _meeting_row(work: Work, meeting_id: int) -> Meeting:
    return work.session.get_one(Meeting, meeting_id, options=[selectinload(Meeting.cycles)])


def _changes(
    work: Work, last: ReportEdition | None, found: Report, paper: Listing
) -> tuple[Amended, ...]:
    if last is None:
        return ()
    rows = rows_of([(row.id, row.cycle_id) for row in found.rows], paper)
    return compared(snapshot.rows_in(edition_files.snapshot_of(work, last)), rows)


def _report(
    work: Work, meeting_id: int, stage: Stage, only: Mapping[int, Any] | None = None
) -> Report:
    wanted = ItemFilter(meeting_id=meeting_id, stage=stage)
    also = () if only is None else (Item.id.in_(list(only)),)
    return report(work, wanted, also)


def _paper(work: Work, meeting_id: int, found: Report) -> Listing:
    wanted = ItemFilter(meeting_id=meeting_id)
    return listing(found, agendas.paper_number(work, wanted, found.stage))


def _remarks(work: Work, found: Report) -> tuple[str, ...]:
    """A sentence for each item on the list that was carried over from another cycle."""
    came, _ = carry_overs.carried_between(work.as_(OPERATOR), [cycle.id for cycle in found.cycles])
    reasons = {one.item_id: one for one in came}
    rows = work.session.execute(select(Cycle.id, Cycle.title_ja))
    titles = {row.id: row.title_ja for row in rows}
    return tuple(
        f"繰越　NO.{number}「{row.name}」は{titles[reasons[row.id].from_cycle]}から繰り越した。"
        f"理由：{reasons[row.id].reason}"
        for number, row in enumerate(found.rows, start=1)
        if row.id in reasons
    )
