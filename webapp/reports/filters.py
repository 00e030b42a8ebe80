"""The filters in an address: the same words for the page, the files and the items list."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from webapp.items.listing import LONGEST_WORDS, handler
from workflow import values
from workflow.items import ItemFilter
from workflow.values import NotFound, Queue, Stage

WITHOUT: Final = "without"
"""`drafts=without`: leave out what was not submitted."""

One = TypeVar("One", bound=StrEnum)


NAMES: Final = (
    "meeting", "stage", "department", "field", "category", "state", "verdict", "amount_from",
    "amount_to", "words", "drafts", "queue", "handler",
)  # fmt: skip


def narrowing(args: Mapping[str, str]) -> dict[str, Any]:
    """What of an address is a filter, for another address of the same list."""
    return {name: args[name] for name in NAMES if args.get(name)}


def scope(args: Mapping[str, str], cycle_id: str) -> ItemFilter:
    """The cycle chosen in the head, or the meeting that `meeting` names; and the stage.

    Raises NotFound for a meeting or stage that cannot be: a list that quietly shows
    something else than was asked would be believed.
    """
    meeting_id = _number(args, "meeting")
    return ItemFilter(
        cycle_id=cycle_id if meeting_id is None else None,
        meeting_id=meeting_id,
        stage=_word(Stage, args, "stage"),
        submitted=args.get("drafts") == WITHOUT,
    )


def wanted(args: Mapping[str, str], cycle_id: str) -> ItemFilter:
    """The scope with every filter of the items list. Raises NotFound."""
    where = scope(args, cycle_id)
    return ItemFilter(
        cycle_id=where.cycle_id,
        meeting_id=where.meeting_id,
        stage=where.stage,
        submitted=where.submitted,
        department=args.get("department") or None,
        field=args.get("field") or None,
        category=args.get("category") or None,
        state=args.get("state") or None,
        verdict=args.get("verdict") or None,
        amount_from=_kyen(args, "amount_from"),
        amount_to=_kyen(args, "amount_to"),
        words=args.get("words", "")[:LONGEST_WORDS],
        queue=_word(Queue, args, "queue"),
        handler_id=handler(args.get("handler")),
    )


def codes(args: Mapping[str, str]) -> bool:
    """Whether a csv is to have the codes of its columns as headings, for machines."""
    return args.get("headings") == "codes"


def _word(vocabulary: type[One], args: Mapping[str, str], name: str) -> One | None:
    word = args.get(name)
    if not word:
        return None
    try:
        return vocabulary(word)
    except ValueError as unknown:
        raise NotFound(what=name) from unknown


def _number(args: Mapping[str, str], name: str) -> int | None:
    word = args.get(name)
    if not word:
        return None
    if not (word.isascii() and word.isdigit() and len(word) < 10):
        raise NotFound(what=name)
    return int(word)


def _kyen(args: Mapping[str, str], name: str) -> int | None:
    word = args.get(name)
    if not word:
        return None
    try:
        return values.parse_kyen(word)
    except values.MoneyUnreadable as unreadable:
        raise NotFound(what=name) from unreadable
