"""What a list of the personnel section leaves open is asked, and nothing is guessed."""

from datetime import timedelta

import pytest

from tests.support.transfer_lists import (
    CARE,
    DAY,
    DAYS,
    DX,
    HEAD,
    MOVES,
    ROADS,
    SATO,
    TAX,
    answered,
    moves,
    plan_of,
    shown,
    text,
    written,
    wrong,
)
from tests.support.units import do
from workflow import transfers
from workflow.transfers import LEAVE_OUT
from workflow.values.errors import InputRefused


def test_two_of_one_name_are_asked_about_by_the_row(engine):
    plan_id, view = plan_of(engine, ["転任", "渡辺　明", "総務部総務課", ROADS], SATO)

    (asked,) = view.questions
    assert wrong(view) == [(2, "name", transfers.WHO)]
    assert asked.rows == (2,)
    assert [one.login for one in asked.candidates] == ["watanabe1", "watanabe2"]
    with pytest.raises(InputRefused):
        do(engine, "admin", transfers.decide, plan_id, view.seen)

    view = answered(engine, plan_id, "watanabe1")

    assert view.problems == ()
    assert moves(view)["watanabe1"] == ["-総務部 officer", "+建設部 officer", "建設部 技術管理課"]
    assert moves(view)["sato"] == MOVES["sato"]


def test_a_name_alone_is_asked_about_where_it_may_be_somebody_elses(engine):
    plan_id, view = plan_of(
        engine,
        ["転任", "鈴木一郎", "農林水産部", TAX],  # the user works elsewhere
        ["採用", "加藤 恵", "", TAX],  # whoever is taken on is no user yet
        ["転任", "伊藤誠", "東京事務所", TAX],  # a place that is not known
    )

    assert [one.key for one in view.questions] == [transfers.WHO] * 3

    view = answered(engine, plan_id, LEAVE_OUT, LEAVE_OUT, "")

    assert view.left_out == ("鈴木一郎", "加藤 恵")
    assert [one.names for one in view.questions] == [("伊藤誠",)]


def test_a_number_says_who_it_is_and_old_forms_of_letters_are_other_names(engine):
    head = ["職員番号", "氏名", "旧所属", "新所属"]
    _plan_id, view = plan_of(
        engine,
        ["１００１", "佐藤 健", TAX, CARE],
        ["9999", "鈴木 一郎", DX, TAX],
        ["", "髙橋 花子", CARE, TAX],
        ["", "ｱﾍﾞ 高橋", CARE, TAX],
        head=head,
    )

    assert moves(view) == {"sato": MOVES["sato"]}
    assert view.left_out == ("鈴木 一郎", "髙橋 花子", "ｱﾍﾞ 高橋")


def test_an_unknown_place_is_asked_about_once_for_all_who_go_there(engine):
    plan_id, view = plan_of(
        engine,
        ["転任", "佐藤 健", TAX, "北秋田地域振興局"],
        ["転任", "伊藤 誠", ROADS, "北秋田地域振興局"],
        ["転任", "加藤 恵", "産業労働部", "未来局"],
        ["転任", "中村 学", "未来局", "北秋田地域振興局"],
    )

    assert [(one.typed, one.rows) for one in view.questions] == [
        ("北秋田地域振興局", (2, 3)), ("未来局", (4,)),
    ]  # fmt: skip

    view = answered(engine, plan_id, transfers.IS_OUTSIDE, "3")

    assert moves(view) == {
        "sato": ["-総務部 officer"],
        "ito": ["-建設部 officer"],
        "kato": ["-産業労働部 officer", "+あきた未来創造部 officer", "あきた未来創造部"],
    }


def test_a_day_is_that_of_the_plan_and_may_be_missing(engine):
    _plan_id, view = plan_of(
        engine,
        ["", "佐藤 健", TAX, CARE],
        ["R4.5.1", "鈴木 一郎", DX, TAX],
        ["春", "伊藤 誠", ROADS, TAX],
        ["いつか", "中村 学", ROADS, TAX],
        head=DAYS,
    )

    assert wrong(view) == [
        (3, "day", "transfer_other_day"), (4, "day", "day_unreadable"),
    ]  # fmt: skip
    assert moves(view) == {"sato": MOVES["sato"]}
    with pytest.raises(InputRefused) as refused:
        written(engine, text([HEAD, SATO]), None)
    assert [one.field for one in refused.value.problems] == ["takes_effect_on"]


def test_nobody_is_moved_twice_but_posts_beside_another_are_rows_of_their_own(engine):
    plan_id, view = plan_of(
        engine, SATO, ["併任", "佐藤 健", TAX, DX], ["転任", "佐藤 健", TAX, ROADS]
    )

    assert wrong(view) == [(4, "name", transfers.TWICE)]
    assert view.questions[0].before == 2

    view = answered(engine, plan_id, LEAVE_OUT)

    assert view.problems == ()
    assert moves(view)["sato"] == [*MOVES["sato"], "+企画振興部 officer"]


def test_who_goes_to_another_body_or_comes_from_one(engine):
    _plan_id, view = plan_of(
        engine,
        ["出向", "佐藤 健", TAX, "国土交通省"],
        ["出向", "鈴木 一郎", DX, "教育庁"],
        ["", "伊藤 誠", ROADS, "秋田市へ派遣"],
    )

    assert view.problems == ()
    assert moves(view) == {
        "sato": ["-総務部 officer"],
        "suzuki": ["- reviewer", "教育庁"],
        "ito": ["-建設部 officer"],
    }


def test_a_post_beside_another_ends_where_it_was_held(engine):
    plan_id, _view = plan_of(engine, ["併任", "加藤 恵", "", DX])
    do(engine, "admin", transfers.decide, plan_id, shown(engine, plan_id).seen)
    engine.clock.advance(timedelta(days=(DAY - engine.clock.today()).days))
    do(engine, None, transfers.take_effect_by_itself, plan_id)

    _plan_id, view = plan_of(engine, ["併任解除", "加藤 恵", DX, ""])

    assert moves(view) == {"kato": ["-企画振興部 officer"]}


def test_a_kind_that_is_not_known_is_asked_about(engine):
    plan_id, view = plan_of(
        engine, ["育児休業", "佐藤 健", TAX, ""], ["併任解除", "伊藤 誠", ROADS, ""]
    )

    assert [(one.key, one.typed) for one in view.questions] == [
        (transfers.WHICH_KIND, "育児休業"), (transfers.WHICH_KIND, "併任解除"),
    ]  # fmt: skip

    view = answered(engine, plan_id, LEAVE_OUT, "retire")

    assert moves(view) == {"ito": MOVES["ito"]}
    assert view.left_out == ("佐藤 健",)
