"""The head of the center's list: queues with their counts, and columns that sort."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from flask import request

from webapp.items.listing import TURNED
from webapp.request import addresses, current
from webapp.words import labels
from workflow import items
from workflow.items import ItemFilter
from workflow.values import Queue, SortOrder


class QueueLink(NamedTuple):
    """A queue by its name, how many items it has, and the address of the list narrowed to it."""

    label: str
    items: int
    address: str
    is_here: bool
    is_late: bool


class SortLink(NamedTuple):
    """The address of the list sorted by a column, and how it is sorted by it now (aria-sort)."""

    address: str
    sorted: str


SORTING: Final[Mapping[str, SortOrder]] = {
    "due": SortOrder.DUE,
    "item_number": SortOrder.NUMBER,
    "department": SortOrder.ORGANISATION,
    "place": SortOrder.ORGANISATION,
    "amount": SortOrder.AMOUNT,
    "submitted": SortOrder.SUBMITTED,
}
_DOWN: Final = frozenset({SortOrder.AMOUNT})
"""Orders that begin with the largest unless they are turned round."""


def queues(cycle_id: str, wanted: ItemFilter) -> list[QueueLink]:
    """The queues of the chosen cycle; the one that is shown leads back to the whole list."""
    counts = items.queue_counts(current.work(), cycle_id)
    here = addresses.without(request.full_path, "queue", "sort", "turned", "after")
    return [
        QueueLink(
            labels.enum(queue),
            counts[queue],
            here if wanted.queue is queue else addresses.extended(here, queue=queue.value),
            wanted.queue is queue,
            queue is Queue.OVERDUE and counts[queue] > 0,
        )
        for queue in Queue
    ]


def heads(wanted: ItemFilter) -> dict[str, SortLink]:
    """Where the head of each column leads that the list can be sorted by."""
    here = addresses.without(request.full_path, "sort", "turned", "after")
    return {column: _head(here, order, wanted) for column, order in SORTING.items()}


def _head(here: str, order: SortOrder, wanted: ItemFilter) -> SortLink:
    if wanted.sort is not order:
        return SortLink(addresses.extended(here, sort=order.value), "")
    descending = (order in _DOWN) is not wanted.turned
    turned = {} if wanted.turned else {"turned": TURNED}
    address = addresses.extended(here, sort=order.value, **turned)
    return SortLink(address, "descending" if descending else "ascending")
