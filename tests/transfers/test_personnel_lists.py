"""人事異動 by the lists that personnel sections make: no logins, no roles, mostly no users."""

from datetime import timedelta

import pytest

from tests.support.transfer_lists import (
    CARE,
    DAY,
    DX,
    LISTS,
    MOVES,
    book,
    moves,
    one_cell_each,
    settle,
    shown,
    text,
    written,
)
from tests.support.units import do, look
from workflow import ledger, people, transfers
from workflow.transfers import LEAVE_OUT, PlanState, TransferOvertaken
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role

HEAD = ["異動区分", "氏名", "旧所属", "新所属"]
DAYS = ["発令日", "氏名", "旧所属", "新所属"]
TAX, ROADS = "総務部税務課", "建設部技術管理課"
SATO = ["転任", "佐藤 健", TAX, CARE]


@pytest.fixture
def engine(demo_engine):
    settle(demo_engine)
    return demo_engine


def plan_of(engine, *rows, head=HEAD):
    plan_id = written(engine, text([head, *rows]))
    return plan_id, shown(engine, plan_id)


def answered(engine, plan_id, *answers):
    do(engine, "admin", transfers.answer, plan_id, shown(engine, plan_id).seen, answers)
    return shown(engine, plan_id)


def wrong(view):
    return [(one.row, one.column, one.key) for one in view.problems]


@pytest.mark.parametrize("made", LISTS, ids=lambda one: one.__name__)
def test_a_list_comes_in_as_the_personnel_section_made_it(engine, made):
    logins, left_out = LISTS[made]

    view = shown(engine, written(engine, made()))

    assert view.problems == ()
    assert moves(view) == {login: MOVES[login] for login in logins.split()}
    assert list(view.left_out) == left_out


def test_what_is_proposed_is_put_in_force_and_who_is_no_user_leaves_no_trace(engine):
    plan_id = written(engine, one_cell_each())
    do(engine, "admin", transfers.decide, plan_id, shown(engine, plan_id).seen)
    engine.clock.advance(timedelta(days=(DAY - engine.clock.today()).days))

    do(engine, None, transfers.take_effect_by_itself, plan_id)

    assert shown(engine, plan_id).state is PlanState.DONE
    with engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
        sato, kato = (people.actor_named(work, login) for login in ("sato", "kato"))
        recorded = b"".join(ledger.export_changes(work.session)).decode()
    assert sato.departments(Role.OFFICER) == {5}
    assert kato.departments(Role.OFFICER) == {8, 2}
    assert "山田" not in recorded
    off = look(engine, "admin", people.listed, people.PeopleFilter(active=False))
    assert "ito" in [one.login for one in off.rows]


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
        (3, "day", "transfer_other_day"), (4, "day", "roster_day_unreadable"),
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


def test_other_roles_are_given_than_are_proposed_by_whoever_saw_the_plan(engine):
    plan_id, view = plan_of(engine, SATO, ["転任", "鈴木 一郎", DX, ROADS])
    assert [one.choice for one in view.moves] == ["officer", ""]
    assert view.moves[0].said == f"{TAX} → {CARE} （転任）"

    do(engine, "admin", transfers.choose_roles, plan_id, view.seen, ["viewer", "officer"])

    again = shown(engine, plan_id)
    assert moves(again) == {
        "sato": ["-総務部 officer", "+ viewer", "健康福祉部 医務薬事課"],
        "suzuki": ["- reviewer", "+建設部 officer", "建設部 技術管理課"],
    }
    with pytest.raises(TransferOvertaken):
        do(engine, "admin", transfers.choose_roles, plan_id, view.seen, ["", ""])


def test_what_somebody_goes_on_to_hold_is_said(engine):
    _plan_id, view = plan_of(engine, ["昇任", "高橋 花子", CARE, CARE])

    assert [one.role for one in view.moves[0].keeps] == [Role.OFFICER, Role.VIEWER]


def test_the_lines_can_be_typed_on(engine):
    plan_id = written(engine, one_cell_each())
    before = shown(engine, plan_id)

    lines = transfers.read_lines(before.text.encode("utf-8-sig"), None).lines
    do(engine, "admin", transfers.write, plan_id, before.title, DAY, lines)

    after = shown(engine, plan_id)
    assert (moves(after), after.left_out) == (moves(before), before.left_out)
    assert after.text == before.text


def test_a_list_of_hundreds_names_the_few_that_are_users(engine):
    others = [["転任", f"職員 {number}", TAX, ROADS] for number in range(2500)]

    view = shown(engine, written(engine, book([HEAD, *others, SATO])))

    assert moves(view) == {"sato": MOVES["sato"]}
    assert len(view.left_out) == 2500


def test_a_table_that_says_nothing_of_places_is_no_list(engine):
    for head in (["氏名", "内線"], ["番号", "新所属"]):
        assert transfers.read_lines(text([head, ["佐藤 健", TAX]]), None).lines is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # two people in each row
        (
            [
                ["新所属", "氏名", "旧所属", "", "新所属", "氏名", "旧所属"],
                [CARE, "佐藤 健", TAX, "", ROADS, "鈴木 一郎", DX],
            ],
            {"sato": MOVES["sato"], "suzuki": MOVES["suzuki"]},
        ),
        # a running number within the cell
        (
            [["氏名", "旧所属", "新所属"], ["1 佐藤 健", TAX, CARE], ["２．鈴木 一郎", DX, ROADS]],
            {"sato": MOVES["sato"], "suzuki": MOVES["suzuki"]},
        ),
        # the title says what becomes of everybody
        (
            [
                ["令和4年3月31日付け退職者名簿"],
                ["所属", "職名", "氏名"],
                [ROADS, "課長", "伊藤 誠"],
            ],
            {"ito": MOVES["ito"]},
        ),
        # what stood above the table before counts for that one only
        (
            [
                ["退職者名簿"],
                ["所属", "氏名"],
                [ROADS, "伊藤 誠"],
                [],
                ["その他"],
                ["所属", "氏名"],
                [CARE, "佐藤 健"],
            ],
            {"ito": MOVES["ito"], "sato": MOVES["sato"]},
        ),
        # a list without old places: they come from where they work
        (
            [["新所属", "氏名"], [CARE, "佐藤 健"], [CARE, "高橋 花子"]],
            {"sato": MOVES["sato"], "takahashi": []},
        ),
        # who heads a department
        (
            [["新職", "氏名", "旧職"], ["健康福祉部長", "佐藤 健", "総務部税務課長"]],
            {"sato": [*MOVES["sato"][:2], "健康福祉部"]},
        ),
    ],
)
def test_rows_of_other_shapes_are_understood(engine, rows, expected):
    assert moves(shown(engine, written(engine, book(rows)))) == expected


def test_a_name_over_two_columns_is_one_name(engine):
    rows = [["新所属", "氏名", "", "旧所属"], [CARE, "佐藤", "健", TAX]]

    assert moves(shown(engine, written(engine, book(rows, merges=["B1:C1"])))) == {
        "sato": MOVES["sato"]
    }


def test_whoever_a_list_of_those_taken_on_names_is_asked_about(engine):
    rows = [["新規採用職員名簿"], ["配属先", "氏名"], [TAX, "佐藤 健"], [TAX, "山田 太郎"]]

    view = shown(engine, written(engine, book(rows)))

    assert [(one.key, one.names) for one in view.questions] == [(transfers.WHO, ("佐藤 健",))]
    assert view.left_out == ("山田 太郎",)
