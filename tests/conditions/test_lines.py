"""Conditions as the center writes them, taken apart."""

from datetime import date

import pytest

from workflow.values.conditions import ConditionLine, condition_lines, listed_in, numbered


@pytest.mark.parametrize(
    "line",
    [
        "再協議すること",
        "1. 再協議すること",
        "１．再協議すること",
        "(1) 再協議すること",
        "（１）再協議すること",
        "① 再協議すること",
        "・再協議すること",
        "- 再協議すること",
        "－再協議すること",
        "● 再協議すること",
        "1）再協議すること",
        "１　再協議すること",
        "ア）再協議すること",
        "(ア)再協議すること",
        "※再協議すること",
        "  2、再協議すること　",
    ],
)
def test_numbers_and_bullets_before_a_condition_go(line):
    assert condition_lines(line) == ("再協議すること",)


@pytest.mark.parametrize(
    "line",
    [
        "3.5人月以内とすること",
        "-5%を超えないこと",
        "24時間対応とすること",
        "（総務部と）再協議すること",
        "令和4年度までとすること",
        "2社以上から見積をとること",
        "ＩＣＴ－BCPを定めること",
        "アプリは作らないこと",
    ],
)
def test_what_only_looks_like_a_mark_stays(line):
    assert condition_lines(line) == (line,)


WHOLE = (
    "１．積算の根拠を示すこと。\n"
    "　(1) 保守費は3年分とすること。\n"
    "　(2) 単価の出典を付すこと。\n"
    "ただし、既存の契約によるものを除く。\n"
    "２．契約の前に再協議すること。\n"
    "なお、期限は別に定める。"
)
"""Two conditions of three lines each, as an office writes them."""


def test_a_condition_goes_on_until_the_next_number():
    assert condition_lines(WHOLE) == (
        "積算の根拠を示すこと。\n　(1) 保守費は3年分とすること。\n　(2) 単価の出典を付すこと。\n"
        "ただし、既存の契約によるものを除く。",
        "契約の前に再協議すること。\nなお、期限は別に定める。",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 甲\n\n 　\n2. 乙\n・\n丙", ("甲", "乙\n・\n丙")),
        ("・甲\n続き\n・乙", ("甲\n続き", "乙")),
        ("① 甲\n② 乙\n① 丙", ("甲", "乙\n① 丙")),
        ("甲\n乙", ("甲\n乙",)),
        ("次のとおり。\n1. 甲\n2. 乙", ("次のとおり。\n1. 甲\n2. 乙",)),
        ("ア）甲\nイ）乙", ("甲", "乙")),
    ],
)
def test_a_line_break_alone_begins_none(text, expected):
    assert condition_lines(text) == expected


def test_what_is_numbered_is_taken_apart_as_it_was():
    listed = [ConditionLine(text) for text in condition_lines(WHOLE)]

    assert condition_lines(numbered(listed)) == tuple(one.text for one in listed)


@pytest.mark.parametrize(
    "listed",
    [
        (
            ConditionLine("再協議すること。", date(2021, 12, 28), "税務課"),
            ConditionLine("示すこと。"),
        ),
        (ConditionLine("甲\n（総務部と）乙", date(2019, 5, 1)),),
        (ConditionLine("甲", None, "税務課（情報担当）"), ConditionLine("乙", date(2022, 3, 31))),
    ],
)
def test_what_is_written_on_paper_is_read_back_with_its_terms(listed):
    assert listed_in(numbered(listed)) == listed


@pytest.mark.parametrize(
    "text",
    [
        "甲（期限 令和3年13月1日）",
        "甲（期限 未定）",
        "（担当 税務課）",
        "甲（担当 ）",
        "甲（期限 ）",
    ],
)
def test_what_only_looks_like_terms_stays(text):
    assert listed_in(text) == (ConditionLine(text),)


def test_one_condition_alone_has_no_number_and_its_terms_stand_behind_it():
    one = ConditionLine("再協議すること。", date(2021, 12, 28), "税務課")

    assert numbered([one]) == "再協議すること。（期限 令和3年12月28日・担当 税務課）"
    assert numbered([]) == ""
    assert numbered([one, ConditionLine("示すこと。")]).split("\n") == [
        "1. 再協議すること。（期限 令和3年12月28日・担当 税務課）",
        "2. 示すこと。",
    ]


def test_only_the_first_mark_of_a_line_goes():
    assert condition_lines("1. ・甲と① 乙") == ("・甲と① 乙",)


@pytest.mark.parametrize(("text", "expected"), [("", ()), (" \n", ()), ("・", ("・",))])
def test_words_of_which_nothing_would_be_left_stay_as_they_are(text, expected):
    assert condition_lines(text) == expected
