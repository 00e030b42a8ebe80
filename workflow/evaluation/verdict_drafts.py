"""What the finalisers of a session write of an item's verdict before it is decided.

A draft is for the finalisers alone, and of these for whoever may read the item's sheets: it
would tell what the others said. Deciding is the one door's business, as ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workflow.evaluation import policy
from workflow.evaluation.item_scores import ItemScores
from workflow.evaluation.panel import panel_of
from workflow.evaluation.policy import Panel, VerdictMovedOn
from workflow.evaluation.score_sheets import is_verdict, sheets_of_items
from workflow.evaluation.sheet_history import afterwards
from workflow.items.context_queries import context_of
from workflow.items.orders import LONGEST_WORDS
from workflow.items.visibility import lock_visible
from workflow.models import Item, VerdictDraft
from workflow.values.actor import permitted
from workflow.values.cleaning import Checking
from workflow.values.errors import ContentChanged, Problem
from workflow.work import Work


@dataclass(frozen=True)
class DraftedVerdict:
    """What is to be decided of an item; each part may be empty still."""

    verdict: str = ""
    findings: str = ""
    conditions: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it has what every decision needs."""
        return bool(self.verdict and self.findings)


@dataclass(frozen=True)
class DraftView:
    """A draft as it is kept; `content_hash` is the item's content that it is about."""

    said: DraftedVerdict
    version: int
    content_hash: str
    updated_at: datetime


NO_DRAFT = DraftView(DraftedVerdict(), 0, "", datetime.min)  # noqa: DTZ901 - stands for no moment at all


def save_verdict(
    work: Work, item_id: int, said: DraftedVerdict, seen_version: int, seen: str
) -> int:
    """Keep what is to be decided of an item, about the content `seen`; gives its version.

    The same again changes nothing. Raises NotFound, the policy's refusal, InputRefused,
    ContentChanged, VerdictMovedOn (another finaliser wrote since version `seen_version`).
    """
    item = lock_visible(work, item_id)
    panel = panel_of(work, item.cycle_id)
    scores = scores_of(work, item, panel)
    permitted(work.actor, scores.draft_refusal)
    assert panel is not None  # noqa: S101 - the policy has seen to it
    check = Checking()
    said = _cleaned(work, said, check)
    check.done()
    if seen != item.content_hash:
        raise ContentChanged(revision=item.round)
    row = work.session.get(VerdictDraft, (panel.session_id, item.id))
    if row is not None and view(row).said == said and row.content_hash == seen:
        return row.version
    if (row.version if row else 0) != seen_version:
        raise VerdictMovedOn()
    if row is None:
        row = VerdictDraft(session_id=panel.session_id, item_id=item.id)
        work.session.add(row)
    row.verdict_code, row.findings = said.verdict, said.findings
    row.conditions, row.content_hash = said.conditions, seen
    row.updated_by, row.updated_at = work.person.person_id, work.now
    work.session.flush()
    return row.version


def scores_of(work: Work, item: Item, panel: Panel | None) -> ItemScores:
    """One item's facts for the actor. Raises NotSignedIn."""
    sheets = sheets_of_items(work, panel, [item.id])[item.id]
    later = afterwards(work, sheets.values())
    context = context_of(work, item)
    return ItemScores(work.person, item.content_hash, context, panel, sheets, later)


def drafts_of(work: Work, panel: Panel | None) -> Mapping[int, DraftView]:
    """Every draft of the panel's session, by item: to be shown as the policy allows."""
    if panel is None or work.actor is None or not policy.finalises(work.actor, panel):
        return {}
    query = select(VerdictDraft).where(VerdictDraft.session_id == panel.session_id)
    return {row.item_id: view(row) for row in work.session.scalars(query)}


def view(row: VerdictDraft) -> DraftView:
    """A draft as it is kept."""
    said = DraftedVerdict(row.verdict_code, row.findings, row.conditions)
    return DraftView(said, row.version, row.content_hash, row.updated_at)


def problems_of_verdict(work: Work, said: DraftedVerdict) -> list[Problem]:
    """What is wrong with the texts of a draft, by field."""
    check = Checking()
    _cleaned(work, said, check)
    return check.problems


def _cleaned(work: Work, said: DraftedVerdict, check: Checking) -> DraftedVerdict:
    findings = check.block("findings", said.findings, LONGEST_WORDS)
    conditions = check.block("conditions", said.conditions, LONGEST_WORDS)
    if said.verdict and not is_verdict(work, said.verdict):
        check.wrong("verdict", "unknown_verdict")
    return DraftedVerdict(said.verdict, findings, conditions)
