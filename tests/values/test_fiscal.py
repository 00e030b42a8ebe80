"""Fiscal years and eras."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.fiscal import (
    FIRST_YEAR,
    LAST_YEAR,
    YearUnreadable,
    era_date,
    era_year,
    fiscal_year,
    parse_era_year,
    quarter,
    short_date,
)

years = st.integers(min_value=FIRST_YEAR, max_value=LAST_YEAR)


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
