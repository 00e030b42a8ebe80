"""What a person is asked for besides moving an item: questions, advice, scores, conditions.

The features that ask register themselves here, so that 自分の番 is one count and one list.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    Text,
    cast,
    false,
    literal,
    null,
    select,
    union_all,
)

from workflow.models import Item
from workflow.values.actor import Title
from workflow.values.business_days import business_days_between
from workflow.work import Standpoint, Work


class AskKind(StrEnum):
    """What is asked for."""

    ANSWER = "answer"
    """A word in a question that the other side asked."""
    SETTLE = "settle"
    """A look at the answer to a question of one's own side, which then settles it."""
    ADVISE = "advise"
    SCORE = "score"
    FULFIL = "fulfil"
    """The department's answer to a condition."""
    JUDGE = "judge"
    """Whether a condition is met."""
    ACKNOWLEDGE = "acknowledge"
    """後閲 of what was done in one's name."""
    TAKE_OVER = "take_over"
    """引継ぎ of what a predecessor had under way."""


@dataclass(frozen=True)
class Ask:
    """One thing that a person is asked for on an item; `ref` says which, by its kind.

    `said` is what was asked, in whose words (`by`); either may be empty.
    """

    kind: AskKind
    item_id: int
    ref: int
    said: str
    by: Title | None
    due_on: date | None
    days_left: int | None


Source = Callable[[Standpoint], Select[Any] | None]
"""What a feature asks of a person: a query of `asking` columns, or None where it is nothing."""

MOST: Final = 1000
"""Asks of one person that are looked at."""

_SOURCES: Final[list[Source]] = []


def register(source: Source) -> None:
    """Register the query of what a feature asks of people: it becomes part of their turn."""
    _SOURCES.append(source)


def asking(
    kind: AskKind | ColumnElement[str],
    ref: Any,
    said: Any = "",
    by: tuple[Any, Any] = ("", ""),
    due_on: Any = None,
) -> tuple[ColumnElement[Any], ...]:
    """The columns of a query that is a source; it joins `Item`."""
    what = literal(kind.value) if isinstance(kind, AskKind) else kind
    return (
        cast(what, String).label("kind"),
        Item.id.label("item_id"),
        ref.label("ref"),
        cast(said, Text).label("said"),
        cast(by[0], Text).label("by_ja"),
        cast(by[1], Text).label("by_en"),
        (cast(null(), Date) if due_on is None else due_on).label("due_on"),
    )


def asked_items(of: Standpoint) -> ColumnElement[bool]:
    """The items on which the person is asked for something, as a condition on `Item`."""
    queries = [one.with_only_columns(Item.id).correlate(None) for one in _queries(of)]
    if not queries:
        return false()
    # Looked up once, however often a statement has the condition.
    found = union_all(*queries).cte("asked").prefix_with("MATERIALIZED")
    return Item.id.in_(select(found.c.id))


def asked(work: Work) -> dict[int, tuple[Ask, ...]]:
    """Everything that the person is asked for, by item: one statement."""
    together, found = work.statement(_asked), defaultdict[int, tuple[Ask, ...]](tuple)
    for row in work.ask(together) if together is not None else ():
        found[row.item_id] += (_ask(row, work.today),)
    return dict(found)


def _asked(of: Standpoint) -> CompoundSelect[Any] | None:
    queries = _queries(of)
    if not queries:
        return None
    return union_all(*queries).order_by("item_id", "kind", "ref").limit(MOST)


def _queries(of: Standpoint) -> list[Select[Any]]:
    return [query for source in _SOURCES if (query := source(of)) is not None]


def _ask(row: Any, today: date) -> Ask:
    return Ask(
        kind=AskKind(row.kind),
        item_id=row.item_id,
        ref=row.ref,
        said=row.said,
        by=Title(row.by_ja, row.by_en) if row.by_ja else None,
        due_on=row.due_on,
        days_left=business_days_between(today, row.due_on) if row.due_on else None,
    )
