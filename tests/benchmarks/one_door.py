"""Moves per second through the one door, over the floor and over the machine alone."""

from itertools import chain
from statistics import median

from tests.benchmarks.durable import opened
from tests.benchmarks.floor import Floor, Move, written
from tests.benchmarks.measuring import RUNS, Figure, interleaved, ratio, seconds
from tests.benchmarks.walking import ITEMS, WALK, Draft, drafts, orders, perform
from tests.support.databases import Databases
from tests.support.office import Office, open_office
from tests.support.prepared import prepare
from workflow.items.orders import Order
from workflow.process import bundled, load_sound
from workflow.process.machine import machine_for
from workflow.process.shape import Process

MOVES = ITEMS * len(WALK)


def prepare_drafts(url: str) -> None:
    """An office with a draft for every walk of every run."""
    prepare(url)
    office = open_office(url)
    drafts(office, ITEMS * (RUNS + 1))
    office.engine.close()


def waiting(office: Office) -> list[Draft]:
    """The drafts that `prepare_drafts` made."""
    numbers = range(1, ITEMS * (RUNS + 1) + 1)
    return [Draft(number, office.row(number).content_hash) for number in numbers]


def door_over_floor(databases: Databases, kind: str) -> list[Figure]:
    """(a): the walk through the door, and its rows by SQLAlchemy Core."""
    with opened(databases, prepare_drafts) as rehearsal:
        planned = [list(orders(rehearsal, taken)) for taken in shares(waiting(rehearsal))]
        for order in chain.from_iterable(planned):
            perform(rehearsal, order)
        moves = written(rehearsal.engine.database, range(1, ITEMS * (RUNS + 1) + 1))
    with opened(databases, prepare_drafts) as office, opened(databases, prepare_drafts) as other:
        floor = Floor(other.engine.database)
        parts = [_of_items(moves, taken) for taken in shares(waiting(office))]
        times = interleaved(
            {
                "door": lambda run: seconds(lambda: walk(office, planned[run])),
                "floor": lambda run: seconds(lambda: _put_down(floor, parts[run])),
            }
        )
    return [
        Figure("moves per second through perform", kind, MOVES / median(times["door"]), "/s"),
        Figure("moves per second of the floor", kind, MOVES / median(times["floor"]), "/s"),
        Figure("perform over the floor (rate)", kind, ratio(times, "floor", "door"), "", 0.6),
    ]


def machine_alone() -> Figure:
    """(b): `transitions` in memory, for information."""
    machine = machine_for(_standard())

    class Standing:
        state = "draft"

    def walk() -> None:
        for _ in range(ITEMS * 20):
            standing = Standing()
            for action in WALK:
                machine.fire(standing, action)

    times = interleaved({"machine": lambda _: seconds(walk)})
    return Figure(
        "moves per second of transitions alone",
        "memory",
        MOVES * 20 / median(times["machine"]),
        "/s",
    )


def _standard() -> Process:
    return next(
        process
        for name, source in bundled().items()
        if (process := load_sound(source, name)).name == "standard"
    )


def walk(office: Office, planned: list[Order]) -> None:
    """Every move, each in its own transaction."""
    for order in planned:
        perform(office, order)


def _put_down(floor: Floor, moves: list[Move]) -> None:
    for move in moves:
        floor.put_down(move)


def shares(found: list[Draft]) -> list[list[Draft]]:
    """The drafts of each run."""
    return [found[start : start + ITEMS] for start in range(0, len(found), ITEMS)]


def _of_items(moves: list[Move], taken: list[Draft]) -> list[Move]:
    ids = {draft.item_id for draft in taken}
    return [move for move in moves if move.item_id in ids]
