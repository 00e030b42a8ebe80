"""Which moves of a process share a line, its lane, and the order in which lines meet a box."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from workflow.process.shape import Process


class Straight(NamedTuple):
    """One move to a neighbouring row; `up` where it leads to the row above."""

    label: str
    up: bool
    source: str
    action: str


@dataclass(frozen=True)
class Bus:
    """One action to one target from rows that are not its neighbours. Rows count from 0.

    `side` is right for moves forward, left for moves back; `lane` 0 is next to the boxes.
    """

    action: str
    label: str
    target: int
    sources: tuple[int, ...]
    side: str
    lane: int = 0

    @property
    def first(self) -> int:
        """The uppermost row it touches."""
        return min(self.target, *self.sources)

    @property
    def last(self) -> int:
        """The lowest row it touches."""
        return max(self.target, *self.sources)


def buses(
    process: Process, rows: list[str], lang: str
) -> tuple[dict[int, list[Straight]], list[Bus]]:
    """Sort all moves: straight ones by the row above them; and the buses.

    Moves that keep the state are neither. `rows` are the names of all states.
    """
    straight: dict[int, list[Straight]] = {}
    gathered: dict[tuple[str, str, int, str], list[int]] = {}
    for row, name in enumerate(rows):
        for transition in process.moves_from(name):
            if transition.target_from(name) == name:
                continue
            target, action = rows.index(transition.target), transition.action
            label = transition.label(lang)
            if abs(target - row) == 1:
                one = Straight(label, target < row, name, action)
                straight.setdefault(min(row, target), []).append(one)
            else:
                side = "right" if target > row else "left"
                gathered.setdefault((action, label, target, side), []).append(row)
    running = [
        Bus(action, label, target, tuple(sources), side)
        for (action, label, target, side), sources in gathered.items()
    ]
    return straight, _assigned(running)


def ports(running: Sequence[Bus], row: int, side: str) -> list[Bus]:
    """List the buses that meet the box of `row` on `side`, from the top, crossing least.

    Lines on the right come from above and go down: arrivals first, the inner lane on top;
    then departures, the outer lane on top. On the left, where lines go up, it is mirrored.
    """
    arriving = sorted(
        (bus for bus in running if bus.side == side and bus.target == row),
        key=lambda bus: bus.lane,
    )
    departing = sorted(
        (bus for bus in running if bus.side == side and row in bus.sources),
        key=lambda bus: -bus.lane,
    )
    downwards = arriving + departing
    return downwards if side == "right" else downwards[::-1]


def _assigned(running: list[Bus]) -> list[Bus]:
    """Give every bus the innermost lane that is free along its rows, the short ones first."""
    placed: list[Bus] = []
    for bus in sorted(running, key=lambda bus: bus.last - bus.first):
        taken = {
            other.lane
            for other in placed
            if other.side == bus.side and other.first <= bus.last and bus.first <= other.last
        }
        lane = next(lane for lane in range(len(running)) if lane not in taken)
        placed.append(replace(bus, lane=lane))
    return placed
