"""What an action changes beside the state, and how all that is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, insert, update
from sqlalchemy.orm import Session

from workflow.database.outbox import Outbox
from workflow.database.statements import RowWrite, Values
from workflow.database.transactions import connection_of, next_ids
from workflow.items import locking, numbers, opinion_rounds, rewriting_commands, tracks
from workflow.items.locking import LockedItem
from workflow.items.move_query import Found
from workflow.items.opinion_rounds import Asked
from workflow.items.orders import Order
from workflow.items.same_names import has_same_name
from workflow.ledger import Entry
from workflow.models import (
    ActFor,
    Base,
    Condition,
    ConditionTerms,
    Cycle,
    Evaluation,
    ItemRevision,
    LedgerEntry,
)
from workflow.models.base import table_of
from workflow.process.effect import Effect
from workflow.textindex import copies, index
from workflow.textindex.copies import Copy
from workflow.textindex.index import Departments
from workflow.values.conditions import ConditionLine
from workflow.values.errors import DuplicateItem
from workflow.values.listing import SearchKind
from workflow.work import Work

_INSERT: Final[Mapping[type[Base], RowWrite]] = {
    kind: RowWrite(insert(table_of(kind)))
    for kind in (ItemRevision, LedgerEntry, ActFor, Evaluation)
}


@dataclass
class ChangeSet:
    """The items that moved, and the rows that tell of it."""

    items: list[LockedItem] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    acts_for: list[Values] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    """What came to a state that asks departments for their opinion."""
    opened: list[tuple[int, int]] = field(default_factory=list)
    """Entries, by item and number, that were hidden while opinions were closed and are no more."""
    revisions: list[Values] = field(default_factory=list)
    texts: list[Copy] = field(default_factory=list)
    departments: Departments | None = None
    """Those whose officers find each item, where they are known."""

    def write(self, session: Session, outbox: Outbox) -> None:
        """Write all of it in the caller's transaction, and enqueue what announces the entries."""
        if not self.entries:
            return
        self._number(session)
        locking.write_back(session, self.items)
        write_rows(session, ItemRevision, self.revisions)
        write_rows(session, LedgerEntry, [entry._asdict() for entry in self.entries])
        write_rows(session, ActFor, self.acts_for)
        index.put(session, [*self.texts, *self._reasons()], self.departments)
        for asked in self.asked:
            opinion_rounds.write_requests(session, asked)
        outbox.after(session, self.entries)
        outbox.opened(session, self.opened)

    def _number(self, session: Session) -> None:
        """Give what was submitted for the first time its number, and have it found by it."""
        for item in numbers.give(session, self.items):
            self.texts.append(copies.of_number(item.id, item.number or ""))

    def _reasons(self) -> Iterator[Copy]:
        for entry in self.entries:
            if entry.note:
                yield Copy(entry.item_id, SearchKind.REASON, entry.sequence, entry.note)


def write_rows(session: Session, kind: type[Base], rows: Sequence[Values]) -> None:
    """Insert rows of one kind by one statement."""
    if rows:
        _INSERT[kind].send(connection_of(session), rows)


Change = Callable[[Work, Order, LockedItem, ChangeSet, Found], None]

_EVALUATIONS: Final = table_of(Evaluation)
_LIST: Final = insert(table_of(Condition))
_TERMS: Final = insert(table_of(ConditionTerms))


def _submit(
    work: Work, order: Order, item: LockedItem, change_set: ChangeSet, found: Found
) -> None:
    assert order.actor is not None  # noqa: S101 - policy has seen to it
    rewriting_commands.submit(work.session, item)
    item.round += 1
    item.submitted_by = order.actor.person_id
    change_set.revisions.append(
        {
            "item_id": item.id,
            "number": item.round,
            "content": item.content,
            "content_hash": item.content_hash,
            "submitted_by": order.actor.person_id,
            "submitted_at": work.now,
        }
    )


def _evaluate(
    work: Work, order: Order, item: LockedItem, change_set: ChangeSet, found: Found
) -> None:
    verdict = found.verdict
    assert order.actor is not None  # noqa: S101 - policy has seen to it
    assert verdict is not None  # noqa: S101 - a guard has seen to it
    given = order.particulars
    row: dict[str, Any] = {
        "item_id": item.id,
        "verdict_code": given.verdict,
        "verdict_ja": verdict.ja,
        "verdict_en": verdict.en,
        "findings": given.findings,
        "conditions": given.conditions,
        "content_hash": item.content_hash,
        "finalised_by": order.actor.person_id,
        "finalised_at": work.now,
    }
    if given.listed:
        row["id"] = next_ids(work.session, _EVALUATIONS, 1)[0]
    write_rows(work.session, Evaluation, [row])
    if given.listed:
        _list_conditions(connection_of(work.session), row["id"], given.listed)
    said = f"{verdict.ja}\n{given.findings}"
    change_set.texts.append(Copy(item.id, SearchKind.FINDINGS, 0, said))
    change_set.texts += [
        Copy(item.id, SearchKind.CONDITION, number, one.text)
        for number, one in enumerate(given.listed, 1)
    ]


def _list_conditions(
    connection: Connection, evaluation_id: int, listed: Sequence[ConditionLine]
) -> None:
    """Write the conditions one by one, and what is said of when and by whom beside them."""
    for number, one in enumerate(listed, 1):
        row = {"evaluation_id": evaluation_id, "number": number, "text": one.text}
        written = connection.execute(_LIST, row)
        key = written.inserted_primary_key
        assert key is not None  # noqa: S101 - what an INSERT of one row gives
        if one.terms:
            terms = {"condition_id": key[0], "due_on": one.due_on, "who": one.who}
            connection.execute(_TERMS, terms)


def _undo_evaluation(
    work: Work, order: Order, item: LockedItem, change_set: ChangeSet, found: Found
) -> None:
    live = _EVALUATIONS.c.item_id == item.id, _EVALUATIONS.c.undone_at.is_(None)
    connection_of(work.session).execute(
        update(_EVALUATIONS).where(*live).values(undone_at=work.now)
    )
    index.forget_evaluation(work.session, item.id)


def _report(
    work: Work, order: Order, item: LockedItem, change_set: ChangeSet, found: Found
) -> None:
    item.meeting_id = order.particulars.meeting_id


def _carry_over(
    work: Work, order: Order, item: LockedItem, change_set: ChangeSet, found: Found
) -> None:
    later = order.particulars.cycle_id
    if has_same_name(work.session, later, item.section_id, item.name, item.id):
        raise DuplicateItem(name=item.name)
    item.cycle_id = later
    if not item.round:
        tracks.follow(work, item, work.session.get_one(Cycle, later), item.sheet)


EFFECTS: Final[Mapping[Effect | None, Change]] = {
    Effect.FREEZE: _submit,
    Effect.EVALUATE: _evaluate,
    Effect.UNDO_EVALUATION: _undo_evaluation,
    Effect.REPORT: _report,
    Effect.CARRY_OVER: _carry_over,
}
"""What is written for the effect that a definition asks for; nothing for the others."""
