"""Going through the items one after another, and on to what is not submitted."""

from types import SimpleNamespace

import pytest

from webapp.evaluation.page import Walk
from workflow.evaluation import QueueEntry, ScoringQueue, SheetStatus

D, S, A = SheetStatus.DRAFT, SheetStatus.SUBMITTED, SheetStatus.AWAITED
OLD = SheetStatus.OUTDATED


def queue_of(*statuses: SheetStatus | None) -> ScoringQueue:
    entries = [
        QueueEntry(SimpleNamespace(id=number), own, 0, 0) for number, own in enumerate(statuses, 1)
    ]
    return ScoringQueue(entries=tuple(entries))


def ids(walk: Walk) -> tuple[int | None, ...]:
    found = (walk.before, walk.after, walk.unsent_before, walk.next_unsent)
    return tuple(one.row.id if one else None for one in found)


@pytest.mark.parametrize(
    ("statuses", "item_id", "place", "leads_to"),
    [
        ((D, S, S, A), 2, (2, 4), (1, 3, 1, 4)),
        ((D, S, S, S), 4, (4, 4), (3, None, 1, 1)),  # from the beginning again
        ((S, D, S), 2, (2, 3), (1, 3, None, None)),  # the only one left
        ((S, OLD), 1, (1, 2), (None, 2, None, 2)),
        ((D, A), 9, (0, 2), (None, 1, None, 1)),  # one that is not theirs
        ((None, None), 1, (1, 2), (None, 2, None, None)),  # who reads and does not score
        ((SheetStatus.OUT, D), 2, (1, 1), (None, None, None, None)),
    ],
)
def test_where_it_stands_and_where_it_leads_on(statuses, item_id, place, leads_to):
    walk = Walk(queue_of(*statuses), item_id)

    assert (walk.number, walk.count) == place
    assert ids(walk) == leads_to
