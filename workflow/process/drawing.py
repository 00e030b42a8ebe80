"""A process as an SVG picture, for pages, paper and the README.

Presentation attributes only: it must show under a content security policy without
inline styles, and on paper without colour (a final state has a double frame).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from workflow.process.layout import LINE, Arrow, Box, Layout, lay_out
from workflow.process.moves import State
from workflow.process.shape import Process
from workflow.process.svg_parts import (
    INK,
    SOFT,
    Element,
    Point,
    add,
    number,
    picture,
    text,
    text_width,
    written,
)
from workflow.process.svg_parts import LINE as LINE_COLOUR

_LABEL: Final = 13


class Mark(StrEnum):
    """What a part of the picture is shown as; each has a colour, and a pattern or a weight."""

    WALKED = "walked"
    HERE = "here"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class _Stroke(NamedTuple):
    colour: str
    width: str
    dashes: str = ""


_PLAIN: Final = _Stroke(LINE_COLOUR, "1.5")
_STROKES: Final[Mapping[Mark, _Stroke]] = {
    Mark.WALKED: _Stroke(INK, "4"),
    Mark.HERE: _Stroke("#1f3a6d", "5"),
    Mark.ADDED: _Stroke("#2f6b4f", "3.5"),
    Mark.REMOVED: _Stroke("#b7331f", "2", "7 5"),
    Mark.CHANGED: _Stroke("#8a5a00", "3", "2 3"),
}


@dataclass(frozen=True)
class Marks:
    """What is shown beside a process: marks of states and of moves (state, action), and counts."""

    states: Mapping[str, Mark] = field(default_factory=dict)
    moves: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    """Items that are in each state now; a state that is not in it shows nothing."""


NO_MARKS: Final = Marks()


def svg(process: Process, lang: str = "ja", marks: Marks = NO_MARKS) -> str:
    """Draw the sound `process` with titles in `lang` (`ja` or `en`; else KeyError), and `marks`.

    The text is well-formed XML without a declaration, so that it can stand inside a
    page too. Its size is in px; the same process gives the same text.
    """
    layout = lay_out(process, lang)
    prefix = f"process-{process.name}-{process.version}"
    root = picture((layout.width, layout.height), prefix, process.title[lang], lang)
    text(root, (24, 34), process.title[lang], size=18, fill=INK)
    for arrow in layout.arrows:
        _line(root, arrow, f"{prefix}-head", marks.moves.get(arrow.move))
    _points(root, layout)
    for box in layout.boxes.values():
        _box(root, box, process.states[box.state], lang, f"{prefix}-head", marks)
    for arrow in layout.arrows:
        _label(root, arrow)
    return written(root)


def _line(root: Element, arrow: Arrow, head: str, mark: Mark | None) -> None:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in arrow.points)
    ending = {"marker_end": f"url(#{head})"} if arrow.head else {}
    stroke = _STROKES[mark] if mark else _PLAIN
    add(root, "polyline", points=points, fill="none", **_drawn(stroke), **ending)


def _drawn(stroke: _Stroke) -> dict[str, str]:
    dashed = {"stroke_dasharray": stroke.dashes} if stroke.dashes else {}
    return {"stroke": stroke.colour, "stroke_width": stroke.width, **dashed}


def _label(root: Element, arrow: Arrow) -> None:
    x, y = arrow.label_at
    width = text_width(arrow.label) * _LABEL / 14
    left = x - width if arrow.label_ends else x
    # A white ground keeps the words readable where another line passes under them.
    add(
        root,
        "rect",
        x=number(left - 2),
        y=number(y - _LABEL + 1),
        width=number(width + 4),
        height=number(_LABEL + 2),
        fill="#ffffff",
    )
    anchor = "end" if arrow.label_ends else "start"
    text(root, arrow.label_at, arrow.label, _LABEL, INK, anchor)


def _points(root: Element, layout: Layout) -> None:
    for (x, y), radius, fill in [
        (layout.start, "7", INK),
        *((j, "3", LINE_COLOUR) for j in layout.joints),
    ]:
        add(root, "circle", cx=number(x), cy=number(y), r=radius, fill=fill)


def _box(root: Element, box: Box, state: State, lang: str, head: str, marks: Marks) -> None:
    mark = marks.states.get(box.state)
    stroke = _STROKES[mark] if mark else _Stroke(INK, "1.5")
    frames = (0.0, 4.0) if state.final else (0.0,)
    for inset in frames:
        add(
            root,
            "rect",
            x=number(box.x + inset),
            y=number(box.y + inset),
            width=number(box.width - 2 * inset),
            height=number(box.height - 2 * inset),
            rx="4",
            fill="#f6f5f1",
            **_drawn(stroke),
        )
    middle = box.x + box.width / 2
    first = box.y + box.height / 2 + 5 - LINE * len(box.loops) / 2
    text(root, (middle, first), state.title[lang], 15, INK, "middle")
    if box.state in marks.counts:
        _count(root, box, marks.counts[box.state])
    for index, (_, label) in enumerate(box.loops, start=1):
        y = first + LINE * index
        start = middle - (text_width(label) * _LABEL / 14 + 18) / 2
        _loop(root, (start, y - 5), head)
        text(root, (start + 20, y), label, _LABEL, SOFT)


def _count(root: Element, box: Box, count: int) -> None:
    """Write how many items are there into the upper right corner, on a ground of its own."""
    words = str(count)
    width = max(26.0, text_width(words) + 16)
    x, y = box.x + box.width - width - 5, box.y + 5
    fill, ink = (LINE_COLOUR, "#ffffff") if count else ("#ffffff", SOFT)
    size = {"width": number(width), "height": "22", "rx": "11"}
    add(root, "rect", x=number(x), y=number(y), **size, fill=fill, stroke=LINE_COLOUR)
    text(root, (x + width / 2, y + 16), words, _LABEL, ink, "middle")


def _loop(root: Element, at: Point, head: str) -> None:
    """Draw the small round arrow before an action that keeps the state."""
    path = f"M{number(at[0] + 6)} {number(at[1] - 5)} a5 5 0 1 1 -5 3"
    add(root, "path", d=path, fill="none", stroke=LINE_COLOUR, marker_end=f"url(#{head})")
