"""Freezing a meeting's report, and lifting the freeze to correct it.

Whoever only reads, as the headquarters' members do, is told that results are frozen.
Freezing the results also sets `Meeting.report_frozen_at`, by which the one door refuses to
take an evaluation back; lifting clears it. Editions themselves never change.
"""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import false, insert, select, true
from sqlalchemy.orm import Session

from workflow import office
from workflow.calendar.meetings import lock_meeting
from workflow.documents import snapshot
from workflow.editions import keeping
from workflow.editions.keeping import next_number, was_delivered
from workflow.editions.policy import may_read
from workflow.items import reference
from workflow.models import (
    Item,
    Meeting,
    ReportEdition,
    ReportItem,
    ReportLift,
)
from workflow.notices import kinds, notify
from workflow.people.holding import active_holders
from workflow.reports import edition_files, freezing, queries
from workflow.reports.freezing import EditionDraft
from workflow.reports.policy import ReportNotFrozen, require_edit
from workflow.reports.queries import EditionView
from workflow.values.actor import Actor
from workflow.values.canonical import canonical_bytes
from workflow.values.cleaning import clean_words
from workflow.values.errors import NoteRequired
from workflow.values.fiscal import era_year
from workflow.values.vocabulary import Role, Stage
from workflow.work import Work

LONGEST_REASON: Final = 1000
"""Characters: it is printed at the end of the corrected edition."""

FROZEN: Final = "results_frozen"

kinds.register(frozenset({FROZEN}), lambda actor: false() if may_read(actor) else true())
kinds.register_pages({FROZEN: ("headquarters/", "reports/{of}")})


def _meetings(work: Work, _reader: Actor, meeting_ids: Collection[int]) -> Mapping[int, str]:
    """What meetings are called: 令和3年度第2回DX戦略本部会議."""
    named = office.office(work)
    return {
        one.id: f"{era_year(one.fiscal_year)}{named.numbered_meeting(one.number)}"
        for one in reference.meetings(work)
        if one.id in meeting_ids
    }


kinds.register_names({FROZEN}, _meetings)


def freeze(
    work: Work, meeting_id: int, stage: Stage, note: str = "", number: int | None = None
) -> EditionView:
    """Make the next edition of a stage of a meeting's report.

    `number` is the edition that the person was shown it would be; where it is there already
    by the same person with the same note, it is given again (a second delivery). A second and
    later edition needs a note, and names what changed. Freezing the results closes their
    evaluations to `reopen` until the freeze is lifted. The files of a long list are written by
    a job after the commit (`write_files`). Raises WrongRole, NotFound,
    NoReportHere, EditionStands, NothingChanged, NoteRequired, SomeoneElseActedFirst.
    """
    draft = _begin(work, meeting_id, stage, note, number)
    if isinstance(draft, EditionDraft):
        _store(work, draft, freezing.contents(work, draft))
    return queries.edition(work, meeting_id, stage, draft.number)


def _begin(
    work: Work, meeting_id: int, stage: Stage, note: str, number: int | None
) -> EditionDraft | ReportEdition:
    """Lock meeting and items for a new edition; or the edition that was made already."""
    actor = require_edit(work.actor)
    note = clean_words("note", note, LONGEST_REASON)
    meeting = lock_meeting(work, meeting_id)
    last = queries.last_edition(work, meeting_id, stage)
    if last and was_delivered(last, number, actor, note):
        return last
    if refusal := freezing.refusal_of(meeting, stage, last):
        raise refusal
    following = next_number(last, number, note)
    return EditionDraft(meeting, stage, following, note, _lock_items(work.session, meeting), last)


def _store(work: Work, draft: EditionDraft, value: snapshot.Snapshot) -> None:
    """Store the edition; its files too, unless it is long. Results are closed to the one door."""
    content = canonical_bytes(value)
    edition = ReportEdition(
        meeting_id=draft.meeting.id,
        stage=draft.stage.value,
        number=draft.number,
        snapshot_hash=keeping.keep(work.session, content),
        ledger_head=value["ledger_head"],
        note=draft.note,
        frozen_by=work.person.person_id,
        frozen_at=work.now,
    )
    work.session.add(edition)
    work.session.flush()
    edition_files.keep_or_order(work, edition, content, len(value["items"]))
    ids = [one["item"] for one in value["items"]]
    rows = [
        {"edition_id": edition.id, "item_id": one, "ledger_head": draft.items[one]} for one in ids
    ]
    if rows:
        work.session.execute(insert(ReportItem), rows)
    if draft.stage is Stage.EVALUATED:
        draft.meeting.report_frozen_at = work.now
        if draft.meeting.held_on >= work.today:
            _tell_of_results(work, edition)
    work.session.flush()


def lift(work: Work, meeting_id: int, reason: str) -> None:
    """Lift the freeze of the results, with a reason, so that they can be corrected.

    A second delivery changes nothing more. Raises WrongRole, NotFound, NoteRequired,
    ReportNotFrozen.
    """
    actor = require_edit(work.actor)
    reason = clean_words("note", reason, LONGEST_REASON)
    if not reason:
        raise NoteRequired()
    meeting = lock_meeting(work, meeting_id)
    last = queries.last_edition(work, meeting_id, Stage.EVALUATED)
    if last is None:
        raise ReportNotFrozen()
    if meeting.report_frozen_at is None:
        earlier = work.session.get(ReportLift, last.id)
        if earlier and (earlier.lifted_by, earlier.reason) == (actor.person_id, reason):
            return
        raise ReportNotFrozen()
    meeting.report_frozen_at = None
    work.session.add(
        ReportLift(edition_id=last.id, reason=reason, lifted_by=actor.person_id, lifted_at=work.now)
    )
    work.session.flush()


def _lock_items(session: Session, meeting: Meeting) -> dict[int, str]:
    """Lock the items of the meeting's cycles, in the order in which a batch locks them.

    Moves of these items are finished before, or wait and then see that the report is frozen.
    """
    cycle_ids = [cycle.id for cycle in meeting.cycles]
    query = select(Item.id, Item.ledger_head).where(Item.cycle_id.in_(cycle_ids))
    locked = session.execute(query.order_by(Item.id).with_for_update(of=Item, key_share=True))
    return {row.id: row.ledger_head for row in locked}


def _tell_of_results(work: Work, edition: ReportEdition) -> None:
    """Notify every viewer of an edition of the results; never who froze it."""
    by, mark = edition.frozen_by, f"{edition.meeting_id}/{edition.stage}/{edition.number}"
    readers = active_holders(work, Role.VIEWER) - {by}
    notify.add_notices(work, None, readers, FROZEN, mark, work.now, by=by)
