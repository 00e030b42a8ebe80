"""Charts: what they say in words, what they draw, and that they are the same every time."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.support.pictures import parsed, paths, words
from workflow.statistics.charts import (
    Bar,
    BarChart,
    Cell,
    GridChart,
    Span,
    SpanChart,
    draw,
    key_of,
    spec,
)
from workflow.statistics.charts.drawing import render

BARS = BarChart(
    "9月補正（千円）",
    "部局別の事業費",
    (Bar("総務部", 60_016, "60,016"), Bar("健康福祉部", -1_395, "△1,395", group="減額")),
)
SPANS = SpanChart("開庁日", "所要日数", (Span("審査中", 2.5, 7, "中央値2.5 ／ 9割7"),))
GRID = GridChart(
    "件数", "分野と段階", tuple(Cell(r, c, 1, f"{r}{c}", "21,725") for r in "行産" for c in "①②")
)
EMPTY = [replace(BARS, bars=()), replace(SPANS, spans=()), replace(GRID, cells=())]


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (BARS, ("9月補正（千円）", "総務部", "60,016", "健康福祉部", "△1,395", "減額")),
        (SPANS, ("開庁日", "審査中", "中央値2.5 ／ 9割7")),
        (GRID, ("件数", "行①", "行②", "産①", "産②", "21,725")),
    ],
)
def test_every_name_and_figure_stands_in_the_picture(chart, said):
    shown = words(draw(chart))

    assert all(word in shown for word in said)


@pytest.mark.parametrize("chart", [BARS, SPANS, GRID, *EMPTY])
def test_the_same_chart_is_the_same_picture_within_its_frame(chart):
    svg = draw(chart)
    root = parsed(svg)

    assert svg == render(json.dumps(spec(chart), indent=1))
    assert int(root.attrib["width"]) <= 460
    assert "NaN" not in svg


def test_a_decrease_is_hollow_and_an_increase_is_filled():
    fills = [path.get("fill") for path in paths(draw(BARS)) if path.get("stroke")]

    assert fills == ["#1f3a6d", "#ffffff"]


def test_lengths_are_in_proportion():
    chart = replace(BARS, bars=tuple(Bar(str(kyen), kyen, "") for kyen in (100, 50, 0)))

    shapes = [p["d"] for p in paths(draw(chart)) if p.get("stroke")]

    assert [float(shape.partition("h")[2].partition("v")[0]) for shape in shapes] == [440, 220, 0]


@pytest.mark.parametrize(
    "other",
    [
        replace(BARS, caption="12月補正（千円）"),
        replace(BARS, alternative="分野別の事業費"),
        replace(BARS, bars=BARS.bars[::-1]),
        replace(BARS, bars=(BARS.bars[0], replace(BARS.bars[1], value=-1_396))),
        replace(BARS, bars=(BARS.bars[0], replace(BARS.bars[1], hollow=False, group=""))),
    ],
)
def test_whatever_is_drawn_differently_has_another_key(other):
    assert key_of(BARS) == key_of(replace(BARS))
    assert key_of(other) != key_of(BARS)


def test_a_picture_that_was_drawn_before_is_not_drawn_again():
    first = draw(replace(BARS, caption="もう一度"))
    before = render.cache_info().misses

    assert draw(replace(BARS, caption="もう一度")) is first
    assert render.cache_info().misses == before


def test_what_people_typed_is_text_in_the_picture():
    typed = "<script>alert(1)</script>&datum.x"

    svg = draw(replace(BARS, bars=(Bar(typed, 1, "1"),)))

    assert "<script" not in svg
    assert typed in words(svg)


def test_charts_drawn_by_several_threads_at_once_are_each_their_own():
    charts = [replace(BARS, caption=f"{number}番目の図") for number in range(12)]

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(draw, charts))

    assert all(chart.caption in words(svg) for chart, svg in zip(charts, drawn, strict=True))
