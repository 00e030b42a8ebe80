"""A day is read as people write it, and nothing else is a day."""

from datetime import date

import pytest

from workflow.values.days import DayUnreadable, DayWithoutYear, likely_days, parse_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和8年5月14日", date(2026, 5, 14)),
        ("R5.5.12", date(2023, 5, 12)),
        ("ｒ５．５．１２", date(2023, 5, 12)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("H31/4/30", date(2019, 4, 30)),
        ("2022-03-31", date(2022, 3, 31)),
        ("２０２２／３／３１", date(2022, 3, 31)),
        ("2022年3月31日", date(2022, 3, 31)),
        (" 2022.3.31 ", date(2022, 3, 31)),
        ("令8.4.1", date(2026, 4, 1)),
        ("令和８・４・１", date(2026, 4, 1)),
        ("令和8年4月1日（水）", date(2026, 4, 1)),
        ("2026/04/01 0:00:00", date(2026, 4, 1)),
        ("20260401", date(2026, 4, 1)),
        ("R080401", date(2026, 4, 1)),
        ("令和６年２月末", date(2024, 2, 29)),
        ("2024年2月末日", date(2024, 2, 29)),
        ("R7年度末", date(2026, 3, 31)),
        ("1 Apr 2022", date(2022, 4, 1)),
        ("20 August 2021 (Fri)", date(2021, 8, 20)),
        ("Sept. 3, 2021", date(2021, 9, 3)),
        ("１ Ａｐｒ ２０２２", date(2022, 4, 1)),
    ],
)
def test_every_way_of_writing_a_day_is_read(typed, day):
    assert parse_day(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "未定",
        "2021-02-30",
        "令和8年13月1日",
        "0001-01-01",
        "5月14日",
        "R0.1.1",
        "46113",
        "令和8年13月末",
        "20261301",
        "31 Feb 2022",
        "1 Foo 2022",
        "20 Aug",
        "2" * 100_000,
    ],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(DayUnreadable):
        parse_day(typed)


@pytest.mark.parametrize(
    ("typed", "month", "day"),
    [
        ("3/31", 3, 31),
        ("３月３１日", 3, 31),
        ("3月31日（木）", 3, 31),
        ("03-31", 3, 31),
        ("3.31", 3, 31),
        ("2/29", 2, 29),
        ("20 Aug", 8, 20),
        ("Aug. 20", 8, 20),
        ("20 August (Fri)", 8, 20),
    ],
)
def test_of_a_day_without_its_year_it_is_known_which_day_is_meant(typed, month, day):
    with pytest.raises(DayWithoutYear) as refused:
        parse_day(typed)

    assert refused.value.data == {"month": month, "day_of_month": day}


@pytest.mark.parametrize("typed", ["2/30", "13/1", "0/0", "31/3", "3/31/", "20 Foo", "31 Feb"])
def test_a_day_of_no_year_is_no_day(typed):
    with pytest.raises(DayUnreadable) as refused:
        parse_day(typed)

    assert not isinstance(refused.value, DayWithoutYear)


@pytest.mark.parametrize(
    ("month", "day", "likely"),
    [
        (3, 31, (date(2021, 3, 31), date(2022, 3, 31))),
        (8, 17, (date(2021, 8, 17), date(2022, 8, 17))),
        (12, 1, (date(2020, 12, 1), date(2021, 12, 1))),
        (2, 29, (date(2020, 2, 29), date(2024, 2, 29))),
    ],
)
def test_a_day_without_its_year_is_likely_the_last_or_the_next_one(month, day, likely):
    assert likely_days(month, day, date(2021, 8, 17)) == likely


def test_the_last_and_the_next_leap_day_are_found_around_a_century_without_one():
    assert likely_days(2, 29, date(1900, 3, 1)) == (date(1896, 2, 29), date(1904, 2, 29))
