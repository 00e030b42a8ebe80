"""The workbook of an evaluator: what its tables hold, out and in, and what it would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from workflow.evaluation import policy
from workflow.evaluation.item_scores import ItemScores, SheetStatus
from workflow.evaluation.panel import panel_of
from workflow.evaluation.policy import Panel
from workflow.evaluation.scores import FIVE, CriterionText, Mark, Scale, Scorecard
from workflow.evaluation.summary import ScoredItem, scored_items
from workflow.evaluation.verdict_drafts import NO_DRAFT, DraftedVerdict, DraftView, drafts_of
from workflow.files.grid import Grid
from workflow.files.headed import MARK, STAMP_TAB, CellProblem, read_stamp, text_of
from workflow.items.list_views import ItemRow
from workflow.values.actor import permitted
from workflow.values.canonical import fingerprint
from workflow.values.errors import Refusal, SessionNotOpen
from workflow.values.merging import Merge
from workflow.work import Work

Values = Mapping[str, Any]
"""Cells by the names of their columns."""

ITEM: Final = "item"
STAMP: Final = "scores"
"""What the hidden sheet says it is of."""


class Kind(StrEnum):
    """Which of the two tables."""

    SCORE = "score"
    VERDICT = "verdict"


TABS: Final = {Kind.SCORE: "評価票", Kind.VERDICT: "評価の案"}
SHOWN: Final = ("協議番号", "事業名", "部局・課", "事業費（千円）", "状況")
"""What stands over the columns that say of which item a row is: nothing is read of them."""
NEEDED: Final = {Kind.SCORE: (ITEM, "comment"), Kind.VERDICT: (ITEM, "findings")}
"""The columns by which a table is recognised."""

_DRAFT_HEADINGS: Final = {"verdict": "評価区分", "findings": "所見", "conditions": "条件"}


def headings(kind: Kind, criteria: Sequence[CriterionText]) -> dict[str, str]:
    """The heading of each column; criteria are numbered, as two may read the same."""
    if kind is Kind.VERDICT:
        return {ITEM: "案件ID", **_DRAFT_HEADINGS}
    found = {ITEM: "案件ID"}
    for number, one in enumerate(criteria, 1):
        found[f"score-{one.code}"] = f"{number}. {one.title.ja}"
        found[f"comment-{one.code}"] = f"{number}. コメント"
    return {**found, "comment": "総合コメント", "verdict": "評価案"}


def values_of(card: Scorecard, criteria: Sequence[CriterionText]) -> dict[str, Any]:
    """A score sheet as cells."""
    found: dict[str, Any] = {}
    for one in criteria:
        mark = card.mark(one.code)
        found[f"score-{one.code}"], found[f"comment-{one.code}"] = mark.score, mark.comment
    return {**found, "comment": card.comment, "verdict": card.verdict}


def card_of(values: Values, criteria: Sequence[CriterionText]) -> Scorecard:
    """The score sheet that cells make."""
    marks = tuple(
        Mark(one.code, values[f"score-{one.code}"], values[f"comment-{one.code}"])
        for one in criteria
    )
    return Scorecard(marks, values["comment"], values["verdict"])


def verdict_values(said: DraftedVerdict) -> dict[str, Any]:
    """The draft of a verdict as cells."""
    return {"verdict": said.verdict, "findings": said.findings, "conditions": said.conditions}


@dataclass(frozen=True)
class Entry:
    """An item's row of one of the tables, as it stands now for one person.

    `refusal` says why they may not write on it; what they may not read is empty.
    """

    row: ItemRow
    content_hash: str
    values: dict[str, Any]
    version: int
    refusal: Refusal | None
    is_submitted: bool = False


@dataclass(frozen=True)
class EvaluatorBook:
    """Everything that a person's workbook of a cycle can hold, by table and item."""

    panel: Panel
    entries: Mapping[Kind, Mapping[int, Entry]]

    @property
    def criteria(self) -> tuple[CriterionText, ...]:
        """What is scored by."""
        return self.panel.criteria


def evaluator_book(work: Work, cycle_id: str) -> EvaluatorBook:
    """One's own score sheets of a cycle, and the drafts of verdicts that one may write.

    Raises NotFound, NotSignedIn, WrongRole, SessionNotOpen where no session evaluates the cycle.
    """
    permitted(work.actor, policy.may_bring_scores(work.actor))
    panel = panel_of(work, cycle_id)
    items = scored_items(work, cycle_id, panel, looked=True)
    if panel is None:
        raise SessionNotOpen()
    drafts = drafts_of(work, panel)
    scores = {one.row.id: _score(one, panel) for one in items if _is_mine(one.scores)}
    verdicts = {
        one.row.id: _verdict(one, drafts) for one in items if policy.finalises(work.person, panel)
    }
    return EvaluatorBook(panel, {Kind.SCORE: scores, Kind.VERDICT: verdicts})


def _is_mine(scores: ItemScores) -> bool:
    return scores.own_status() not in (None, SheetStatus.OUT)


def _score(one: ScoredItem, panel: Panel) -> Entry:
    scores, own = one.scores, one.scores.own()
    card = own.card if own else Scorecard()
    return Entry(
        row=one.row,
        content_hash=scores.content_hash,
        values=values_of(card, panel.criteria),
        version=own.version if own else 0,
        refusal=policy.may_score(scores.reader, scores.context, panel),
        is_submitted=bool(own and own.content_hash),
    )


def _verdict(one: ScoredItem, drafts: Mapping[int, DraftView]) -> Entry:
    refusal = one.scores.draft_refusal
    draft = NO_DRAFT if refusal else drafts.get(one.row.id, NO_DRAFT)
    return Entry(
        row=one.row,
        content_hash=one.scores.content_hash,
        values=verdict_values(draft.said),
        version=draft.version,
        refusal=refusal,
    )


# ------------------------------------------------------------- what it would do


@dataclass(frozen=True)
class BookLine:
    """What a row would do to a score sheet or to the draft of a verdict.

    `merged` are its cells with what both sides changed. `is_known`: the file says what the item
    was when it was made; `is_stale`: it was changed since.
    """

    kind: Kind
    item_id: int
    name: str
    number: str
    before: Values
    merged: Merge
    version: int
    content_hash: str
    is_known: bool
    is_stale: bool
    is_submitted: bool

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that would change, or that both sides changed."""
        after = self.merged.values
        return tuple(
            name
            for name in after
            if after[name] != self.before[name] or name in self.merged.conflicts
        )


@dataclass(frozen=True)
class BookPlan:
    """What a file would do; `problems` come with the table in which they are."""

    lines: tuple[BookLine, ...] = ()
    """Rows that change something."""
    drafts: tuple[BookLine, ...] = ()
    """Score sheets that could be submitted as they are then, changed by the file or not."""
    problems: tuple[tuple[Kind, CellProblem], ...] = ()
    headings: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    """Headings that stand over columns nothing is read of."""
    criteria: tuple[CriterionText, ...] = ()
    scale: Scale = FIVE

    @property
    def conflicts(self) -> int:
        """How many cells were changed on both sides."""
        return sum(len(one.merged.conflicts) for one in self.lines)

    @property
    def seen(self) -> str:
        """A fingerprint of what would be done."""
        rows = [*self.lines, *self.drafts]
        return fingerprint([[one.kind, one.item_id, one.version, repr(one)] for one in rows])


@dataclass(frozen=True)
class Stamps:
    """What the file was when it was written out; empty where nobody knows."""

    person_id: str = ""
    session_id: str = ""
    bases: Mapping[tuple[str, str], tuple[str, Values]] = field(default_factory=dict)
    """By table and item: the item's content hash, and the cells."""


def stamps_of(read: Grid) -> Stamps:
    """What a file says of how it was written out; what is damaged says nothing."""
    tab = read.tab(STAMP_TAB)
    rows = list(tab.rows) if tab else []
    if len(rows) < 2 or [text_of(cell) for cell in rows[0][:2]] != [MARK, STAMP]:
        return Stamps()
    session_id, person_id = ([text_of(cell) for cell in rows[1]] + ["", ""])[:2]
    found = filter(None, (read_stamp(row, 3) for row in rows[2:]))
    bases = {(one.keys[0], one.keys[1]): (one.keys[2], one.content) for one in found}
    return Stamps(person_id, session_id, bases)
