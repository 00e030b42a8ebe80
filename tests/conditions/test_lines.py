"""Conditions as the center writes them, taken apart."""

import pytest

from workflow.items.effects import condition_lines


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


def test_every_line_is_one_and_empty_ones_are_none():
    assert condition_lines("1. 甲\n\n 　\n2. 乙\n・\n丙") == ("甲", "乙", "丙")


def test_only_the_first_mark_of_a_line_goes():
    assert condition_lines("1. ・甲と① 乙") == ("・甲と① 乙",)


@pytest.mark.parametrize(("text", "expected"), [("", ()), (" \n", ()), ("・", ("・",))])
def test_words_of_which_nothing_would_be_left_stay_as_they_are(text, expected):
    assert condition_lines(text) == expected
