"""Fiscal years, eras and business days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.values.fiscal import (
    FIRST_YEAR,
    LAST_YEAR,
    YearUnreadable,
    add_business_days,
    business_days_between,
    era_date,
    era_year,
    fiscal_year,
    is_business_day,
    next_business_day,
    parse_era_year,
    quarter,
    short_date,
)

years = st.integers(min_value=FIRST_YEAR, max_value=LAST_YEAR)
days = st.dates(min_value=date(2017, 4, 1), max_value=date(2028, 3, 31))
counts = st.integers(min_value=1, max_value=60)
ONE_DAY = timedelta(days=1)
# The holidays of a year are worked out when first asked for; no test here is about speed.
unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("day", "year", "nth"),
    [
        (date(2021, 4, 1), 2021, 1),
        (date(2021, 6, 30), 2021, 1),
        (date(2021, 7, 1), 2021, 2),
        (date(2021, 9, 30), 2021, 2),
        (date(2021, 12, 31), 2021, 3),
        (date(2022, 1, 1), 2021, 4),
        (date(2022, 3, 31), 2021, 4),
        (date(2022, 4, 1), 2022, 1),
    ],
)
def test_the_fiscal_year_and_its_quarters_begin_in_april(day, year, nth):
    assert (fiscal_year(day), quarter(day)) == (year, nth)


@given(years)
def test_a_printed_fiscal_year_reads_back(year):
    assert parse_era_year(era_year(year)) == year


@given(years, st.sampled_from(["{}", "{}年度", "FY{}", " {} "]))
def test_a_western_fiscal_year_reads_back(year, shape):
    assert parse_era_year(shape.format(year)) == year


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [
        (2018, "平成30年度", "FY2018 (H30)"),
        (2019, "令和元年度", "FY2019 (R1)"),
        (2021, "令和3年度", "FY2021 (R3)"),
        (1988, "昭和63年度", "FY1988 (S63)"),
        (1989, "平成元年度", "FY1989 (H1)"),
    ],
)
def test_fiscal_years_are_printed_by_their_era(year, ja, en):
    assert (era_year(year), era_year(year, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和3年度", 2021),
        ("令和３年度", 2021),
        ("令和 3 年度", 2021),
        ("令和元年度", 2019),
        ("令和1年度", 2019),
        ("平成31年度", 2019),
        ("昭和64年度", 1989),
        ("大正15年度", 1926),
        ("R3", 2021),
        ("r03", 2021),
        ("Ｒ３", 2021),
        ("H31", 2019),
        ("S63", 1988),
        ("T14", 1925),
        ("M44", 1911),
        ("２０２１", 2021),
        ("2021年度", 2021),
        ("㋿3年度", 2021),
    ],
)
def test_fiscal_years_are_read_as_people_write_them(text, year):
    assert parse_era_year(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "令和",
        "令和0年度",
        "R0",
        "平成32年度",
        "H99",
        "昭和65年度",
        "令和3年",
        "令和三年度",
        "21",
        "1872",
        "2118",
        "20210",
        "X3",
        "R100",
        "2021-09",
        "令和3年度9月",
        "٢٠٢١",
        pytest.param("9" * 9999, id="very long"),
    ],
)
def test_what_is_no_fiscal_year_is_refused_with_what_was_typed(text):
    with pytest.raises(YearUnreadable) as caught:
        parse_era_year(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2021, 8, 20), "令和3年8月20日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 29), "明治45年7月29日"),
    ],
)
def test_days_are_printed_by_the_era_they_fell_in(day, printed):
    assert era_date(day) == printed


def test_days_before_the_calendar_are_refused():
    with pytest.raises(ValueError, match="before 1873"):
        era_date(date(1872, 12, 31))


def test_a_short_date_names_the_day_of_the_week():
    assert short_date(date(2021, 8, 20)) == "8/20（金）"
    assert short_date(date(2021, 8, 20), "en") == "20 Aug (Fri)"


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
