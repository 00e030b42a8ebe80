"""Lists without columns of places whose names have theirs behind or beneath them; names above."""

import pytest

from tests.support.rows_of_offices import NAMES, Read, read
from workflow.exchange import sheets

TITLED = {sheets.TITLE: sheets.FROM_TITLE}
HEAD = ("事業名", "要求額（千円）", "概要")


def said(sheet: Read) -> list[tuple]:
    """What each item is called, where it belongs, and its amount."""
    values = [one.values for one in sheet.lines]
    return [(one["name"], one.get("department", ""), one["amount_kyen"]) for one in values]


@pytest.mark.parametrize("before", ["【{}】", "（{}）", "{}\n", "（担当：{}）　"])
def test_a_place_before_each_name_is_that_of_its_item(before):
    rows = [
        (before.format("税務課") + "改修", 300, "あ"),
        (before.format("教育庁") + "連携", 50, "い"),
    ]

    sheet = read([HEAD, *rows], answers=TITLED)

    assert said(sheet) == [("改修", "総務部税務課", 300), ("連携", "教育庁", 50)]


@pytest.mark.parametrize("behind", ["【{}】", "（{}）", "\n({})", "　[{}]", "（担当：{}）"])
def test_a_place_behind_each_name_is_that_of_its_item(behind):
    rows = [
        ("改修" + behind.format("税務課"), 300, "あ"),
        ("（仮称）連携【新規】" + behind.format("教育庁"), 50, "い"),
        ("合計", 350, None),
    ]

    sheet = read([HEAD, *rows], answers=TITLED)

    assert said(sheet) == [("改修", "総務部税務課", 300), ("（仮称）連携【新規】", "教育庁", 50)]


def test_which_places_stand_behind_names_is_asked_first():
    sheet = read([HEAD, ("改修【税務課】", 300, "あ"), ("連携", 50, "い")])

    how = sheet.reading.how
    assert sheets.title_departments(sheet.grid, how, NAMES) == [
        ("【総務部税務課】", "総務部税務課")
    ]
    assert sheet.names == ["改修【税務課】", "連携"]


@pytest.mark.parametrize("name", ["改修（新規）", "改修（第2期）", "改修【人事課】"])
def test_what_is_no_place_stays_in_a_name(name):
    sheet = read([("総務部",), HEAD, (name, 300, "あ")], answers=TITLED)

    assert said(sheet) == [(name, "総務部", 300)]


@pytest.mark.parametrize("place", ["【{}】", "（{}）"])
def test_a_place_beneath_each_item_is_that_of_the_item_above_it(place):
    rows = [
        ("改修", 300, "あ"), (place.format("税務課"), None, None),
        ("連携", 50, "い"), (place.format("教育庁"), None, None), ("合計", 350, None),
    ]  # fmt: skip

    sheet = read([HEAD, *rows], answers=TITLED)

    assert said(sheet) == [("改修", "総務部税務課", 300), ("連携", "教育庁", 50)]


def test_a_place_above_its_items_is_that_of_those_beneath():
    rows = [("【税務課】",), ("改修", 300, "あ"), ("【教育庁】",), ("連携", 50, "い")]

    sheet = read([HEAD, *rows], answers=TITLED)

    assert said(sheet) == [("改修", "総務部税務課", 300), ("連携", "教育庁", 50)]


@pytest.mark.parametrize("mark", ["", "■", "◆"])
def test_names_above_their_amounts_are_those_of_the_items(mark):
    rows = [
        (f"{mark}改修【税務課】",), (None, 300, "あ"),
        (f"{mark}連携【教育庁】",), (None, 50, "い"), ("合計", 350, None),
    ]  # fmt: skip

    sheet = read([HEAD, *rows], answers=TITLED)

    assert said(sheet) == [("改修", "総務部税務課", 300), ("連携", "教育庁", 50)]


def test_names_above_their_amounts_have_their_places_beside_them():
    head = ("課名", "事業名", "要求額（千円）")
    rows = [("税務課", "改修", None), (None, None, 300), ("総務課", "連携", None), (None, None, 50)]

    sheet = read([("総務部",), head, *rows], answers=TITLED)

    assert [(one.values["section"], *one.values.values()) for one in sheet.lines] == [
        ("税務課", "税務課", "改修", 300, "総務部"),
        ("総務課", "総務課", "連携", 50, "総務部"),
    ]


def test_a_group_above_items_of_their_own_names_gives_them_none():
    rows = [("■基盤",), ("改修", 300, "あ"), ("■連携",), (None, 50, "い")]

    sheet = read([("総務部",), HEAD, *rows], answers=TITLED)

    assert sheet.names == ["改修", ""]


@pytest.mark.parametrize("mark", ["〃", "〃　"])
def test_a_mark_before_a_section_says_the_department_above(mark):
    rows = [("総務部税務課", "改修", 300), (f"{mark}総務課", "連携", 50), ("〃", "更新", 5)]

    sheet = read([("所属", "事業名", "要求額（千円）"), *rows])

    assert [one.values["place"] for one in sheet.lines] == ["総務部税務課", *["総務部 総務課"] * 2]


@pytest.mark.parametrize("word", ["次頁へ", "前ページより", "（次葉へ）"])
def test_what_is_only_carried_to_the_next_page_is_no_item(word):
    sheet = read([("総務部",), HEAD, ("改修", 300, "あ"), (word, 300, None)], answers=TITLED)

    assert sheet.names == ["改修"]


FULL = ("部局名", "課名", "事業名", "要求額（千円）")


def test_a_section_above_items_of_its_department_is_theirs_where_none_says_its_own():
    rows = [
        ("■税務課",), ("総務部", None, "改修", 300), ("※ 参考",), ("教育庁", None, "連携", 50),
        (None, "【総務課】", None, None), ("総務部", "", "更新", 5), ("■その他",),
        ("総務部", "", "管理", 1),
    ]  # fmt: skip

    sheet = read([FULL, *rows])

    assert [one.values["section"] for one in sheet.lines] == ["税務課", "", "総務課", ""]


def test_a_section_above_items_is_none_of_theirs_where_some_say_their_own():
    rows = [("■税務課",), ("総務部", "", "改修", 300), ("総務部", "総務課", "更新", 5)]

    sheet = read([FULL, *rows])

    assert [one.values["section"] for one in sheet.lines] == ["", "総務課"]


@pytest.mark.parametrize("heading", ["事業名／担当課", "事業名・担当課", "事業名\n（担当課）"])
def test_a_heading_may_say_that_places_stand_with_names(heading):
    sheet = read([(heading, *HEAD[1:]), ("改修\n（税務課）", 300, "あ")], answers=TITLED)

    assert said(sheet) == [("改修", "総務部税務課", 300)]
