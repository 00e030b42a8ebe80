"""What happened to an item, as its ledger tells it to a reader, and how it was evaluated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, bindparam, select

from workflow.items import opinion_rounds, opinions, policy
from workflow.items.context_queries import context_of
from workflow.items.views import EvaluationView, Move
from workflow.items.visibility import get_visible
from workflow.ledger import FOR
from workflow.models import Acknowledgement, Evaluation, Item, LedgerEntry, Person
from workflow.models.base import table_of
from workflow.process.shape import Process
from workflow.values.actor import Title, with_principal
from workflow.values.vocabulary import CLOSED_OPINION, MIGRATED, REORGANISED, Action
from workflow.work import Work

ENTRIES: Final = (
    select(
        *table_of(LedgerEntry).c,
        Person.name_ja,
        Person.name_en,
        Acknowledgement.acknowledged_at,
        Item.sealed_from,
    )
    .select_from(LedgerEntry)
    .join(Item, Item.id == LedgerEntry.item_id)
    .join(Person, Person.id == LedgerEntry.actor_id)
    .outerjoin(
        Acknowledgement,
        (Acknowledgement.item_id == LedgerEntry.item_id)
        & (Acknowledgement.sequence == LedgerEntry.sequence),
    )
    .order_by(LedgerEntry.item_id, LedgerEntry.sequence)
)
"""Entries with who made them and when they were acknowledged, item by item, the oldest first."""

_OF_ITEM: Final = ENTRIES.where(LedgerEntry.item_id == bindparam("item"))


def moves(work: Work, item_id: int, process: Process) -> tuple[Move, ...]:
    """The item's whole ledger, the oldest first, with what was acknowledged of it."""
    return tuple(as_move(work, row, process) for row in work.ask(_OF_ITEM, item=item_id))


def as_move(work: Work, row: Any, process: Process) -> Move:
    """A row of `ENTRIES` as its reader sees it: of a closed opinion only that it was given.

    While opinions are closed no hash is shown by which they could be guessed.
    """
    move = to_move(work, row, Title(row.name_ja, row.name_en), process, row.acknowledged_at)
    if opinions.hides_hash(row.sequence, row.sealed_from):
        move = replace(move, entry_hash="")
    return closed(move) if opinion_rounds.is_sealed(work.actor, row) else move


def closed(move: Move) -> Move:
    """The move without its opinion: it says as whom one was given, not which."""
    return replace(
        move,
        action=CLOSED_OPINION,
        title=opinion_rounds.SEALED_TITLE,
        note="",
        particulars=opinion_rounds.said_of_closed(move.particulars),
        effect=None,
    )


def to_move(
    work: Work,
    entry: Any,
    who: Title,
    process: Process,
    acknowledged_at: datetime | None = None,
) -> Move:
    """A ledger entry, or a row of its columns, with its person's name, as its reader sees it."""
    transition = work.move_of(process, entry.action, entry.from_state)
    return Move(
        sequence=entry.sequence,
        at=entry.at,
        action=entry.action,
        title=Title.of(transition.title) if transition else _beside_the_process(entry.action),
        from_state=entry.from_state,
        to_state=entry.to_state,
        to_title=Title.of(work.state_of(process, entry.to_state).title),
        who=who,
        round=entry.round,
        note=entry.note,
        content_hash=entry.content_hash,
        entry_hash=entry.entry_hash,
        actor_id=entry.actor_id,
        particulars=entry.particulars,
        principal=principal_of(entry),
        effect=transition.effect if transition else None,
        acknowledged_at=acknowledged_at,
    )


def _beside_the_process(action: str) -> Title:
    """What is called an entry that no move of the process made."""
    if action == REORGANISED:
        return Title("組織改編", "Reorganisation")
    if action == MIGRATED:
        return Title("手続の版の移行", "Moved to another version")
    return Title(action, action)


def principal_of(entry: Any) -> Title | None:
    """In whose name it was done, as the entry itself says, or a row of its columns."""
    said = entry.particulars.get(FOR)
    return Title(said["name"], said["name_en"]) if said else None


def current_evaluation(work: Work, item_id: int, history: Sequence[Move]) -> EvaluationView | None:
    """The evaluation that stands; `history` are the item's moves."""
    row = work.objects(_CURRENT, item=item_id).one_or_none()
    by = [move.principal for move in history if move.action == Action.EVALUATE]
    return _view(row, by[-1] if by else None) if row else None


def taken_back(work: Work, item_id: int) -> EvaluationView | None:
    """The evaluation that was taken back last, for whoever decides anew; else None.

    Raises NotFound.
    """
    item = get_visible(work, item_id)
    if not policy.may(work.actor, context_of(work, item), Action.EVALUATE).allowed:
        return None
    row = work.objects(_TAKEN_BACK, item=item_id).one_or_none()
    return _view(row, None) if row else None


_EVALUATIONS: Final = (
    select(Evaluation, Person.name_ja, Person.name_en)
    .join(Person, Person.id == Evaluation.finalised_by)
    .where(Evaluation.item_id == bindparam("item"))
)
_CURRENT: Final = _EVALUATIONS.where(Evaluation.undone_at.is_(None))
_TAKEN_BACK: Final = (
    _EVALUATIONS.where(Evaluation.undone_at.is_not(None)).order_by(Evaluation.id.desc()).limit(1)
)


def _view(row: Row[Any], principal: Title | None) -> EvaluationView:
    evaluation: Evaluation = row.Evaluation
    return EvaluationView(
        verdict_code=evaluation.verdict_code,
        verdict=Title(evaluation.verdict_ja, evaluation.verdict_en),
        findings=evaluation.findings,
        conditions=evaluation.conditions,
        by=with_principal(Title(row.name_ja, row.name_en), principal),
        at=evaluation.finalised_at,
    )
