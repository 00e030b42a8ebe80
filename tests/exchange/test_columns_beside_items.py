"""What other columns of a list do to its items: kinds of requests, funding, unknown ones."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import (
    cells,
    refining,
    sheets,
    understanding,
)
from workflow.exchange.units import Unit


@pytest.mark.parametrize("amount", [None, 300])
def test_a_group_in_the_column_of_kinds_of_requests_is_no_item(amount):
    head = ("区分", "課名", "事業名", "要求額（千円）")
    rows = [("■総務部", None, None, amount), ("新規", "税務課", "申告", 300)]

    sheet = read([head, *rows], answers={sheets.TITLE: sheets.FROM_TITLE})

    assert [(one.values["name"], one.values["department"]) for one in sheet.lines] == [
        ("申告", "総務部")
    ]


def test_a_list_whose_heads_stand_again_beside_columns_that_are_not_known_is_one():
    head = ("課名", "事業名", "要求額", "進捗")
    rows = [
        row
        for of in ("総務部", "教育庁")
        for row in ((of,), head, ("総務課", f"{of}文書", 70, "済"), ())
    ]

    sheet = read([*rows, *rows])

    assert understanding.head_of(sheet.reading.tab, sheet.reading.how).is_list
    assert sheet.reading.how.head == 1


def test_kinds_of_funding_are_counted_in_the_unit_of_the_amount_beside_them():
    head = ("部局名", "事業名", "要求額（円）", "国庫支出金", "一般財源")
    sheet = read([head, ("総務部", "申告", 300_000, 100_000, 200_000)])

    (one,) = refining.counted(
        understanding.head_of(sheet.reading.tab, sheet.reading.how), sheet.reading.how
    )
    assert (one.said, one.places) == (Unit.YEN, (2, 3, 4))


def test_a_section_that_stood_behind_its_name_parts_no_amount():
    head = ("部局名", "事業名", "要求額（千円）", "国庫支出金")
    sheet = read([head, ("総務部", "申告（税務課）", "700", "350")])

    read_as = cells.cells_of(sheet.reading, NAMES, {}, ask_from=1_000_000)

    assert read_as.read(sheet.lines[0]).given["amount_kyen"] == 700
