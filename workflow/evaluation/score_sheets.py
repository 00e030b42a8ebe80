"""Score sheets: drafted as often as wished, submitted on what was seen, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select

from workflow.evaluation import policy
from workflow.evaluation.panel import panel_of
from workflow.evaluation.policy import Panel
from workflow.evaluation.scores import HIGHEST, LOWEST, CriterionText, Mark, Scorecard
from workflow.items.context_queries import context_of
from workflow.items.visibility import lock_visible
from workflow.models import Item, ScoreSheet, ScoreSheetEntry, Verdict
from workflow.values.actor import Actor, permitted
from workflow.values.cleaning import text_problem
from workflow.values.errors import (
    ContentChanged,
    InputRefused,
    NotFound,
    Problem,
    SessionNotOpen,
    SheetMovedOn,
)
from workflow.values.text import TextUnclean, clean_block
from workflow.work import Work

SUBMITTED: Final = "submitted"
TAKEN_BACK: Final = "taken_back"
LONGEST_COMMENT: Final = 2000
"""Characters in a comment on one criterion, or on the whole."""


@dataclass(frozen=True)
class _Place:
    """Where a sheet is written: the locked item, the panel, and the sheet where there is one."""

    actor: Actor
    item: Item
    panel: Panel
    sheet: ScoreSheet | None


def save_sheet(work: Work, item_id: int, card: Scorecard, seen_version: int) -> int:
    """Save the actor's own sheet as a draft; gives its version, 0 before the first.

    The same sheet again changes nothing. Raises the policy's refusal, NotFound, InputRefused,
    SheetMovedOn (it was written on since version `seen_version`, or is submitted).
    """
    place = _place(work, item_id)
    card = _cleaned(work, card, place.panel.criteria)
    return _write(work, place, card, seen_version).version


def submit_sheet(
    work: Work, item_id: int, card: Scorecard, seen_version: int, seen: str | None
) -> int:
    """Submit the actor's own sheet about the content `seen`; gives its version.

    The same submission again changes nothing. Raises what `save_sheet` raises, ContentChanged
    where `seen` is not the item's content now, and InputRefused for an empty sheet.
    """
    place = _place(work, item_id)
    card = _cleaned(work, card, place.panel.criteria)
    if card.is_empty:
        raise InputRefused([Problem("comment", "sheet_empty")])
    if seen != place.item.content_hash:
        raise ContentChanged(revision=place.item.round)
    if _is_submitted_as(place, card):
        assert place.sheet is not None  # noqa: S101 - what was just asked
        return place.sheet.version
    sheet = _write(work, place, card, seen_version)
    sheet.submitted_at, sheet.content_hash = work.now, place.item.content_hash
    sheet.times += 1
    _record(work, sheet, SUBMITTED, place.item.content_hash)
    work.session.flush()
    return sheet.version


def take_back_sheet(work: Work, item_id: int) -> None:
    """Make the actor's submitted sheet a draft again; what was submitted stays in the history.

    Raises the policy's refusal and NotFound; a sheet that is a draft stays as it is.
    """
    place = _place(work, item_id)
    sheet = place.sheet
    if sheet is None:
        raise NotFound(what="sheet")
    if sheet.content_hash is None:
        return
    _record(work, sheet, TAKEN_BACK, sheet.content_hash)
    sheet.submitted_at = sheet.content_hash = None
    sheet.updated_at = work.now


def _place(work: Work, item_id: int) -> _Place:
    item = lock_visible(work, item_id)
    context = context_of(work, item)
    panel = panel_of(work, item.cycle_id)
    by = permitted(work.actor, policy.may_score(work.actor, context, panel))
    if panel is None:
        raise SessionNotOpen()
    query = select(ScoreSheet).where(
        ScoreSheet.session_id == panel.session_id,
        ScoreSheet.item_id == item.id,
        ScoreSheet.person_id == by.person_id,
    )
    return _Place(by, item, panel, work.session.scalar(query))


def _is_submitted_as(place: _Place, card: Scorecard) -> bool:
    sheet = place.sheet
    return (
        sheet is not None
        and sheet.content_hash == place.item.content_hash
        and Scorecard.from_json(sheet.content) == card
    )


def _write(work: Work, place: _Place, card: Scorecard, seen_version: int) -> ScoreSheet:
    content = card.to_json(place.panel.criteria)
    sheet = place.sheet
    if sheet is None:
        sheet = ScoreSheet(
            session_id=place.panel.session_id,
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


def _record(work: Work, sheet: ScoreSheet, action: str, content_hash: str) -> None:
    count = select(func.count()).where(ScoreSheetEntry.sheet_id == sheet.id)
    work.session.add(
        ScoreSheetEntry(
            sheet_id=sheet.id,
            sequence=(work.session.scalar(count) or 0) + 1,
            at=work.now,
            action=action,
            content=sheet.content,
            content_hash=content_hash,
        )
    )


def _cleaned(work: Work, card: Scorecard, criteria: Sequence[CriterionText]) -> Scorecard:
    """The sheet trimmed, its marks in the order of the criteria. Raises InputRefused."""
    problems: list[Problem] = []
    known = {one.code for one in criteria}
    if {mark.criterion for mark in card.marks} - known:
        problems.append(Problem("comment", "unknown_criterion"))
    marks = tuple(_clean_mark(card.mark(one.code), problems) for one in criteria)
    comment = _clean_text("comment", card.comment, problems)
    if card.verdict and not _is_verdict(work, card.verdict):
        problems.append(Problem("verdict", "unknown_verdict"))
    if problems:
        raise InputRefused(problems)
    return Scorecard(marks, comment, card.verdict)


def _clean_mark(mark: Mark, problems: list[Problem]) -> Mark:
    if mark.score is not None and not LOWEST <= mark.score <= HIGHEST:
        limits = {"least": LOWEST, "limit": HIGHEST}
        problems.append(Problem(f"score-{mark.criterion}", "score_out_of_range", limits))
    comment = _clean_text(f"comment-{mark.criterion}", mark.comment, problems)
    return replace(mark, comment=comment)


def _clean_text(field: str, text: str, problems: list[Problem]) -> str:
    try:
        return clean_block(text, LONGEST_COMMENT)
    except TextUnclean as unclean:
        problems.append(text_problem(field, unclean))
        return ""


def _is_verdict(work: Work, code: str) -> bool:
    known = select(Verdict.code).where(Verdict.active)
    return code in set(work.session.scalars(known))
