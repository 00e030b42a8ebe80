"""Evaluators' sheets as each reader may see them; every answer is asked of the policy."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from workflow.evaluation import policy
from workflow.evaluation.panel import Seat, Sitting, sitting_of
from workflow.evaluation.scores import Scorecard, averages
from workflow.evaluation.views import (
    ConflictView,
    OwnSheet,
    Progress,
    QueueEntry,
    ScoringQueue,
    ScoringView,
    SheetStatus,
    SheetView,
)
from workflow.items import policy as items_policy
from workflow.items.context import Situation
from workflow.items.contexts import context_of, situations
from workflow.items.lists import all_items
from workflow.items.reference import cycle
from workflow.items.views import ItemFilter
from workflow.items.visibility import get_visible
from workflow.models import ConflictOfInterest, Item, Person, ScoreSheet
from workflow.people.queries import PersonName
from workflow.values.actor import Actor, Title, permitted
from workflow.values.errors import ConflictOfInterest as Conflicted
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work

Sheets = Mapping[int, ScoreSheet]
"""An item's sheets in one session, by person."""


def scoring(work: Work, item_id: int) -> ScoringView:
    """One item's evaluation by several, as far as `actor` may see it.

    Raises NotFound, and WrongRole for whoever has nothing to do with scoring.
    """
    item = get_visible(work, item_id)
    reader = permitted(work.actor, policy.may_see_progress(work.actor))
    situation = context_of(work, item)
    sitting = sitting_of(work, item.cycle_id)
    sheets = _sheets(work.session, sitting, [item.id])[item.id]
    desk = _Desk(reader, item.content_hash, situation, sitting, sheets)
    return ScoringView(
        item_id=item.id,
        session=sitting.title if sitting else None,
        is_open=bool(sitting and sitting.is_open),
        criteria=sitting.criteria if sitting else (),
        own=desk.own(),
        score_refusal=policy.may_score(reader, situation, sitting),
        see_refusal=desk.see_refusal,
        progress=desk.progress(),
        sheets=desk.others(),
        averages=None if desk.see_refusal else averages(desk.counting()),
        conflicts=_conflicts(work.session, item.id, reader),
        is_conflicted=desk.is_conflicted,
        may_declare=not desk.is_conflicted and policy.may_declare(reader, reader.person_id) is None,
        may_record=policy.may_lift(reader) is None,
    )


def queue(work: Work, cycle_id: str) -> ScoringQueue:
    """What awaits evaluation in a cycle, with how far the sheets are. Raises NotFound, WrongRole.

    A fixed number of queries, however many items.
    """
    reader = permitted(work.actor, policy.may_see_progress(work.actor))
    cycle(work, cycle_id)
    sitting = sitting_of(work, cycle_id)
    rows = all_items(work.as_(reader), ItemFilter(cycle_id=cycle_id), [])
    ids = [row.id for row in rows]
    items = {item.id: item for item in work.session.scalars(select(Item).where(Item.id.in_(ids)))}
    standing = situations(work, list(items.values()))
    sheets = _sheets(work.session, sitting, ids)
    entries = []
    for row in rows:
        if not policy.is_evaluated_now(standing[row.id]):
            continue
        desk = _Desk(reader, items[row.id].content_hash, standing[row.id], sitting, sheets[row.id])
        progress = [one.status for one in desk.progress()]
        expected = sum(status is not SheetStatus.OUT for status in progress)
        submitted = sum(status is SheetStatus.SUBMITTED for status in progress)
        entries.append(QueueEntry(row, desk.own_status(), submitted, expected))
    title = sitting.title if sitting else None
    return ScoringQueue(title, bool(sitting and sitting.is_open), tuple(entries))


@dataclass(frozen=True)
class _Desk:
    """One item before one reader: who scores it, what is there, what may be seen of it."""

    reader: Actor
    content_hash: str
    situation: Situation
    sitting: Sitting | None
    sheets: Sheets

    @property
    def seats(self) -> tuple[Seat, ...]:
        return self.sitting.scorers if self.sitting else ()

    @property
    def is_conflicted(self) -> bool:
        barred = items_policy.barred(self.reader, self.situation, Action.EVALUATE)
        return isinstance(barred, Conflicted)

    @property
    def see_refusal(self) -> Refusal | None:
        mine = self.sheets.get(self.reader.person_id)
        submitted = mine is not None and mine.content_hash == self.content_hash
        return policy.may_see_scores(self.reader, self.situation, self.sitting, submitted=submitted)

    def own_status(self) -> SheetStatus | None:
        seat = next((s for s in self.seats if s.actor.person_id == self.reader.person_id), None)
        if seat is None:
            return None
        status = self._status(seat)
        has_draft = status is SheetStatus.AWAITED and self.reader.person_id in self.sheets
        return SheetStatus.DRAFT if has_draft else status

    def own(self) -> OwnSheet | None:
        """The reader's own sheet; none for whoever does not score this item."""
        status = self.own_status()
        if status is None or status is SheetStatus.OUT:
            return None
        kept = self.sheets.get(self.reader.person_id)
        if kept is None:
            return OwnSheet(Scorecard(), 0, status, None, None)
        card = Scorecard.from_json(kept.content)
        return OwnSheet(card, kept.version, status, kept.submitted_at, kept.content_hash)

    def progress(self) -> tuple[Progress, ...]:
        """How far each evaluator is; those who left and never submitted are not waited for."""
        return tuple(
            Progress(_person(seat.actor), self._status(seat))
            for seat in self.seats
            if seat.active or seat.actor.person_id in self.sheets
        )

    def others(self) -> tuple[SheetView, ...]:
        """The submitted sheets, the reader's own among them; none where they may not be seen."""
        if self.see_refusal:
            return ()
        found = []
        for seat in self.seats:
            kept = self.sheets.get(seat.actor.person_id)
            if kept is None or kept.submitted_at is None:
                continue
            status = self._status(seat)
            counts = status is SheetStatus.SUBMITTED
            card = Scorecard.from_json(kept.content) if counts else None
            person = _person(seat.actor)
            found.append(SheetView(person, status, kept.submitted_at, kept.times, card))
        return tuple(found)

    def counting(self) -> list[Scorecard]:
        """The sheets that go into the averages."""
        return [one.card for one in self.others() if one.card is not None]

    def _status(self, seat: Seat) -> SheetStatus:
        if self.sitting is None or policy.may_ever_score(seat.actor, self.situation, self.sitting):
            return SheetStatus.OUT
        kept = self.sheets.get(seat.actor.person_id)
        if kept is None or kept.content_hash is None:
            return SheetStatus.AWAITED
        is_of_now = kept.content_hash == self.content_hash
        return SheetStatus.SUBMITTED if is_of_now else SheetStatus.OUTDATED


def _sheets(
    session: Session, sitting: Sitting | None, ids: Sequence[int]
) -> defaultdict[int, dict[int, ScoreSheet]]:
    found: defaultdict[int, dict[int, ScoreSheet]] = defaultdict(dict)
    if sitting is None:
        return found
    query = select(ScoreSheet).where(
        ScoreSheet.session_id == sitting.session_id, ScoreSheet.item_id.in_(ids)
    )
    for sheet in session.scalars(query):
        found[sheet.item_id][sheet.person_id] = sheet
    return found


def _conflicts(session: Session, item_id: int, reader: Actor) -> tuple[ConflictView, ...]:
    concerned, declarer = aliased(Person), aliased(Person)
    rows = session.execute(
        select(ConflictOfInterest, concerned, declarer)
        .join(concerned, concerned.id == ConflictOfInterest.person_id)
        .join(declarer, declarer.id == ConflictOfInterest.declared_by)
        .where(ConflictOfInterest.item_id == item_id)
        .order_by(ConflictOfInterest.id)
    )
    told_all = policy.may_lift(reader) is None
    return tuple(
        ConflictView(
            id=one.id,
            person=PersonName(person.id, Title(person.name_ja, person.name_en)),
            reason=one.reason if told_all or person.id == reader.person_id else "",
            declared_at=one.declared_at,
            declared_by=Title(by.name_ja, by.name_en),
            withdrawn_at=one.withdrawn_at,
            withdrawn_reason=one.withdrawn_reason if told_all else "",
        )
        for one, person, by in rows
    )


def _person(actor: Actor) -> PersonName:
    return PersonName(actor.person_id, actor.name)
