"""Conditions are answered, sent back and found met; the other side is notified."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.conditions import queries
from workflow.conditions.policy import (
    STATE,
    ConditionFacts,
    may_answer,
    may_mark_met,
    may_send_back,
)
from workflow.files.attachments import NewFile, written_down
from workflow.files.office import AttachmentRefused
from workflow.files.storage import clean_name
from workflow.items.visibility import lock_visible
from workflow.models import Condition, ConditionEntry, ConditionFile, Evaluation, Item
from workflow.notices import kinds, notify
from workflow.textindex import index
from workflow.textindex.copies import Copy
from workflow.values.actor import permitted
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, NotFound, Problem, SomeoneElseActedFirst
from workflow.values.listing import SearchKind
from workflow.values.vocabulary import ConditionAct, ConditionState
from workflow.work import Work

_KINDS: Final = {
    ConditionAct.ANSWERED: kinds.ANSWERED,
    ConditionAct.SENT_BACK: kinds.NOT_MET,
    ConditionAct.MET: kinds.MET,
}


def notify_of(
    work: Work, item: Item, before: Sequence[ConditionEntry], entry: ConditionEntry
) -> None:
    """Notify the other side of an entry about a condition; `before` are those it follows.

    Of an answer: whoever evaluated, and those who judged it before. Of a sending back: the
    department's officers. That it is met: those who answered.
    """
    act = ConditionAct(entry.kind)
    answerers = {one.by_id for one in before if one.kind == ConditionAct.ANSWERED}
    judges = {one.by_id for one in before} - answerers
    if act is ConditionAct.ANSWERED:
        people = judges | {_evaluator(work.session, entry.condition_id)}
    elif act is ConditionAct.SENT_BACK:
        people = notify.officers(work, item.department_id)
    else:
        people = answerers
    mark = f"{entry.condition_id}.{entry.sequence}"
    told = people - {entry.by_id}
    notify.add_notices(work, item, told, _KINDS[act], mark, entry.at, by=entry.by_id)


def _evaluator(session: Session, condition_id: int) -> int:
    query = (
        select(Evaluation.finalised_by)
        .join(Condition, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    return session.scalars(query).one()


MOST_FILES: Final = 10
"""Files that one answer comes with."""
LONGEST: Final = 4000
"""Characters in an answer or a reason."""

_MAY: Final = {
    ConditionAct.ANSWERED: may_answer,
    ConditionAct.MET: may_mark_met,
    ConditionAct.SENT_BACK: may_send_back,
}
_FIELD: Final = {
    ConditionAct.ANSWERED: "answer",
    ConditionAct.MET: "remark",
    ConditionAct.SENT_BACK: "reason",
}


@contextmanager
def stored(work: Work, condition_id: int, name: str, source: BinaryIO) -> Iterator[NewFile]:
    """Examine a file that an answer may come with and write it down, for `answer`.

    A reading unit is enough. What no answer took in the meantime is gone at the end. Raises
    NotFound, the policy's refusal, AttachmentRefused.
    """
    # Asked before anything is read: strangers fill no disk.
    if refusal := queries.one(work, condition_id).answer_refusal:
        raise refusal
    by, largest = work.person.person_id, work.file_limits.largest
    with written_down(work.files, source, clean_name(name), largest, by) as new:
        yield new


def answer(
    work: Work, condition_id: int, text: str, seen: int, files: Sequence[NewFile] = ()
) -> None:
    """Answer for the lead department, with files that were stored.

    Raises NotFound, NotPermitted, ConditionClosed, ConditionMet, SomeoneElseActedFirst,
    InputRefused (answer), AttachmentRefused for too many files.
    """
    if len(files) > MOST_FILES:
        raise AttachmentRefused("too_many", name=files[-1].name, limit=MOST_FILES)
    if _record(work, condition_id, ConditionAct.ANSWERED, text, seen):
        _keep_files(work, condition_id, seen + 1, files)


def mark_met(work: Work, condition_id: int, seen: int, remark: str = "") -> None:
    """Find the condition met, for the center.

    Raises NotFound, NotPermitted, ConditionClosed, ConditionMet, ConditionNotAnswered,
    SomeoneElseActedFirst, InputRefused (remark).
    """
    _record(work, condition_id, ConditionAct.MET, remark, seen)


def send_back(work: Work, condition_id: int, reason: str, seen: int) -> None:
    """Send the answer back to the department with a reason, for the center.

    Raises NotFound, NotPermitted, ConditionClosed, ConditionNotAnswered,
    SomeoneElseActedFirst, InputRefused (reason).
    """
    _record(work, condition_id, ConditionAct.SENT_BACK, reason, seen)


def _keep_files(work: Work, condition_id: int, sequence: int, files: Sequence[NewFile]) -> None:
    """Give files that were written down to an answer."""
    for file in files:
        work.session.add(
            ConditionFile(
                condition_id=condition_id,
                sequence=sequence,
                name=file.name,
                sha256=file.draft.kept.sha256,
                size=file.draft.kept.size,
                kind=file.kind.value,
            )
        )
    work.session.flush()
    # Last: bytes without a row would harm nobody, a row without bytes would.
    for file in files:
        work.files.settle(file.draft)


def _record(work: Work, condition_id: int, act: ConditionAct, text: str, seen: int) -> bool:
    """Write the entry; gives whether it is new, and not delivered a second time."""
    words = clean_words(_FIELD[act], text, LONGEST)
    condition, item = _locked(work, condition_id)
    entries = _entries(work, condition_id)
    if _delivered_before(work, entries, act, words, seen):
        return False
    by = permitted(work.actor, _MAY[act](work.actor, _facts(work, condition_id, item, entries)))
    if len(entries) != seen:
        raise SomeoneElseActedFirst()
    if not words and act is not ConditionAct.MET:
        raise InputRefused([Problem(_FIELD[act], "required")])
    entry = ConditionEntry(
        condition_id=condition_id,
        sequence=seen + 1,
        kind=act,
        text=words,
        by_id=by.person_id,
        at=work.now,
    )
    work.session.add(entry)
    work.session.flush()
    if words:
        index.put(work.session, [Copy(item.id, SearchKind.CONDITION, condition.number, words)])
    notify_of(work, item, entries, entry)
    return True


def _locked(work: Work, condition_id: int) -> tuple[Condition, Item]:
    """The condition with its item, which is locked for this transaction. Raises NotFound."""
    query = (
        select(Condition, Evaluation.item_id)
        .join(Evaluation, Condition.evaluation_id == Evaluation.id)
        .where(Condition.id == condition_id)
    )
    found = work.session.execute(query).one_or_none()
    if found is None:
        raise NotFound(what="condition")
    return found.Condition, lock_visible(work, found.item_id, what="condition")


def _entries(work: Work, condition_id: int) -> Sequence[ConditionEntry]:
    """What was said to the condition, the oldest first; the first entry's number is 1."""
    query = select(ConditionEntry).where(ConditionEntry.condition_id == condition_id)
    return work.session.scalars(query.order_by(ConditionEntry.sequence)).all()


def _delivered_before(
    work: Work, entries: Sequence[ConditionEntry], act: ConditionAct, words: str, seen: int
) -> bool:
    """Whether the latest entry is this very one, sent by the same person a first time."""
    if work.actor is None or not entries:
        return False
    last = entries[-1]
    this = (work.actor.person_id, seen + 1, act, words)
    return (last.by_id, last.sequence, last.kind, last.text) == this


def _facts(
    work: Work, condition_id: int, item: Item, entries: Sequence[ConditionEntry]
) -> ConditionFacts:
    """What the policy is asked with; read once the item is locked: nothing changes meanwhile."""
    query = (
        select(STATE)
        .select_from(Condition)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
        .where(Condition.id == condition_id)
    )
    state = ConditionState(work.session.scalars(query).one())
    answered_by = frozenset(one.by_id for one in entries if one.kind == ConditionAct.ANSWERED)
    return ConditionFacts(state, item.department_id, answered_by)
