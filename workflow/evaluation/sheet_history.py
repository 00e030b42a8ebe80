"""The history of a score sheet: every submission, the look at the others', what came after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from workflow.evaluation.scores import Scorecard
from workflow.models import ScoreSheet, ScoreSheetEntry
from workflow.work import Work


@dataclass(frozen=True)
class SecondSheet:
    """What an evaluator says after having seen the others' scores; the latest of `times`."""

    card: Scorecard
    at: datetime
    times: int = 1


@dataclass(frozen=True)
class Afterwards:
    """Since when an evaluator has seen the others' scores, and what they say since."""

    looked_at: datetime
    second: SecondSheet | None = None


def afterwards(work: Work, sheets: Iterable[ScoreSheet]) -> Mapping[int, Afterwards]:
    """What followed the submission of these sheets on the content they are about, by sheet.

    A sheet is not among them before its evaluator has looked at the others'.
    """
    ids = [sheet.id for sheet in sheets if sheet.content_hash is not None]
    query = (
        select(ScoreSheetEntry)
        .join(ScoreSheet, ScoreSheet.id == ScoreSheetEntry.sheet_id)
        .where(
            ScoreSheet.id.in_(ids),
            ScoreSheetEntry.action.in_((ScoreSheetEntry.LOOKED, ScoreSheetEntry.SECOND)),
            ScoreSheetEntry.content_hash == ScoreSheet.content_hash,
        )
        .order_by(ScoreSheetEntry.sheet_id, ScoreSheetEntry.sequence)
    )
    found: dict[int, Afterwards] = {}
    for entry in work.session.scalars(query) if ids else ():
        before = found.get(entry.sheet_id)
        if before is None:
            found[entry.sheet_id] = Afterwards(entry.at)
        elif entry.action == ScoreSheetEntry.SECOND:
            times = before.second.times + 1 if before.second else 1
            second = SecondSheet(Scorecard.from_json(entry.content), entry.at, times)
            found[entry.sheet_id] = Afterwards(before.looked_at, second)
    return found


def record(
    work: Work, sheet: ScoreSheet, action: str, content_hash: str, content: Any = None
) -> None:
    """Write down what was done with a sheet, with what it says (unless `content` is given)."""
    count = select(func.count()).where(ScoreSheetEntry.sheet_id == sheet.id)
    work.session.add(
        ScoreSheetEntry(
            sheet_id=sheet.id,
            sequence=(work.session.scalar(count) or 0) + 1,
            at=work.now,
            action=action,
            content=sheet.content if content is None else content,
            content_hash=content_hash,
        )
    )
