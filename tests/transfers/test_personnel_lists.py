"""人事異動 by the lists that personnel sections make: no logins, no roles, mostly no users."""

from datetime import timedelta

import pytest

from tests.support.personnel_lists import LISTS, one_cell_each
from tests.support.transfer_lists import (
    CARE,
    DAY,
    DX,
    HEAD,
    MOVES,
    ROADS,
    SATO,
    TAX,
    book,
    moves,
    plan_of,
    shown,
    text,
    written,
)
from tests.support.units import do, look
from workflow import ledger, people, transfers
from workflow.transfers import PlanState, TransferOutdated
from workflow.values.vocabulary import Role


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


def test_a_section_that_is_not_registered_is_named_and_the_department_kept(engine):
    _plan_id, view = plan_of(engine, ["転任", "佐藤 健", TAX, "健康福祉部 広報室"])

    (move,) = view.moves
    assert (move.place, move.unknown_section) == ("健康福祉部", "広報室")


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
    with pytest.raises(TransferOutdated):
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
