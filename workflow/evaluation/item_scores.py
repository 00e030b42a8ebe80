"""One item's score sheets before one reader: who scores, how far each is, what may be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from workflow.evaluation import policy as evaluation_policy
from workflow.evaluation.panel import name_of, panel_of
from workflow.evaluation.policy import Panel, PanelMember
from workflow.evaluation.score_sheets import sheets_of_items
from workflow.evaluation.scores import Averages, CriterionText, Scorecard, averages
from workflow.evaluation.sheet_history import Afterwards, SecondSheet
from workflow.items import guards, impartiality
from workflow.items.context import ItemContext
from workflow.items.guards import Sheets
from workflow.models import ScoreSheet
from workflow.people.queries import PersonName
from workflow.process.shape import SHEETS_SUBMITTED
from workflow.values.actor import OPERATOR, Actor
from workflow.values.errors import ConflictOfInterest, Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work


class SheetStatus(StrEnum):
    """How far a score sheet is. A draft shows as one to nobody but its evaluator."""

    AWAITED = "awaited"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    OUTDATED = "outdated"
    """Submitted on content that has changed since: it does not count, and is asked for again."""
    OUT = "out"
    """A conflict of interest, an earlier step of the item or a lost role keeps it out."""


@dataclass(frozen=True)
class Progress:
    """How far one evaluator is with one item."""

    person: PersonName
    status: SheetStatus


@dataclass(frozen=True)
class OwnSheet:
    """The reader's own score sheet; `version` is 0 where nothing was saved yet."""

    card: Scorecard
    version: int
    status: SheetStatus
    submitted_at: datetime | None
    content_hash: str | None
    afterwards: Afterwards | None = None
    """Set once the others' scores were looked at: from then on the sheet stands."""


@dataclass(frozen=True)
class SheetView:
    """Somebody's submitted score sheet. Where it does not count, `card` is None.

    `second` is what they say since they have seen the others' scores.
    """

    person: PersonName
    status: SheetStatus
    submitted_at: datetime
    times: int
    card: Scorecard | None
    second: SecondSheet | None = None


@dataclass(frozen=True)
class ItemScores:
    """The facts of one item for one reader, and what the policy lets the reader see of them.

    `sheets` are the item's score sheets in the panel's session, by person; `later` what
    followed them, by sheet.
    """

    reader: Actor
    content_hash: str
    context: ItemContext
    panel: Panel | None
    sheets: Mapping[int, ScoreSheet]
    later: Mapping[int, Afterwards] = field(default_factory=dict)

    @property
    def scorers(self) -> tuple[PanelMember, ...]:
        """The panel members who fill in score sheets."""
        return self.panel.scorers if self.panel else ()

    @property
    def _criteria(self) -> tuple[CriterionText, ...]:
        return self.panel.criteria if self.panel else ()

    @property
    def is_conflicted(self) -> bool:
        """Whether a conflict of interest keeps the reader out."""
        barred = impartiality.barred(self.reader, self.context, Action.EVALUATE)
        return isinstance(barred, ConflictOfInterest)

    @property
    def see_refusal(self) -> Refusal | None:
        """Why the reader may not see the scores of others."""
        mine = self.sheets.get(self.reader.person_id)
        submitted = mine is not None and mine.content_hash == self.content_hash
        looked = mine is not None and mine.id in self.later
        return evaluation_policy.may_see_scores(
            self.reader, self.context, self.panel, submitted=submitted, looked=looked
        )

    @property
    def draft_refusal(self) -> Refusal | None:
        """Why the reader may not write, nor read, the draft of the item's verdict."""
        return evaluation_policy.may_draft_verdict(
            self.reader, self.context, self.panel, self.see_refusal
        )

    def own_status(self) -> SheetStatus | None:
        """How far the reader's own sheet is; None if they are no scorer."""
        me = next((m for m in self.scorers if m.actor.person_id == self.reader.person_id), None)
        if me is None:
            return None
        status = self._status(me)
        has_draft = status is SheetStatus.AWAITED and self.reader.person_id in self.sheets
        return SheetStatus.DRAFT if has_draft else status

    def own(self) -> OwnSheet | None:
        """The reader's own sheet; None if they do not score this item."""
        status = self.own_status()
        if status is None or status is SheetStatus.OUT:
            return None
        saved = self.sheets.get(self.reader.person_id)
        if saved is None:
            return OwnSheet(Scorecard(), 0, status, None, None)
        card = Scorecard.from_json(saved.content)
        later = self.later.get(saved.id) if status is SheetStatus.SUBMITTED else None
        return OwnSheet(card, saved.version, status, saved.submitted_at, saved.content_hash, later)

    def progress(self) -> tuple[Progress, ...]:
        """How far each evaluator is; those who left and never submitted are not waited for."""
        return tuple(
            Progress(name_of(member), self._status(member))
            for member in self.scorers
            if member.active or member.actor.person_id in self.sheets
        )

    def visible_sheets(self) -> tuple[SheetView, ...]:
        """The submitted sheets, the reader's own among them; none where they may not be seen."""
        if self.see_refusal:
            return ()
        found = []
        for member in self.scorers:
            saved = self.sheets.get(member.actor.person_id)
            if saved is None or saved.submitted_at is None:
                continue
            status = self._status(member)
            counts = status is SheetStatus.SUBMITTED
            card = Scorecard.from_json(saved.content) if counts else None
            later = self.later.get(saved.id) if counts else None
            second = later.second if later else None
            at, times = saved.submitted_at, saved.times
            found.append(SheetView(name_of(member), status, at, times, card, second))
        return tuple(found)

    def averages(self) -> Averages | None:
        """What the sheets that count come to; None where they may not be seen.

        They are the first ones, which nobody changed after having seen another's.
        """
        if self.see_refusal:
            return None
        seen = [one.card for one in self.visible_sheets() if one.card is not None]
        return averages(seen, self._criteria)

    def averages_afterwards(self) -> Averages | None:
        """The same with second sheets in the place of first ones; None where there are none."""
        seen = self.visible_sheets()
        if not any(one.second for one in seen):
            return None
        cards = (one.second.card if one.second else one.card for one in seen)
        return averages((card for card in cards if card is not None), self._criteria)

    def _status(self, member: PanelMember) -> SheetStatus:
        if self.panel is None or evaluation_policy.may_ever_score(
            member.actor, self.context, self.panel
        ):
            return SheetStatus.OUT
        saved = self.sheets.get(member.actor.person_id)
        if saved is None or saved.content_hash is None:
            return SheetStatus.AWAITED
        is_current = saved.content_hash == self.content_hash
        return SheetStatus.SUBMITTED if is_current else SheetStatus.OUTDATED


# -------------------------------------------------------- counted for the guard


def counted(progress: Sequence[Progress]) -> Sheets:
    """How many sheets are submitted and count, and how many are expected."""
    statuses = [one.status for one in progress]
    expected = sum(status is not SheetStatus.OUT for status in statuses)
    return Sheets(statuses.count(SheetStatus.SUBMITTED), expected)


def needed(context: ItemContext, expected: int) -> int:
    """How many sheets the process wants before the item is evaluated; 0 where it asks for none."""
    transition = context.process.transition(Action.EVALUATE, context.state, context.facts)
    if transition is None or SHEETS_SUBMITTED not in transition.guards:
        return 0
    return transition.sheets_needed(expected)


def count_sheets(work: Work, item: Any, context: ItemContext) -> Sheets:
    """The sheets of one item in the session that evaluates it, or that did last."""
    panel = panel_of(work, item.cycle_id)
    sheets = sheets_of_items(work, panel, [item.id])[item.id]
    return counted(ItemScores(OPERATOR, item.content_hash, context, panel, sheets).progress())


guards.register_sheets(count_sheets)
