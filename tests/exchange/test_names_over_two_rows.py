"""A name that goes on in a second row, with or without a text that goes on beside it."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import asking, understanding

HEAD = ("課名", "事業名", "予算額（千円）", "財源", "概要")
GOING_ON = [
    HEAD,
    ("税務課", "電子申告", 300, None, "受付の"),
    (None, "推進事業", None, None, "仕組み"),
    ("総務課", "文書", 200, None, "保存"),
    ("総務課", "宿直", 100, None, "委託"),
]


def test_whether_it_goes_on_is_asked():
    assert read(GOING_ON).found.names_alone == [(3, "推進事業")]


def test_as_was_answered_name_and_text_are_those_of_the_item_above():
    sheet = read(GOING_ON, answers={"names_alone": "above"})

    first = sheet.lines[0].values
    assert sheet.names == ["電子申告推進事業", "文書", "宿直"]
    assert (first["summary"], first["amount_kyen"]) == ("受付の\n仕組み", 300)


def test_in_a_numbered_list_nothing_has_to_be_asked():
    head = ("番号", *HEAD[1:])
    rows = [(1, *GOING_ON[1][1:]), GOING_ON[2], (2, *GOING_ON[3][1:])]

    sheet = read([head, *rows])

    assert (sheet.names, sheet.found.names_alone) == (["電子申告推進事業", "文書"], [])


@pytest.mark.parametrize(
    "row",
    [
        ("税務課", "推進事業", None, None, "仕組み"),
        (None, "推進事業", 50, None, "仕組み"),
        (None, "推進事業", None, "国庫", "仕組み"),
    ],
)
def test_what_says_a_place_an_amount_or_a_text_of_its_own_is_an_item(row):
    sheet = read([*GOING_ON[:2], row, *GOING_ON[3:]])

    assert "推進事業" in sheet.names
    assert sheet.found.names_alone == []


def test_beneath_a_department_that_is_merged_over_its_rows_it_is_an_item():
    rows = [*GOING_ON[:2], (None, "推進事業", None, None, "仕組み"), *GOING_ON[3:]]

    assert "推進事業" in read(rows, (((1, 0), (2, 0)),)).names


@pytest.mark.parametrize(("bullet", "kinds"), [("・", ["names_alone"]), ("", [])])
def test_what_an_item_is_made_up_of_is_asked_about_however_many_rows_it_has(bullet, kinds):
    rows = [
        HEAD[:3], ("税務課", "申告", 300), *((None, f"{bullet}{of}", None) for of in "受付画面"),
        ("総務課", "文書", 200),
    ]  # fmt: skip
    sheet = read(rows)
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    asked = asking.of_content(sheet.reading, head, sheet.found, NAMES, 1_000_000)

    assert [one.kind for one in asked if one.kind == "names_alone"] == kinds


@pytest.mark.parametrize("text", [None, "仕組み"])
def test_beneath_an_amount_that_is_merged_over_both_rows_a_name_is_asked_about(text):
    rows = [*GOING_ON[:2], (None, "推進事業", None, None, text), *GOING_ON[3:]]
    merges = (((1, 0), (2, 0)), ((1, 2), (2, 2)))

    assert read(rows, merges).found.names_alone == [(3, "推進事業")]
    joined = read(rows, merges, {"names_alone": "above"})
    assert joined.names == ["電子申告推進事業", "文書", "宿直"]
    assert [line.values["amount_kyen"] for line in joined.lines] == [300, 200, 100]


def test_rows_of_one_name_are_told_apart_though_their_place_stands_only_in_the_first():
    head = ("課名", "事業名", "細事業名", "予算額（千円）")
    rows = [
        ("税務課", "賦課", "申告", 300),
        (None, "賦課", "台帳", 50),
        ("総務課", "賦課", "文書", 20),
    ]

    assert read([head, *rows]).found.twins == [2, 3]
