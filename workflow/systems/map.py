"""The interfaces between systems, as a list and as a picture."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from workflow.models import Department, System, SystemInterface
from workflow.process import svg_parts as svg
from workflow.systems.policy import visible_systems
from workflow.values.actor import Title
from workflow.values.systems import ReviewState
from workflow.work import Work

MOST: Final = 300
"""Interfaces that one picture shows: more are not read."""
ROW: Final = 46.0
BOX: Final = 34.0
WIDTH: Final = 250.0
BETWEEN: Final = 130.0
MARGIN: Final = 24.0
HEAD: Final = 60.0
LONGEST_NAME: Final = 16
"""Characters of a name in a box; the whole one is its title."""


class End(NamedTuple):
    """A system at one end of an interface; `readable`: the reader may open its page."""

    id: int
    name: str
    department: Title
    readable: bool


class Flow(NamedTuple):
    """Two systems, of which one hands data on to the other."""

    source: End
    target: End
    data: str


@dataclass(frozen=True)
class InterfaceMap:
    """The interfaces of systems that the reader may see; `more`: there are others beyond."""

    flows: tuple[Flow, ...]
    more: bool

    @property
    def ends(self) -> tuple[End, ...]:
        """Every system that has one, once, in the order in which they first come."""
        both = (end for flow in self.flows for end in (flow.source, flow.target))
        return tuple({end.id: end for end in both}.values())


def interface_map(work: Work, department: str | None = None) -> InterfaceMap:
    """The interfaces of which the reader may see one end, at most 300: one query.

    With a department's code those that begin or end in it.
    """
    lines = work.session.execute(_flows(work, department).limit(MOST + 1)).all()
    return InterfaceMap(tuple(map(_flow, lines[:MOST])), len(lines) > MOST)


def _flows(work: Work, department: str | None) -> Select[*tuple[Any, ...]]:
    """Each interface with both its systems, and whether the reader may open their pages."""
    target, of_target = aliased(System), aliased(Department)
    may_read = visible_systems(work.actor)
    of_ids = select(System.id).where(may_read, System.state != ReviewState.RETIRED)
    if department:
        of_department = select(Department.id).where(Department.code == department)
        of_ids = of_ids.where(System.department_id.in_(of_department))
    readable = select(System.id).where(may_read)
    return (
        select(
            System.id,
            System.name,
            Department.name_ja,
            Department.name_en,
            System.id.in_(readable).label("readable"),
            target.id.label("to_id"),
            target.name.label("to_name"),
            of_target.name_ja.label("to_ja"),
            of_target.name_en.label("to_en"),
            target.id.in_(readable).label("to_readable"),
            SystemInterface.data,
        )
        .join(System, System.id == SystemInterface.source_id)
        .join(Department, Department.id == System.department_id)
        .join(target, target.id == SystemInterface.target_id)
        .join(of_target, of_target.id == target.department_id)
        .where(
            System.state != ReviewState.RETIRED,
            target.state != ReviewState.RETIRED,
            or_(System.id.in_(of_ids), target.id.in_(of_ids)),
        )
        .order_by(SystemInterface.source_id, SystemInterface.position)
    )


def _flow(line: Any) -> Flow:
    source = End(line.id, line.name, Title(line.name_ja, line.name_en), bool(line.readable))
    title = Title(line.to_ja, line.to_en)
    return Flow(source, End(line.to_id, line.to_name, title, bool(line.to_readable)), line.data)


def draw(found: InterfaceMap, title: str, lang: str = "ja") -> str:
    """The interfaces as an SVG: data flow from the left to the right, one column a stage.

    The same interfaces give the same picture.
    """
    places, height = _places(found)
    columns = 1 + max((column for column, _y in places.values()), default=0)
    width = 2 * MARGIN + columns * WIDTH + (columns - 1) * BETWEEN
    size = (max(width, 2 * MARGIN + svg.text_width(title) * 1.3), HEAD + height + MARGIN)
    root = svg.picture(size, "interfaces", title, lang)
    svg.text(root, (MARGIN, 34), title, 18, svg.INK)
    for flow in found.flows:
        _line(root, places[flow.source.id], places[flow.target.id])
    for end in found.ends:
        _box(root, end, places[end.id], lang)
    return svg.written(root)


def _places(found: InterfaceMap) -> tuple[dict[int, tuple[int, float]], float]:
    """Column and top of each box, and how high the columns are together."""
    columns = stages([(flow.source.id, flow.target.id) for flow in found.flows])
    before: defaultdict[int, list[int]] = defaultdict(list)
    for flow in found.flows:
        before[flow.target.id].append(flow.source.id)
    rows: dict[int, float] = {}
    places: dict[int, tuple[int, float]] = {}
    longest = max(map(len, columns), default=1)
    for number, column in enumerate(columns):
        # Near those that it has its data from, so that fewer lines cross.
        ordered = sorted(column, key=lambda one: (_middle(before[one], rows), one))
        step = longest / len(ordered)
        for place, one in enumerate(ordered):
            rows[one] = (place + 0.5) * step
            places[one] = number, HEAD + (rows[one] - 0.5) * ROW
    return places, longest * ROW


def _middle(ids: Sequence[int], rows: Mapping[int, float]) -> float:
    known = [rows[one] for one in ids if one in rows]
    return sum(known) / len(known) if known else 0.0


def stages(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The ends of edges by stages: each after those that lead to it; circles are cut open."""
    pairs = [(one, other) for one, other in dict.fromkeys(edges) if one != other]
    waiting = dict.fromkeys(end for pair in pairs for end in pair)
    found: list[list[int]] = []
    while waiting:
        led_to = {other for one, other in pairs if one in waiting and other in waiting}
        free = [one for one in waiting if one not in led_to] or _least_led_to(pairs, waiting)
        found.append(free)
        for one in free:
            del waiting[one]
    return found


def _least_led_to(pairs: Sequence[tuple[int, int]], waiting: Collection[int]) -> list[int]:
    """In a circle: the one from which most edges leave."""
    leading = [one for one, other in pairs if one in waiting and other in waiting]
    return [max(waiting, key=lambda one: (leading.count(one), -one))]


def _line(root: svg.Element, start: tuple[int, float], end: tuple[int, float]) -> None:
    left, right = _left(start[0]) + WIDTH, _left(end[0])
    y, to = start[1] + BOX / 2, end[1] + BOX / 2
    bend = BETWEEN / 2 if right > left else BETWEEN
    first, second = f"{svg.number(left + bend)} {svg.number(y)}", svg.number(right - bend)
    path = f"M{svg.number(left)} {svg.number(y)} C{first} {second} {svg.number(to)}"
    svg.add(
        root,
        "path",
        d=f"{path} {svg.number(right)} {svg.number(to)}",
        fill="none",
        stroke=svg.LINE,
        stroke_width="1.2",
        marker_end="url(#interfaces-head)",
    )


def _box(root: svg.Element, end: End, place: tuple[int, float], lang: str) -> None:
    x, y = _left(place[0]), place[1]
    group = svg.add(root, "g")
    svg.add(group, "title").text = f"{end.id} {end.name}"
    size = {"width": svg.number(WIDTH), "height": svg.number(BOX), "rx": "4"}
    svg.add(group, "rect", x=svg.number(x), y=svg.number(y), **size, fill="#f6f5f1", stroke=svg.INK)
    name = end.name if len(end.name) <= LONGEST_NAME else f"{end.name[: LONGEST_NAME - 1]}…"
    svg.text(group, (x + 8, y + 15), f"{end.id} {name}", 13, svg.INK)
    svg.text(group, (x + 8, y + 29), end.department.text(lang), 11, svg.SOFT)


def _left(column: int) -> float:
    return MARGIN + column * (WIDTH + BETWEEN)
