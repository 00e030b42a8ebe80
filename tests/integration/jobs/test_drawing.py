"""Pictures are drawn by a worker, once, and kept by what is drawn in them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.support.killing import jobs
from tests.support.pictures import words
from workflow.documents.charts import Bar, BarChart, key_of
from workflow.errors import NotFound
from workflow.jobs import names
from workflow.jobs.drawing import UNUSED_FOR
from workflow.models import DrawnChart

pytestmark = pytest.mark.both_databases


def a_chart(kyen=60_016, name="総務部"):
    return BarChart("9月補正（千円）", "部局別の事業費", (Bar(name, kyen, f"{kyen:,}"),))


def drawings(office):
    found = jobs(office.engine.database.engine)
    return sum(count for (name, _), count in found.items() if name == names.DRAW)


def kept(office):
    with office.engine.database.reading() as session:
        return session.scalar(select(func.count()).select_from(DrawnChart))


def test_a_chart_asked_for_is_drawn_by_the_worker(office, at_work, eventually):
    statistics, chart = office.engine.statistics, a_chart()
    at_work()

    assert statistics.pictures([chart]) == (None,)
    eventually(lambda: statistics.pictures([chart]) == (key_of(chart),))

    shown = words(statistics.picture(chart))
    assert "総務部" in shown
    assert "60,016" in shown


def test_a_chart_is_one_job_however_often_it_is_asked_for(office):
    for _ in range(3):
        office.engine.statistics.pictures([a_chart(), a_chart(), a_chart(1)])

    assert drawings(office) == kept(office) == 2


def test_other_figures_are_another_picture_and_the_old_one_is_not_shown(office, bench):
    statistics = office.engine.statistics
    statistics.pictures([a_chart(1)])
    bench.draw(key_of(a_chart(1)))

    assert statistics.pictures([a_chart(2)]) == (None,)
    with pytest.raises(NotFound):
        statistics.picture(a_chart(2))


def test_a_picture_drawn_twice_is_the_same_and_stands(office, bench):
    statistics, key = office.engine.statistics, key_of(a_chart())
    statistics.pictures([a_chart()])
    bench.draw(key)
    first = statistics.picture(a_chart())

    bench.draw(key)
    bench.draw("a key that nobody asked for")

    assert statistics.picture(a_chart()) == first
    assert kept(office) == 1


def test_a_job_that_came_to_nothing_is_asked_for_again_another_day(office):
    office.engine.statistics.pictures([a_chart()])
    office.clock.advance(timedelta(days=1))
    office.engine.statistics.pictures([a_chart()])
    office.engine.statistics.pictures([a_chart()])

    assert drawings(office) == 2


def test_what_is_drawn_is_never_asked_for_again(office, bench):
    office.engine.statistics.pictures([a_chart()])
    bench.draw(key_of(a_chart()))
    office.clock.advance(timedelta(days=40))

    assert office.engine.statistics.pictures([a_chart()]) == (key_of(a_chart()),)
    assert drawings(office) == 1


def test_pictures_that_nobody_looks_at_are_let_go(office, bench):
    statistics = office.engine.statistics
    statistics.pictures([a_chart(1), a_chart(2)])
    for kyen in (1, 2):
        bench.draw(key_of(a_chart(kyen)))
    office.clock.advance(UNUSED_FOR)
    statistics.pictures([a_chart(2)])
    office.clock.advance(timedelta(days=1))

    statistics.pictures([a_chart(3)])
    bench.draw(key_of(a_chart(3)))

    assert statistics.pictures([a_chart(2), a_chart(3)]) == (
        key_of(a_chart(2)), key_of(a_chart(3)),
    )  # fmt: skip
    assert kept(office) == 2


def test_what_people_typed_is_text_in_the_picture(office, bench):
    chart = a_chart(name="<script>alert(1)</script>&datum.x")
    office.engine.statistics.pictures([chart])
    bench.draw(key_of(chart))

    svg = office.engine.statistics.picture(chart)

    assert "<script" not in svg
    assert "<script>alert(1)</script>&datum.x" in words(svg)
