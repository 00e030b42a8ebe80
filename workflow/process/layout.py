"""Where everything of a state diagram goes: one state a row, arrows beside them.

Rows follow the file, which is written in the order of the work. A move to the row
next to it is a straight arrow between the two boxes. Every other move runs in a lane:
forward on the right, back on the left. The sources of one action to one target share
a lane, so that 取下げ from six states is one line with six joints, not six lines.
All numbers are SVG user units (px); the same process always gives the same picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from workflow.process.lanes import Bus, Straight, buses, ports
from workflow.process.moves import Transition
from workflow.process.shape import Process
from workflow.process.svg_parts import Point, text_width

MARGIN: Final = 24.0
HEAD: Final = 96.0
"""Room above the first box: the heading, the starting point and its arrow."""

LINE: Final = 22.0
"""One line of text, and the distance between two arrows at the side of a box."""

GAP: Final = 52.0
LANE: Final = 22.0
ARROW: Final = 14.0
_LEAST_WIDTH: Final = 220.0


@dataclass(frozen=True)
class Box:
    """One state's place. `loops` are the actions that keep the state, each with its title."""

    state: str
    x: float
    y: float
    width: float
    height: float
    loops: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Arrow:
    """A line through `points`; `head` where it ends in an arrow; `label` starts at `label_at`.

    `move` is the state that it leaves ("" before the creation) and the action.
    """

    points: tuple[Point, ...]
    head: bool
    move: tuple[str, str]
    label: str = ""
    label_at: Point = (0.0, 0.0)
    label_ends: bool = False


@dataclass
class Layout:
    """The whole picture: its size, its boxes, its lines and the dots where lines join."""

    width: float
    height: float
    start: Point
    boxes: dict[str, Box]
    arrows: list[Arrow] = field(default_factory=list)
    joints: list[Point] = field(default_factory=list)


def lay_out(process: Process, lang: str) -> Layout:
    """Place all states and transitions of the sound `process`, with titles in `lang`."""
    rows = [process.initial, *(name for name in process.states if name != process.initial)]
    straight, running = buses(process, rows, lang)
    gutters = {side: _gutter(running, side) for side in ("left", "right")}
    left = MARGIN + gutters["left"]
    width = _box_width(process, lang, straight)
    boxes = _boxes(process, lang, rows, running, (left, width))
    last = boxes[rows[-1]]
    right = left + width + max(gutters["right"], text_width(process.creation.title[lang]))
    layout = Layout(
        width=max(right, MARGIN + text_width(process.title[lang]) * 1.3) + MARGIN,
        height=last.y + last.height + MARGIN,
        start=(left + width / 2, HEAD - 44),
        boxes=boxes,
    )
    _draw_start(layout, boxes[process.initial], process.creation, lang)
    for between, pair in straight.items():
        _draw_straight(layout, [boxes[rows[between]], boxes[rows[between + 1]]], pair)
    for bus in running:
        _draw_bus(layout, rows, running, bus)
    return layout


def _gutter(running: Sequence[Bus], side: str) -> float:
    """The room beside the boxes: the longest label, then the lanes."""
    mine = [bus for bus in running if bus.side == side]
    if not mine:
        return 0.0
    return max(text_width(bus.label) for bus in mine) + ARROW * 2 + LANE * _lanes(mine)


def _lanes(running: Sequence[Bus]) -> int:
    return 1 + max(bus.lane for bus in running)


def _box_width(process: Process, lang: str, straight: dict[int, list[Straight]]) -> float:
    titles = [text_width(state.title[lang]) + 48 for state in process.states.values()]
    loops = [text_width(t.label(lang)) + 64 for t in process.transitions if t.stays]
    between = [
        sum(text_width(one.label) + ARROW * 2.5 for one in pair) for pair in straight.values()
    ]
    return max(_LEAST_WIDTH, *titles, *loops, *between)


def _boxes(
    process: Process, lang: str, rows: list[str], running: list[Bus], place: tuple[float, float]
) -> dict[str, Box]:
    boxes = {}
    y = HEAD
    for row, name in enumerate(rows):
        loops = tuple(
            (transition.action, transition.label(lang))
            for transition in process.moves_from(name)
            if transition.target_from(name) == name
        )
        sides = max(len(ports(running, row, side)) for side in ("left", "right"))
        height = LINE * max(2 + len(loops), sides + 1)
        boxes[name] = Box(name, place[0], y, place[1], height, loops)
        y += height + GAP
    return boxes


def _draw_start(layout: Layout, box: Box, creation: Transition, lang: str) -> None:
    x, y = layout.start
    at, move = (x + ARROW, (y + box.y) / 2 + 5), ("", creation.action)
    layout.arrows.append(Arrow(((x, y), (x, box.y)), True, move, creation.title[lang], at))


def _draw_straight(layout: Layout, pair: list[Box], moves: list[Straight]) -> None:
    """Draw the arrows between two neighbouring rows side by side, down or (`up`) up."""
    above, below = pair
    top, bottom = above.y + above.height, below.y
    needed = [text_width(one.label) + ARROW * 2.5 for one in moves]
    spare = (above.width - sum(needed)) / (len(moves) + 1)
    x = above.x + spare
    for one, width in zip(moves, needed, strict=True):
        ends = ((x + ARROW, bottom), (x + ARROW, top))
        at = (x + ARROW * 1.75, (top + bottom) / 2 + 5)
        points = ends if one.up else ends[::-1]
        layout.arrows.append(Arrow(points, True, (one.source, one.action), one.label, at))
        x += width + spare


def _draw_bus(layout: Layout, rows: list[str], running: list[Bus], bus: Bus) -> None:
    """Draw one lane: a stub with the label out of every source, one arrow into the target."""
    box = layout.boxes[rows[bus.target]]
    mine = [other for other in running if other.side == bus.side]
    room = _gutter(running, bus.side) - LANE * _lanes(mine)
    outwards = 1 if bus.side == "right" else -1
    edge = box.x + (box.width if bus.side == "right" else 0)
    lane = edge + outwards * (room + LANE * bus.lane)
    arrival = (edge, _port(layout, rows, running, bus, bus.target))
    stubs = [(edge, _port(layout, rows, running, bus, row)) for row in bus.sources]
    farthest = max(stubs, key=lambda stub: abs(stub[1] - arrival[1]))
    for stub, row in zip(stubs, bus.sources, strict=True):
        corner = (lane, stub[1])
        whole = (stub, corner, (lane, arrival[1]), arrival)
        at = (stub[0] + outwards * ARROW / 2, stub[1] - 5)
        is_main = stub is farthest
        points = whole if is_main else whole[:2]
        move = (rows[row], bus.action)
        layout.arrows.append(Arrow(points, is_main, move, bus.label, at, bus.side == "left"))
        if not is_main:
            layout.joints.append(corner)


def _port(layout: Layout, rows: list[str], running: list[Bus], bus: Bus, row: int) -> float:
    """The height at which `bus` meets the box of `row`: its ports are spread evenly."""
    box = layout.boxes[rows[row]]
    beside = ports(running, row, bus.side)
    return box.y + box.height * (beside.index(bus) + 1) / (len(beside) + 1)
