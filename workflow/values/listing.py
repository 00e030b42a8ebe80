"""How items are listed and found: the orders, the center's queues, and what the search finds."""

from enum import StrEnum


class SearchKind(StrEnum):
    """What a text is that the search finds."""

    NUMBER = "number"
    """What people call the item on the telephone."""
    NAME = "name"
    SHEET = "sheet"
    """The words of the sheet: 概要 and all else that is written there."""
    FINDINGS = "findings"
    CONDITION = "condition"
    """A condition of an evaluation, or what was said to it."""
    REASON = "reason"
    """What was written with a move: why it was sent back, for example."""
    POST = "post"
    """Said in a thread (照会・回答)."""
    NOTE = "note"
    """The center's internal note."""
    FILE = "file"
    """An attachment's name."""


class SortOrder(StrEnum):
    """How a list of items is sorted; ORGANISATION is 建制順, the default everywhere."""

    ORGANISATION = "organisation"
    AMOUNT = "amount"
    RECENT = "recent"
    DUE = "due"
    NUMBER = "number"
    SUBMITTED = "submitted"


class Queue(StrEnum):
    """What the center narrows its list to, to empty it."""

    MINE = "mine"
    """自分の番: what waits for the person themselves."""
    UNRECEIVED = "unreceived"
    UNDER_REVIEW = "under_review"
    RESUBMITTED = "resubmitted"
    """再提出: came back after a return, and not judged again yet."""
    ANSWERED = "answered"
    """回答済: the department has answered a question that is still open."""
    OVERDUE = "overdue"


# --------------------------------------------------------------------- in pages


def page_of(total: int, size: int, wanted: int) -> tuple[int, int]:
    """The number (from 1) of the page that is shown for the one that is wanted, and of the last.

    A number beyond the last page gives the last; an empty list has one page.
    """
    last = max(1, -(-total // size))
    return min(max(1, wanted), last), last
