"""200 moves in one batch against as many single ones, and how moves fare in a long ledger."""

from collections.abc import Iterator
from statistics import median
from typing import Final

from tests.benchmarks.crowd import ENTRIES, Size, preparation
from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import RUNS, Figure, interleaved, ratio, seconds
from tests.support.bulk import performed
from tests.support.databases import Databases
from tests.support.office import Office
from workflow.items.orders import Order
from workflow.items.receipts import Receipt

BATCH: Final = 200
SINGLE: Final = 25
"""Single moves a run; the batch's rate is compared with theirs."""

FEW: Final = Size(100, states=("submitted",))
"""1,000 ledger entries."""

MANY: Final = Size(1_000, 99_000)
"""1,000,000 ledger entries."""


def batch_over_single(databases: Databases, kind: str) -> list[Figure]:
    """The rate of receiving 200 items in one batch over that of receiving them one by one."""
    needed = (BATCH + SINGLE) * (RUNS + 1)
    with opened(databases, preparation(Size(needed, states=("submitted",)))) as office:
        planned = iter(receiving(office, range(1, needed + 1)))

        def together(_run: int) -> float:
            orders = [next(planned) for _ in range(BATCH)]
            return seconds(lambda: _all_done(office, orders)) / BATCH

        def singly(_run: int) -> float:
            orders = [next(planned) for _ in range(SINGLE)]
            return seconds(lambda: one_by_one(office, orders)) / SINGLE

        times = interleaved({"batch": together, "single": singly})
    rate = ratio(times, "single", "batch")
    return [
        Figure("moves per second in a batch of 200", kind, 1 / median(times["batch"]), "/s"),
        Figure("the same moves one by one", kind, 1 / median(times["single"]), "/s"),
        Figure("batch of 200 over single moves (rate)", kind, rate, "×", 5),
    ]


def move_in_a_long_ledger(databases: Databases, kind: str) -> list[Figure]:
    """The time of one move with 1,000,000 ledger entries over that with 1,000."""
    with (
        opened(databases, preparation(FEW)) as few,
        opened(databases, preparation(MANY)) as many,
    ):
        first = MANY.before + 1
        here = iter(receiving(few, range(1, FEW.today + 1)))
        there = iter(receiving(many, range(first, first + MANY.today, len(MANY.states))))
        moves = FEW.today // (RUNS + 1)
        times = interleaved(
            {
                name: lambda _run, office=office, planned=planned: _next(office, planned, moves)
                for name, office, planned in (("few", few, here), ("many", many, there))
            }
        )
    entries = f"{MANY.before * ENTRIES + MANY.today * ENTRIES:,} entries over 1,000"
    return [
        Figure(f"a move with {entries} (time)", kind, ratio(times, "many", "few"), "×", 1.3, False)
    ]


def receiving(office: Office, ids: range) -> list[Order]:
    """Orders to receive these items, each with a key."""
    reviewer = office.person("reviewer")
    return [
        Order(item_id, "receive", reviewer, None, "", f"receive-{item_id}-0123456789abcdef")
        for item_id in ids
    ]


def one_by_one(office: Office, orders: list[Order]) -> None:
    """Each order in its own transaction."""
    for order in orders:
        office.engine.perform(
            order.item_id, order.action, order.actor, order.seen, order.note, order.key
        )


def _next(office: Office, planned: Iterator[Order], moves: int) -> float:
    orders = [next(planned) for _ in range(moves)]
    return seconds(lambda: one_by_one(office, orders))


def _all_done(office: Office, orders: list[Order]) -> None:
    outcomes = performed(office, orders)
    assert all(isinstance(outcome, Receipt) for outcome in outcomes), outcomes
