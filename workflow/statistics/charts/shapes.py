"""The three shapes of our charts, with every word that stands in them.

A chart says all in words and lengths: filled or hollow, never one colour or another, so
that it reads on a monochrome print. `value` is what is drawn, `label` what is printed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One bar under its name; `group` is a heading that stands above the first of its bars."""

    name: str
    value: int
    label: str
    group: str = ""
    hollow: bool = False
    """Drawn as an outline: what is set apart from the others (an earlier year, no verdict yet)."""


@dataclass(frozen=True)
class BarChart:
    """Bars in the order given, all from the same zero; below it they are hollow.

    `caption` says what is drawn and in which unit; `alternative` is the text for those who
    do not see the picture.
    """

    caption: str
    alternative: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Span:
    """A usual and a long time: a bar up to `usual`, a line on to `long`."""

    name: str
    usual: float
    long: float
    label: str


@dataclass(frozen=True)
class SpanChart:
    """Spans in the order given, from the same zero."""

    caption: str
    alternative: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its `value` is how dark it is, its labels the words in it."""

    row: str
    column: str
    value: int
    label: str
    second: str = ""


@dataclass(frozen=True)
class GridChart:
    """Cells by row and column, in the order in which rows and columns first come."""

    caption: str
    alternative: str
    cells: tuple[Cell, ...]


Chart = BarChart | SpanChart | GridChart
