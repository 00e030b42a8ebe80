"""Sheets as offices' budget sections send them: what comes in, what is asked, what is said."""

import pytest

from tests.support.budget_sheets import PLAIN, ROADS, TAX
from tests.support.exchange import EVERYWHERE, brought, with_officer_of_two
from tests.support.office_forms import SHEETS
from tests.support.people import person_named
from tests.support.sheet_files import book, saved
from workflow import exchange
from workflow.exchange import units


@pytest.fixture(scope="module")
def engine(shared_demo_engine):
    return with_officer_of_two(shared_demo_engine)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_comes_in_as_a_clerk_expects(engine, name):
    sheet = SHEETS[name]
    file = brought(engine, person_named(engine, EVERYWHERE), sheet.content, sheet.name)

    for answers in sheet.answers:
        assert {one.key for one in file.view().open_questions} == set(answers)
        file.do(exchange.answer, answers)

    view = file.view()
    assert view.open_questions == ()
    assert [(one.cell, one.key) for one in view.problems] == list(sheet.wrong)
    assert sum(line.amount_kyen or 0 for line in view.lines) == sheet.sum_kyen
    assert view.create == sheet.items
    assert sheet.names <= {line.name for line in view.lines}
    assert sheet.said <= {one.key for one in view.notices}
    assert sheet.sections in ((), tuple(line.section for line in view.lines))


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("12百万円", 12_000_000),
        ("1億2,000万円", 120_000_000),
        ("△1.5億円", -150_000_000),
        ("３００円", 300),
        ("1万5千円", 15_000),
        ("円", None),
        ("千円", None),
        ("300", None),
        ("1億2", None),
        ("約300円", None),
    ],
)
def test_an_amount_that_says_its_unit_is_so_many_yen(typed, yen):
    assert units.yen_in(typed) == yen


@pytest.mark.parametrize(
    "heading",
    [
        ("２　建設部", None, "（単位：千円）"),
        ("【建設部】", None, "（単位：千円）"),
        ("建設部関係",),
        ("部局名：建設部",),
        ("◆建設部（1事業　400千円）",),
        ("建設部", "1件"),
        ("建 設 部",),
        ("建設部", 400),
    ],
)
@pytest.mark.parametrize("again", [True, False], ids=["with the head again", "without"])
def test_the_items_beneath_a_row_that_names_a_department_are_its_own(engine, heading, again):
    head = ("事業名", "補正額（千円）", "概要")
    rows = [("【総務部】",), head, ("電子申告", 300, "あ"), heading, *[head] * again]
    file = brought(
        engine,
        person_named(engine, EVERYWHERE),
        saved(book([*rows, ("道路台帳", 400, "う")])),
        "一覧.xlsx",
    )
    file.do(exchange.answer, {"sheet_department": "title"})

    found = [(one.department, one.name, one.amount_kyen) for one in file.view().lines]
    assert found == [("総務部", "電子申告", 300), ("建設部", "道路台帳", 400)]
    assert file.view().open_questions == ()


def test_a_table_above_the_list_is_not_read_and_said(engine):
    rows = [
        PLAIN,
        (*TAX, "甲", 900),
        (None,),
        (*PLAIN, "概要"),
        (*TAX, "乙", 300, "あ"),
    ]
    file = brought(engine, person_named(engine, EVERYWHERE), saved(book(rows)), "一覧.xlsx")

    assert [one.name for one in file.view().lines] == ["乙"]
    assert ("table_above", 4) in [(one.key, one.data.get("row")) for one in file.view().notices]


def test_a_sum_above_its_items_and_rows_that_count_them_are_no_items(engine):
    rows = [
        PLAIN,
        ("合計", None, None, 1500),
        ("総務部", None, "２事業", 1200),
        (*TAX, "甲", 900),
        (*TAX, "乙", 300),
        ("建設部", None, "１件", 300),
        (*ROADS, "丙", 300),
    ]
    file = brought(engine, person_named(engine, EVERYWHERE), saved(book(rows)), "一覧.xlsx")

    view = file.view()
    assert [one.name for one in view.lines] == ["甲", "乙", "丙"]
    assert "other_sum" not in {one.key for one in view.notices}


def test_a_unit_alone_in_a_row_is_that_of_the_amounts_beneath_it(engine):
    rows = [PLAIN, (*TAX, "甲", 100), (None, None, None, "（単位：百万円）"), (*TAX, "乙", 2)]
    file = brought(engine, person_named(engine, EVERYWHERE), saved(book(rows)), "一覧.xlsx")

    file.do(exchange.answer, {"unit_below": "each"})

    assert file.view().problems == ()
    assert [(one.name, one.amount_kyen) for one in file.view().lines] == [
        ("甲", 100),
        ("乙", 2_000),
    ]
