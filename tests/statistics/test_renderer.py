"""Charts are drawn by a process of its own, which is there only while it is needed."""

import time
from collections.abc import Iterator

import pytest

from workflow.statistics.charts.drawing import ChartNotDrawn, Renderer, spec
from workflow.statistics.charts.shapes import BarChart
from workflow.values.canonical import canonical_bytes

PICTURE = canonical_bytes(spec(BarChart("", "", ()))).decode()


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    renderer = Renderer()
    yield renderer
    renderer.close()


def test_what_cannot_be_drawn_ends_the_renderer_and_the_next_picture_begins_another(renderer):
    assert not renderer.is_there

    with pytest.raises(ChartNotDrawn):
        renderer.svg("no specification")
    assert not renderer.is_there

    assert renderer.svg(PICTURE).startswith("<svg")
    assert renderer.is_there


def test_the_renderer_ends_when_nobody_asks_for_a_picture_any_more():
    renderer = Renderer(idle=0)

    renderer.svg(PICTURE)

    deadline = time.monotonic() + 10
    while renderer.is_there and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not renderer.is_there
