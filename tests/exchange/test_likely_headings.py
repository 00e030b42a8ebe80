"""Headings that no table has word for word, known by what they are made up of."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import asking, headings
from workflow.exchange.columns import PLACE


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("デジタル関連事業名", "name"), ("ＤＸ事業名", "name"), ("予算書上の事業名", "name"),
        ("事業名・システム名", "name"), ("事業メニュー名", "name"), ("事業タイトル", "name"),
        ("回答課", "section"), ("予算執行課名", "section"), ("担当課・室・所", "section"),
        ("記入課かい", "section"), ("回答所属", PLACE), ("提出部署名", PLACE),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_what_it_is_made_up_of(heading, column):
    assert headings.recognised(heading).column == column


@pytest.mark.parametrize(
    "text", ["旧事業名", "統合前の事業名", "現事業名", "関係課", "協議先の課", "氏名", "事業名簿"]
)
def test_what_is_headed_so_is_not_what_is_read(text):
    assert headings.recognised(text).column is None


def test_a_list_whose_headings_are_only_likely_is_read():
    rows = [("回答課", "デジタル関連事業名", "要求見込額（千円）"), ("税務課", "申告", 300)]

    (line,) = read(rows).lines

    assert (line.values["section"], line.values["name"]) == ("税務課", "申告")
    assert line.values["amount_kyen"] == 300


def test_a_surer_heading_of_names_wins():
    rows = [("事業名", "導入システム名", "予算額（千円）"), ("申告", "甲システム", 300)]

    assert read(rows).names == ["申告"]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ア　課名", "section"), ("（イ）事業名", "name"), ("ウ．予算額（千円）", "amount_kyen"),
        ("ⅱ 事業名", "name"), ("シ ス テ ム 名", "name"), ("事　業　名", "name"),
    ],
)  # fmt: skip
def test_by_what_headings_are_counted_is_no_part_of_them(heading, column):
    assert headings.recognised(heading).column == column


def test_of_two_columns_beneath_one_heading_that_with_codes_is_not_the_name():
    rows = [
        ("課名", "事業", None, "予算額（千円）"),
        ("税務課", "001", "申告", 300),
        ("総務課", 2, "文書", 200),
    ]
    sheet = read(rows, (((0, 1), (0, 2)),))

    assert sheet.names == ["申告", "文書"]
    assert asking.of_structure(sheet.grid, sheet.reading.how, NAMES) == []


def test_a_heading_that_names_departments_and_items_is_one_of_names():
    rows = [("部局・課・事業", "要求額（千円）"), ("申告", 300), ("文書", 200)]

    assert read(rows).names == ["申告", "文書"]
