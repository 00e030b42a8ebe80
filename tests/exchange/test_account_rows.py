"""Rows of the budget's own order, told from items by their amounts."""

import pytest

from tests.support.rows_of_offices import read

WITH_PLACES = ("科目・事業名", "担当課", "予算額（千円）")
ALONE = ("科目・事業名", "予算額（千円）")


def test_accounts_above_items_that_say_their_place_are_none():
    rows = [
        WITH_PLACES, ("総務費", None, 500), ("総務管理費", None, 300), ("申告", "税務課", 300),
        ("徴税費", None, 200), ("文書", "総務課", 120), ("収納", "税務課", 80),
    ]  # fmt: skip

    sheet = read(rows)

    assert sheet.names == ["申告", "文書", "収納"]
    assert [label for _row, label in sheet.found.skipped] == ["総務費", "総務管理費", "徴税費"]


@pytest.mark.parametrize(
    "row",
    [("宿直費", None, 999), ("宿直事業", None, 300), ("宿直費", "総務課", 300)],
    ids=["no sum", "no account", "a place of its own"],
)
def test_what_no_sum_and_no_name_proves_stays_an_item(row):
    rows = [WITH_PLACES, ("文書", "総務課", 200), row, ("申告", "税務課", 300)]

    assert read(rows).names == ["文書", row[0], "申告"]


@pytest.mark.parametrize("blank", ["　", "  "])
def test_accounts_that_are_told_by_blanks_alone_are_no_items(blank):
    rows = [
        ALONE, ("総務費", 500), (f"{blank}総務管理費", 500), (f"{blank * 2}企画費", 300),
        (f"{blank * 3}申告", 200), (f"{blank * 3}文書", 100), (f"{blank * 2}諸費", 200),
        (f"{blank * 3}収納", 200),
    ]  # fmt: skip

    sheet = read(rows)

    assert [name.strip() for name in sheet.names] == ["申告", "文書", "収納"]
    assert sheet.found.other_sums == []


def test_of_an_item_and_its_parts_set_in_beneath_it_is_still_asked():
    rows = [ALONE, ("庁舎管理費", 300), ("　清掃", 200), ("　警備", 100), ("文書", 50)]

    sheet = read(rows)

    assert len(sheet.names) == 4
    assert [one.row for one in sheet.found.with_parts] == [2]


@pytest.mark.parametrize(
    ("head", "item", "other"),
    [
        (WITH_PLACES, ("申告", "税務課"), ("文書", "総務課")), (ALONE, ("申告",), ("文書",)),
    ],
)  # fmt: skip
def test_the_expenses_that_an_item_is_made_up_of_are_none(head, item, other):
    without = (None,) * (len(item) - 1)
    rows = [
        head, (*item, 300), ("12委託料", *without, 280), ("　８　旅費", *without, 20),
        (*other, 90), ("使用料及び賃借料", *without, 90),
    ]  # fmt: skip

    assert read(rows).names == ["申告", "文書"]


def test_expenses_that_come_to_no_sum_are_items():
    rows = [ALONE, ("申告", 300), ("委託料", 280), ("旅費", 30)]

    assert read(rows).names == ["申告", "委託料", "旅費"]
