"""Business days: when offices are open, and deadlines counted in such days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.values.business_days import (
    add_business_days,
    business_days_between,
    is_business_day,
    next_business_day,
)

days = st.dates(min_value=date(2017, 4, 1), max_value=date(2028, 3, 31))
counts = st.integers(min_value=1, max_value=60)
ONE_DAY = timedelta(days=1)
# The holidays of a year are worked out when first asked for; no test here is about speed.
unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2021, 8, 20), True),
        (date(2021, 8, 21), False),  # Saturday
        (date(2021, 8, 22), False),  # Sunday
        (date(2021, 7, 22), False),  # moved for the Olympic Games
        (date(2021, 10, 11), True),  # and so open where it was moved from
        (date(2021, 8, 9), False),  # in lieu of a holiday on Sunday
        (date(2019, 5, 1), False),  # the accession
        (date(2021, 12, 28), True),
        (date(2021, 12, 29), False),
        (date(2021, 12, 31), False),
        (date(2022, 1, 3), False),
        (date(2022, 1, 4), True),
        (date(9999, 12, 30), False),
        (date(1948, 11, 3), False),  # the first autumn of the law on holidays
        (date(1947, 11, 3), True),
    ],
)
def test_offices_close_on_weekends_holidays_and_at_the_turn_of_the_year(day, is_open):
    assert is_business_day(day) is is_open


def test_a_deadline_on_a_closed_day_moves_to_the_next_open_one():
    assert next_business_day(date(2021, 12, 29)) == date(2022, 1, 4)
    assert next_business_day(date(2021, 8, 20)) == date(2021, 8, 20)


def test_ten_business_days_over_the_new_year_skip_what_is_closed():
    assert add_business_days(date(2021, 12, 27), 10) == date(2022, 1, 17)


def test_a_deadline_passed_counts_the_open_days_back_to_it():
    friday, monday = date(2021, 8, 20), date(2021, 8, 23)

    assert business_days_between(friday, monday) == 1
    assert business_days_between(monday, friday) == -1
    assert business_days_between(friday, friday) == 0


# A wedding or a funeral on a weekday, holidays in lieu and between two others (by each wording of
# the law), the accession, the moves for the Olympic Games, and years beyond what is known.
@pytest.mark.parametrize(
    "year", [1947, 1948, 1959, 1973, 1988, 1990, 1993, 2007, 2009, 2015, 2019, 2021, 2032, 2100]
)
def test_a_year_has_as_many_business_days_as_its_days_say_one_by_one(year):
    before = date(year - 1, 12, 31)
    each = [before + ONE_DAY * n for n in range(1, 367)]
    opened = [day for day in each if day.year == year and is_business_day(day)]

    assert [business_days_between(before, day) for day in opened] == [*range(1, len(opened) + 1)]
    assert business_days_between(before, date(year, 12, 31)) == len(opened)


@unhurried
@given(days, counts)
def test_adding_and_counting_agree_either_way(day, count):
    later, earlier = add_business_days(day, count), add_business_days(day, -count)

    assert is_business_day(later)
    assert is_business_day(earlier)
    assert business_days_between(day, later) == count
    assert business_days_between(day, earlier) == -count


@unhurried
@given(days, counts)
def test_adding_and_taking_away_returns_to_an_open_day(day, count):
    opened = next_business_day(day)

    assert add_business_days(add_business_days(opened, count), -count) == opened
    assert add_business_days(add_business_days(opened, -count), count) == opened


@unhurried
@given(days, counts, counts)
def test_adding_in_two_steps_is_adding_at_once(day, first, second):
    at_once = add_business_days(day, first + second)

    assert add_business_days(add_business_days(day, first), second) == at_once


@unhurried
@given(days)
def test_the_next_business_day_is_the_first_open_one_and_stays_itself(day):
    opened = next_business_day(day)
    passed = [day + ONE_DAY * n for n in range((opened - day).days)]

    assert is_business_day(opened)
    assert not any(is_business_day(closed) for closed in passed)
    assert next_business_day(opened) == opened == add_business_days(day, 0)


@unhurried
@given(st.lists(days, min_size=3, max_size=3).map(sorted))
def test_counting_over_a_day_between_adds_up(three):
    first, second, third = three

    whole = business_days_between(first, third)

    assert whole == business_days_between(first, second) + business_days_between(second, third)
