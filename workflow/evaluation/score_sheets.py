"""Score sheets: drafted as often as wished, submitted on what was seen, taken back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select

from workflow.evaluation import policy
from workflow.evaluation.panel import panel_of
from workflow.evaluation.policy import Panel, SheetFrozen, SheetMovedOn
from workflow.evaluation.scores import FIVE, LOWEST, CriterionText, Mark, Scale, Scorecard
from workflow.evaluation.sheet_history import afterwards, record
from workflow.items.context import ItemContext
from workflow.items.context_queries import context_of
from workflow.items.visibility import lock_visible
from workflow.models import Item, ScoreSheet, ScoreSheetEntry, Verdict
from workflow.values.actor import Actor, permitted
from workflow.values.cleaning import Checking
from workflow.values.errors import ContentChanged, InputRefused, NotFound, Problem
from workflow.work import Work

LONGEST_COMMENT: Final = 2000
"""Characters in a comment on one criterion, or on the whole."""


@dataclass(frozen=True)
class Place:
    """Where a sheet lies: the locked item, the panel, and the actor's own sheet, if there is."""

    actor: Actor
    item: Item
    context: ItemContext
    panel: Panel | None
    sheet: ScoreSheet | None

    @property
    def session_id(self) -> int | None:
        """The session that the panel sits in."""
        return self.panel.session_id if self.panel else None

    @property
    def criteria(self) -> Sequence[CriterionText]:
        """What the panel scores by."""
        return self.panel.criteria if self.panel else ()

    @property
    def scale(self) -> Scale:
        """The steps it scores in."""
        return self.panel.scale if self.panel else FIVE


def save_sheet(work: Work, item_id: int, card: Scorecard, seen_version: int) -> int:
    """Save the actor's own sheet as a draft; gives its version, 0 before the first.

    The same sheet again changes nothing. Raises the policy's refusal, NotFound, InputRefused,
    SheetMovedOn (it was written on since version `seen_version`, or is submitted).
    """
    place = place_to_write(work, item_id)
    card = cleaned(work, card, place)
    return _write(work, place, card, seen_version).version


def submit_sheet(
    work: Work, item_id: int, card: Scorecard, seen_version: int, seen: str | None
) -> int:
    """Submit the actor's own sheet about the content `seen`; gives its version.

    The same submission again changes nothing. Raises what `save_sheet` raises, ContentChanged
    where `seen` is not the item's content now, and InputRefused for an empty sheet.
    """
    place = place_to_write(work, item_id)
    card = cleaned(work, card, place)
    require_submittable(place, card, seen)
    if _is_submitted_as(place, card):
        assert place.sheet is not None  # noqa: S101 - what was just asked
        return place.sheet.version
    sheet = _write(work, place, card, seen_version)
    sheet.submitted_at, sheet.content_hash = work.now, place.item.content_hash
    sheet.times += 1
    record(work, sheet, ScoreSheetEntry.SUBMITTED, place.item.content_hash)
    work.session.flush()
    return sheet.version


def take_back_sheet(work: Work, item_id: int) -> None:
    """Make the actor's submitted sheet a draft again; what was submitted stays in the history.

    Raises the policy's refusal, NotFound, and SheetFrozen for whoever has seen the others'
    scores of this content; a sheet that is a draft stays as it is.
    """
    place = place_to_write(work, item_id)
    sheet = place.sheet
    if sheet is None:
        raise NotFound(what="sheet")
    if sheet.content_hash is None:
        return
    if sheet.content_hash == place.item.content_hash and sheet.id in afterwards(work, [sheet]):
        raise SheetFrozen()
    record(work, sheet, ScoreSheetEntry.TAKEN_BACK, sheet.content_hash)
    sheet.submitted_at = sheet.content_hash = None
    sheet.updated_at = work.now


def sheets_of_items(
    work: Work, panel: Panel | None, ids: Sequence[int]
) -> defaultdict[int, dict[int, ScoreSheet]]:
    """The items' score sheets in the panel's session, by item and person."""
    found: defaultdict[int, dict[int, ScoreSheet]] = defaultdict(dict)
    if panel is None:
        return found
    query = select(ScoreSheet).where(
        ScoreSheet.session_id == panel.session_id, ScoreSheet.item_id.in_(ids)
    )
    for sheet in work.session.scalars(query):
        found[sheet.item_id][sheet.person_id] = sheet
    return found


def require_submittable(place: Place, card: Scorecard, seen: str | None) -> None:
    """Refuse a sheet that says nothing, or is about another content than the item has now."""
    if card.is_empty:
        raise InputRefused([Problem("comment", "sheet_empty")])
    if seen != place.item.content_hash:
        raise ContentChanged(revision=place.item.round)


def place_of(work: Work, item_id: int) -> Place:
    """Where the actor's sheet lies. Raises NotFound, NotSignedIn."""
    item = lock_visible(work, item_id)
    panel = panel_of(work, item.cycle_id)
    query = select(ScoreSheet).where(
        ScoreSheet.session_id == (panel.session_id if panel else 0),
        ScoreSheet.item_id == item.id,
        ScoreSheet.person_id == work.person.person_id,
    )
    return Place(work.person, item, context_of(work, item), panel, work.session.scalar(query))


def place_to_write(work: Work, item_id: int) -> Place:
    """The same for whoever may write on it now. Raises the policy's refusal too."""
    place = place_of(work, item_id)
    permitted(work.actor, policy.may_score(work.actor, place.context, place.panel))
    return place


def _is_submitted_as(place: Place, card: Scorecard) -> bool:
    sheet = place.sheet
    return (
        sheet is not None
        and sheet.content_hash == place.item.content_hash
        and Scorecard.from_json(sheet.content) == card
    )


def _write(work: Work, place: Place, card: Scorecard, seen_version: int) -> ScoreSheet:
    content = card.to_json(place.criteria, place.scale)
    sheet = place.sheet
    if sheet is None:
        sheet = ScoreSheet(
            session_id=place.session_id,
            item_id=place.item.id,
            person_id=place.actor.person_id,
            content=content,
            updated_at=work.now,
            times=0,
        )
        work.session.add(sheet)
    elif sheet.content_hash is not None:
        raise SheetMovedOn()
    elif sheet.content != content:
        if sheet.version != seen_version:
            raise SheetMovedOn()
        sheet.content, sheet.updated_at = content, work.now
    work.session.flush()
    return sheet


def problems_of_card(work: Work, card: Scorecard, panel: Panel) -> list[Problem]:
    """What is wrong with a sheet, by field."""
    check = Checking()
    _cleaned(work, card, panel.criteria, panel.scale, check)
    return check.problems


def cleaned(work: Work, card: Scorecard, place: Place) -> Scorecard:
    """The sheet trimmed, its marks in the order of the criteria. Raises InputRefused."""
    check = Checking()
    found = _cleaned(work, card, place.criteria, place.scale, check)
    check.done()
    return found


def _cleaned(
    work: Work,
    card: Scorecard,
    criteria: Sequence[CriterionText],
    scale: Scale,
    check: Checking,
) -> Scorecard:
    known = {one.code for one in criteria}
    if {mark.criterion for mark in card.marks} - known:
        check.wrong("comment", "unknown_criterion")
    marks = tuple(_clean_mark(card.mark(one.code), scale, check) for one in criteria)
    comment = check.block("comment", card.comment, LONGEST_COMMENT)
    if card.verdict and not is_verdict(work, card.verdict):
        check.wrong("verdict", "unknown_verdict")
    return Scorecard(marks, comment, card.verdict)


def _clean_mark(mark: Mark, scale: Scale, check: Checking) -> Mark:
    if mark.score is not None and not LOWEST <= mark.score <= scale.highest:
        limits = {"least": LOWEST, "limit": scale.highest}
        check.wrong(f"score-{mark.criterion}", "score_out_of_range", **limits)
    comment = check.block(f"comment-{mark.criterion}", mark.comment, LONGEST_COMMENT)
    return replace(mark, comment=comment)


def is_verdict(work: Work, code: str) -> bool:
    """Whether it is the code of a verdict that is in use; read once in a reading unit."""
    known = select(Verdict.code).where(Verdict.active)
    return code in work.of_masters("verdicts in use", lambda: set(work.session.scalars(known)))
