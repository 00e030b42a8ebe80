"""What an action changes beside the state."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import insert, select, update

from workflow.items.changes import Traces
from workflow.items.locking import ItemInHand
from workflow.items.orders import Order
from workflow.items.uniqueness import has_namesake
from workflow.models import Condition, Evaluation, Verdict
from workflow.models.base import table_of
from workflow.textindex import index
from workflow.textindex.index import Copy
from workflow.values.errors import DuplicateItem
from workflow.values.vocabulary import Action, SearchKind
from workflow.work import Work

_MARK: Final = re.compile(
    r"""\s*(?:
        [・●○◦•◆◇■□※*＊－–—]                      # bullets
        | -(?!\d)                                  # a hyphen, but no negative figure
        | [0-9０-９]{1,2}(?:[.．](?![0-9０-９])|[、)）:：]|\u3000)
        | [(（][0-9０-９]{1,2}[)）]
        | [①-⑳]
        | [(（]?[ア-ン][)）]
    )\s*""",
    re.VERBOSE,
)


def condition_lines(text: str) -> tuple[str, ...]:
    """The conditions in `text`, one a line, without numbers and bullets before them.

    3.5人月 and -5% are no list marks. Words of which nothing would be left are one
    condition as they are; an empty text has none.
    """
    lines = tuple(filter(None, (_unmarked(line) for line in text.split("\n"))))
    return lines or tuple(filter(None, (text.strip(),)))


def _unmarked(line: str) -> str:
    mark = _MARK.match(line)
    return (line[mark.end() :] if mark else line).strip()


Effect = Callable[[Work, Order, ItemInHand, Traces], None]

_EVALUATIONS, _VERDICTS = table_of(Evaluation), table_of(Verdict)
_VERDICT: Final = select(_VERDICTS.c.title_ja, _VERDICTS.c.title_en)
_EVALUATE: Final = insert(_EVALUATIONS)
_LIST: Final = insert(table_of(Condition))


def _submit(work: Work, order: Order, item: ItemInHand, traces: Traces) -> None:
    assert order.actor is not None  # noqa: S101 - policy has seen to it
    item.round += 1
    item.submitted_by = order.actor.person_id
    traces.revisions.append(
        {
            "item_id": item.id,
            "number": item.round,
            "content": item.content,
            "content_hash": item.content_hash,
            "submitted_by": order.actor.person_id,
            "submitted_at": work.now,
        }
    )


def _evaluate(work: Work, order: Order, item: ItemInHand, traces: Traces) -> None:
    assert order.actor is not None  # noqa: S101 - policy has seen to it
    given, connection = order.particulars, work.session.connection()
    verdict = connection.execute(_VERDICT.where(_VERDICTS.c.code == given.verdict)).one()
    written = connection.execute(
        _EVALUATE,
        {
            "item_id": item.id,
            "verdict_code": given.verdict,
            "verdict_ja": verdict.title_ja,
            "verdict_en": verdict.title_en,
            "findings": given.findings,
            "conditions": given.conditions,
            "content_hash": item.content_hash,
            "finalised_by": order.actor.person_id,
            "finalised_at": work.now,
        },
    )
    key = written.inserted_primary_key
    assert key is not None  # noqa: S101 - what an INSERT of one row gives
    conditions = list(enumerate(condition_lines(given.conditions), 1))
    listed = [
        {"evaluation_id": key[0], "number": number, "text": one} for number, one in conditions
    ]
    if listed:
        connection.execute(_LIST, listed)
    traces.texts.append(Copy(item.id, SearchKind.FINDINGS, 0, given.findings))
    traces.texts += [Copy(item.id, SearchKind.CONDITION, number, one) for number, one in conditions]


def _undo_evaluation(work: Work, order: Order, item: ItemInHand, traces: Traces) -> None:
    live = _EVALUATIONS.c.item_id == item.id, _EVALUATIONS.c.undone_at.is_(None)
    work.session.connection().execute(update(_EVALUATIONS).where(*live).values(undone_at=work.now))
    index.forget_evaluation(work.session, item.id)


def _report(work: Work, order: Order, item: ItemInHand, traces: Traces) -> None:
    item.meeting_id = order.particulars.meeting_id


def _carry_over(work: Work, order: Order, item: ItemInHand, traces: Traces) -> None:
    later = order.particulars.cycle_id
    if has_namesake(work.session, later, item.section_id, item.name, item.id):
        raise DuplicateItem(name=item.name)
    item.cycle_id = later


EFFECTS: Final[Mapping[str, Effect]] = {
    Action.SUBMIT: _submit,
    Action.EVALUATE: _evaluate,
    Action.REOPEN: _undo_evaluation,
    Action.REPORT: _report,
    Action.CARRY_OVER: _carry_over,
}
