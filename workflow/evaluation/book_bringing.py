"""Workbooks of scores: looked at first, then carried out whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow import staging
from workflow.evaluation import policy
from workflow.evaluation.book import BookLine, BookPlan, Kind, card_of
from workflow.evaluation.book_reading import planned
from workflow.evaluation.policy import ScoresChanged, ScoresNotReady
from workflow.evaluation.score_sheets import save_sheet, submit_sheet
from workflow.evaluation.verdict_drafts import DraftedVerdict, save_verdict
from workflow.models import StagedScores
from workflow.staging import Brought
from workflow.values.actor import permitted
from workflow.values.merging import Merge
from workflow.work import Work

Settled = Mapping[tuple[Kind, int], Merge]
"""The cells of every row as they will be, by table and item."""

Choices = Mapping[tuple[Kind, int, str], str]
"""`ours` or `theirs` for cells that both sides changed, by table, item and column."""


@dataclass(frozen=True)
class StagedScoresView:
    """A workbook that is kept, with what it would do; counts once it is carried out."""

    id: int
    cycle_id: str
    name: str
    committed_at: datetime | None
    submitted: int
    changed: int
    plan: BookPlan


def bring_scores(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage_scores` to keep. Raises NotSignedIn, WrongRole, FileRefused."""
    permitted(work.actor, policy.may_bring_scores(work.actor))
    return staging.read(work, name, content)


def stage_scores(work: Work, cycle_id: str, brought: Brought) -> int:
    """Keep a file, for a look at what it would do; gives its number.

    Raises NotSignedIn, WrongRole, NotFound, SessionNotOpen, FileRefused (nothing of it can be
    read, or it is somebody else's).
    """
    planned(work, cycle_id, brought.cells)
    return staging.keep(work, StagedScores, brought, cycle_id=cycle_id)


def staged_scores(work: Work, staged_id: int) -> StagedScoresView:
    """One's own file. Raises NotSignedIn, WrongRole, NotFound, FileRefused."""
    row = _own(work, staged_id)
    plan = BookPlan() if row.committed_at else planned(work, row.cycle_id, row.content or b"")
    changed = len(plan.lines) if row.committed_at is None else row.changed_count or 0
    return StagedScoresView(
        row.id, row.cycle_id, row.name, row.committed_at, row.added_count or 0, changed, plan
    )


def commit_scores(
    work: Work, staged_id: int, seen: str, choices: Choices, *, submits: bool = False
) -> tuple[int, int]:
    """Carry a file out, whole; gives how many rows were changed and how many sheets submitted.

    With `submits` every sheet that the file gives and that can be is submitted, about the
    content that the item had when the file was made. Raises NotFound, ScoresNotReady,
    ScoresChanged (something else would be done now), and what saving and submitting do.
    """
    row = _own(work, staged_id, locked=True)
    if row.committed_at is not None:
        raise ScoresNotReady(reason="committed")
    plan = planned(work, row.cycle_id, row.content or b"")
    if plan.problems:
        raise ScoresNotReady(reason="problems")
    if plan.seen != seen:
        raise ScoresChanged()
    settled = {(one.kind, one.item_id): _settled(one, choices) for one in plan.lines}
    if any(not two.choice for one in settled.values() for two in one.conflicts.values()):
        raise ScoresNotReady(reason="conflicts")
    versions = _save(work, plan, settled)
    submitted = _submit(work, plan, settled, versions) if submits else 0
    if not plan.lines and not submitted:
        raise ScoresNotReady(reason="nothing")
    staging.settle(work, row, submitted, len(plan.lines))
    return len(plan.lines), submitted


def _save(work: Work, plan: BookPlan, settled: Settled) -> dict[int, int]:
    """Keep what every row says; gives the version of each score sheet, by item."""
    versions = {}
    for line in plan.lines:
        values = settled[line.kind, line.item_id].values
        if line.kind is Kind.SCORE:
            card = card_of(values, plan.criteria)
            versions[line.item_id] = save_sheet(work, line.item_id, card, line.version)
        else:
            said = DraftedVerdict(**values)
            save_verdict(work, line.item_id, said, line.version, line.content_hash)
    return versions


def _submit(work: Work, plan: BookPlan, settled: Settled, versions: Mapping[int, int]) -> int:
    """Submit every sheet that says something; gives how many there were."""
    count = 0
    for line in plan.drafts:
        cells = settled.get((line.kind, line.item_id), line.merged).values
        card = card_of(cells, plan.criteria)
        if not card.is_empty:
            version = versions.get(line.item_id, line.version)
            submit_sheet(work, line.item_id, card, version, line.content_hash)
            count += 1
    return count


def _settled(line: BookLine, choices: Choices) -> Merge:
    mine = {
        column: choices[line.kind, line.item_id, column]
        for column in line.merged.conflicts
        if (line.kind, line.item_id, column) in choices
    }
    return line.merged.settled(mine)


def _own(work: Work, staged_id: int, *, locked: bool = False) -> StagedScores:
    permitted(work.actor, policy.may_bring_scores(work.actor))
    return staging.own(work, StagedScores, staged_id, locked=locked)
