"""Clocks tell the time in Japan and can be handed in."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.clock import JAPAN, Clock, SettableClock, SystemClock, TrainingClock

NINE = datetime(2021, 8, 20, 9, 0, tzinfo=JAPAN)


def test_the_system_clock_tells_the_machines_time_in_japan():
    before = datetime.now(UTC)
    now = SystemClock().now()
    after = datetime.now(UTC)

    assert before <= now <= after
    assert now.utcoffset() == timedelta(hours=9)


def test_a_settable_clock_stands_still():
    clock = SettableClock(NINE)

    assert clock.now() == clock.now() == NINE
    assert clock.today() == date(2021, 8, 20)


def test_a_settable_clock_shows_what_it_is_set_to_in_japan():
    clock = SettableClock(NINE)

    clock.set(datetime(2021, 12, 31, 15, 0, tzinfo=UTC))

    assert clock.now().utcoffset() == timedelta(hours=9)
    assert clock.today() == date(2022, 1, 1)


@given(st.lists(st.timedeltas(timedelta(days=-99), timedelta(days=99)), max_size=9))
def test_a_settable_clock_advances_by_what_passes(durations):
    clock = SettableClock(NINE)

    for duration in durations:
        clock.advance(duration)

    assert clock.now() == NINE + sum(durations, timedelta())


def test_a_moment_without_a_time_zone_is_refused():
    naive = NINE.replace(tzinfo=None)
    clock = SettableClock(NINE)

    with pytest.raises(ValueError, match="no time zone"):
        clock.set(naive)
    with pytest.raises(ValueError, match="no time zone"):
        SettableClock(naive)
    with pytest.raises(ValueError, match="no time zone"):
        TrainingClock(naive, clock)

    assert clock.now() == NINE


def test_a_training_clock_runs_on_at_the_pace_of_the_other():
    pace = SettableClock(datetime(2026, 1, 5, 13, 30, tzinfo=JAPAN))
    clock = TrainingClock(NINE, pace)

    assert clock.now() == NINE

    pace.advance(timedelta(hours=16))

    assert clock.now() == datetime(2021, 8, 21, 1, 0, tzinfo=JAPAN)
    assert clock.today() == date(2021, 8, 21)


def test_a_clock_starts_when_offices_open_unless_told_otherwise():
    morning = Clock.starting_on(date(2021, 8, 20))
    afternoon = Clock.starting_on(date(2021, 8, 20), time(13, 30))

    assert morning.now() >= NINE
    assert timedelta(hours=4) < afternoon.now() - morning.now() < timedelta(hours=5)
