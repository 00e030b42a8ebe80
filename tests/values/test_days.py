"""A day is read as people write it, and nothing else is a day."""

from datetime import date

import pytest

from workflow.values.days import DayUnreadable, parse_day


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
