"""Rows of budget lists that are no items: shares of a sum, accounts, counted sums, instructions."""

import pytest

from tests.support.rows_of_offices import read

HEAD = ("課名", "事業名", "予算額（千円）")
ITEMS = [("税務課", "申告", 300), ("総務課", "文書", 200)]
SUM = (None, "計", 500)
NUMBERED = ("番号", "事業名", "要求額（千円）")
NUMBERED_ITEMS = [(1, "申告", 300), (2, "収納", 200)]


def shares(*amounts: int) -> list[tuple[None, str, int]]:
    names = ("デジタル関連経費", "その他", "予備")
    return [(None, name, amount) for name, amount in zip(names, amounts, strict=False)]


@pytest.mark.parametrize(
    "foot",
    [
        [SUM, *shares(400, 100)], [SUM, *shares(400)], [SUM, (None,), *shares(400, 100)],
        [SUM, *shares(400, 100), ("※　当初のみ",)],
    ],
)  # fmt: skip
@pytest.mark.parametrize(("head", "items"), [(HEAD, ITEMS), (NUMBERED, NUMBERED_ITEMS)])
def test_what_shares_out_the_grand_sum_at_the_foot_is_no_item(head, items, foot):
    sheet = read([head, *items, *foot])

    assert sheet.names == [name for _place, name, _amount in items]
    assert sheet.found.other_sums == []


def test_what_shares_out_all_numbered_items_is_no_item():
    assert read([NUMBERED, *NUMBERED_ITEMS, *shares(400, 100)]).names == ["申告", "収納"]


@pytest.mark.parametrize(
    "rows",
    [
        [*NUMBERED_ITEMS, *shares(400, 90)],
        [*NUMBERED_ITEMS, (None, "計", 900), *shares(400)],
        [*NUMBERED_ITEMS, SUM, *shares(600)],
        [*NUMBERED_ITEMS, SUM, (None,), *shares(400)],
        [*NUMBERED_ITEMS, SUM, *shares(400, 100), (3, "課税", 700)],
    ],
)
def test_what_no_sum_proves_stays_an_item(rows):
    assert "デジタル関連経費" in read([NUMBERED, *rows]).names


def test_where_no_item_says_its_place_what_follows_a_sum_is_one():
    rows = [("事業名", "金額（千円）"), ("申告", 300), ("収納", 200), ("計", 500), ("課税", 70)]

    assert "課税" in read(rows).names


@pytest.mark.parametrize(
    "row",
    [
        (None, "総務部計（2件）", 500), (None, "税務課計 2件", 500), ("新規　計", None, 500),
        ("２款　総務費", None, 500), (None, "　１目　税務総務費", 500),
        (None, "第２項 徴税費", 500), (None, "２項徴税費", 500),
    ],
)  # fmt: skip
def test_counted_sums_and_headings_of_accounts_are_no_items(row):
    assert read([HEAD, *ITEMS, row]).names == ["申告", "文書"]


@pytest.mark.parametrize("name", ["２目的別集計ツール", "3項目調査", "１款２項システム"])
def test_a_name_that_begins_like_an_account_is_one_of_an_item(name):
    assert read([HEAD, *ITEMS, (None, name, 500)]).names == ["申告", "文書", name]


@pytest.mark.parametrize(
    "row",
    [
        ("必須", "必須", "任意"), ("リストから選択", "全角50字以内", "半角数字"),
        ("自動入力", "50文字まで", "半角数字のみ"),
    ],
)  # fmt: skip
def test_what_a_column_takes_is_no_item(row):
    assert read([HEAD, row, *ITEMS]).names == ["申告", "文書"]


def test_how_a_list_is_filled_in_is_no_item():
    row = ("プルダウンから選択", "事業名を記入してください", "千円単位で記入")

    assert read([HEAD, row, *ITEMS]).names == ["申告", "文書"]
    assert read([HEAD, ("税務課", "様式の記入", 10), *ITEMS]).names[0] == "様式の記入"


def test_what_an_item_is_made_up_of_is_asked_about_as_its_parts():
    rows = [(None, "（内訳）委託料", 280), (None, "　　　　使用料", 20)]

    assert [one.row for one in read([HEAD, ITEMS[0], *rows, ITEMS[1]]).found.with_parts] == [2]


@pytest.mark.parametrize("account", ["一般会計", "国民健康保険特別会計", "水道事業会計"])
@pytest.mark.parametrize("amount", [None, 500])
def test_the_name_of_an_account_above_its_items_is_no_item(account, amount):
    rows = [HEAD, (None, account, amount), *ITEMS]

    assert read(rows).names == ["申告", "文書"]


def test_a_system_for_accounts_is_an_item():
    rows = [HEAD, ("税務課", "一般会計", 300), ("総務課", "財務会計", 200)]

    assert read(rows).names == ["一般会計", "財務会計"]


@pytest.mark.parametrize("amount", [None, 500])
def test_the_budgets_own_order_is_no_item_in_a_list_without_places_either(amount):
    rows = [("事業名", "予算額（千円）"), ("２款　総務費", amount), ("１項　徴税費", amount)]

    assert read([*rows, ("申告", 300), ("３款　民生費", amount), ("文書", 200)]).names == [
        "申告", "文書",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["２目的別集計ツール導入費", "3項目調査費", "１款２項システム"])
def test_nor_is_a_name_that_only_begins_like_it_taken_for_one(name):
    rows = [("事業名", "予算額（千円）"), ("申告", 300), (name, 200)]

    assert read(rows).names == ["申告", name]


@pytest.mark.parametrize("rest", ["その他", "負担金"])
@pytest.mark.parametrize(("head", "items"), [(HEAD, ITEMS), (NUMBERED, NUMBERED_ITEMS)])
def test_the_rest_at_the_foot_without_a_place_is_no_item_though_no_sum_stands_there(
    head, items, rest
):
    sheet = read([head, *items, (None, rest, 40)])

    assert sheet.names == [name for _place, name, _amount in items]
    assert [label for _row, label in sheet.found.skipped] == [rest]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ("税務課", "申告", 300), (None, "収納", 200), (None, "その他", 40)],
        [HEAD, *ITEMS, ("総務課", "その他", 40)],
        [HEAD, ("税務課", "申告", 300), (None, "その他", 40), ("総務課", "文書", 200)],
        [HEAD, ("税務課", "申告", 300), (None, "その他", 40)],
        [HEAD[1:], ("申告", 300), ("文書", 200), ("その他", 40)],
    ],
)
def test_the_rest_of_a_department_is_an_item(rows):
    assert "その他" in read(rows).names
