"""Layouts of lists from other offices: where places stand, groups that sum up, which list it is."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import (
    noticing,
    own_lists,
    own_places,
    placing,
    rivals,
    sheets,
    source,
    titles,
    understanding,
)
from workflow.exchange.names import names_of
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind
from workflow.items.choices import DepartmentView, Masters
from workflow.values.actor import Title


def columns_of(head, *rows) -> dict[int, str]:
    tab = Tab("一覧", [head, *rows])
    how = understanding.guess(Grid(WorkbookKind.XLSX, (tab,)))
    return dict(own_places.placed(tab, how, NAMES).columns)


# ------------------------------------------------------------- where places stand


@pytest.mark.parametrize("heading", ["調達担当課", "契約担当課", "システム所管課", "発注課"])
def test_sections_that_buy_or_run_something_are_those_of_the_item(heading):
    assert columns_of((heading, "事業名", "予算額"), ("税務課", "甲", 1))[0] == "section"


def test_places_to_ask_at_are_those_of_items_where_no_other_column_has_any():
    head = ("事業名", "予算額", "問い合わせ")

    assert columns_of(head, ("甲", 1, "税務課\n内線2345"))[2] == "section"
    assert columns_of(head, ("甲", 1, "佐藤"))[2] == "contact"


def test_places_in_a_column_without_a_heading_are_read_where_no_other_has_any():
    head = ("事業名", "", "予算額", "概要")

    assert columns_of(head, ("甲", "税務課", 1, "あ"), ("乙", "税務課", 2, "い"))[1] == "section"
    assert 1 not in columns_of(head, ("甲", "新規", 1, "あ"), ("乙", "継続", 2, "い"))


def test_of_a_column_of_codes_and_one_of_names_of_places_the_names_are_read():
    head = ("所属", "所属名", "事業名", "予算額")

    assert columns_of(head, ("010203", "税務課", "甲", 1))[1] == "place"


def test_all_departments_of_a_mayor_together_are_none_so_that_the_section_tells_it():
    placed = placing.place({"department": "市長部局", "section": "税務課"}, NAMES)

    assert (placed.department_id, placed.section, placed.unknown) == (1, "税務課", "")


def test_a_group_in_brackets_of_another_kind_says_its_section():
    assert titles.group_place(["〔税務課〕", 300], NAMES, "") == "総務部税務課"


@pytest.mark.parametrize("amount", [None, 300])
def test_places_in_round_brackets_above_items_without_columns_of_places_are_theirs(amount):
    head = ("事業名", "予算額（千円）", "概要")
    rows = [("【総務部】", amount, None), ("（税務課）", amount, None), ("（仮称）申告", 300, "あ")]

    sheet = read([head, *rows], answers={sheets.TITLE: sheets.FROM_TITLE})

    values = [one.values for one in sheet.lines]
    assert [(one["name"], one["department"]) for one in values] == [
        ("（仮称）申告", "総務部税務課")
    ]
    assert sheet.found.names_alone == []


def test_a_group_says_a_section_that_ends_as_none_does():
    labs = DepartmentView(5, "nosui", Title("農林水産部", ""), ("農業試験場", "総務担当"))
    names = names_of(Masters((labs,), (), (), ()))

    assert titles.group_place(["◆農林水産部　農業試験場"], names, "") == "農林水産部農業試験場"


# ------------------------------------------------------------- groups and parts


def test_groups_within_groups_whose_amounts_are_those_of_the_items_beneath_are_no_items():
    head = ("事業名", "担当課", "予算額（千円）")
    rows = [
        ("Ⅰ　行政", None, 350), ("（１）窓口", None, 50), ("書かない窓口", "税務課", 50),
        ("（２）内部", None, 300), ("自動化", "総務課", 300),
        ("Ⅱ　地域", None, 70), ("（１）基盤", None, 70), ("台帳", "税務課", 70),
        ("合計", None, 420),
    ]  # fmt: skip

    sheet = read([head, *rows])

    assert sheet.names == ["書かない窓口", "自動化", "台帳"]
    assert sheet.found.other_sums == []


def test_an_item_numbered_in_its_name_is_no_group_though_the_next_one_has_its_amount():
    head = ("担当課", "事業名", "予算額（千円）")
    rows = [("税務課", "1 申告", 300), (None, "2 台帳", 50), ("総務課", "3 文書", 50)]

    assert read([head, *rows]).names == ["1 申告", "2 台帳", "3 文書"]


def test_accounts_without_amounts_above_names_that_are_set_in_are_no_items():
    head = ("科目・事業名", "予算額（千円）", "担当課")
    rows = [
        ("総務費", None, None), ("　徴税費", None, None), ("　　申告", 300, "税務課"),
        ("　　宿直費", None, None), ("　　台帳費", 50, "税務課"),
    ]  # fmt: skip

    sheet = read([head, *rows])

    assert [name.strip() for name in sheet.names] == ["申告", "宿直費", "台帳費"]
    assert [label for _row, label in sheet.found.skipped] == ["総務費", "徴税費"]


def test_a_part_of_an_amount_alone_beneath_it_is_no_item():
    head = ("担当課", "事業名", "予算額（千円）")

    sheet = read([head, ("税務課", "申告", 300), (None, None, "(うち国 100)")])

    assert (sheet.names, sheet.found.money.words) == (["申告"], [])


def test_what_a_group_of_offices_may_spend_is_no_item_at_the_foot():
    head = ("担当課", "事業名", "予算額（千円）")
    rows = [("税務課", "申告", 300), ("総務課", "文書", 50), (None, "要求上限額", 400)]

    assert read([head, *rows]).names == ["申告", "文書"]


def test_an_account_that_is_called_no_expense_is_one_too():
    head = ("科目・事業名", "予算額（千円）", "担当課")
    rows = [("諸支出金", 300, None), ("　諸費", 300, None), ("　　申告", 300, "税務課")]

    assert [name.strip() for name in read([head, *rows]).names] == ["申告"]


# ------------------------------------------------------------- which list, which column


def test_heads_of_tables_beneath_that_stand_elsewhere_make_no_form_of_the_list():
    beneath = [
        row
        for name in ("校務", "台帳", "文書")
        for row in (
            (),
            ("教育庁",),
            ("課名", "事業名", "要求額", "概要"),
            ("総務課", name, 70, "う"),
        )
    ]
    rows = [("部局", "課名", "事業名", "要求額", "概要"), ("総務部", "税務課", "申告", 300, "あ")]

    sheet = read([*rows, *beneath], answers={sheets.TABLES: sheets.ALL})

    values = [one.values for one in sheet.lines]
    assert [(one["name"], one["department"], one["section"]) for one in values] == [
        ("申告", "総務部", "税務課"), ("校務", "教育庁", "総務課"), ("台帳", "教育庁", "総務課"),
        ("文書", "教育庁", "総務課"),
    ]  # fmt: skip


def test_heads_that_stand_again_in_a_table_without_places_are_no_items():
    rows = [
        ("部局", "事業名", "要求額（千円）"), ("総務部", "申告", 300),
        (), ("教育庁",), ("事業名", "要求額（千円）"), ("校務", 70),
        (), ("総務部税務課",), ("事業名", "要求額（千円）"), ("台帳", 20),
    ]  # fmt: skip

    sheet = read(rows, answers={sheets.TABLES: sheets.ALL})

    values = [one.values for one in sheet.lines]
    assert [(one["name"], one["department"]) for one in values] == [
        ("申告", "総務部"), ("校務", "教育庁"), ("台帳", "総務部税務課"),
    ]  # fmt: skip


def test_of_two_lists_on_a_sheet_the_one_with_amounts_is_read_first():
    rows = [
        ("部局", "課", "事業名", "要求額（千円）"), ("総務部", "税務課", "申告", 300), (),
        ("債務負担行為",), ("部局", "課", "事業名", "期間", "限度額（千円）"),
        ("総務部", "総務課", "端末賃借料", "R8～R12", 50_000),
    ]  # fmt: skip
    grid = Grid(WorkbookKind.XLSX, (Tab("一覧", rows),))

    found, how = source.understood(source.Source(grid, own_lists.Stamps()))

    assert (len(found.grid.tabs), how.head) == (1, 0)
    assert read(rows).names == ["申告"]


def test_lists_of_years_that_their_headings_name_stand_side_by_side():
    rows = [
        ("R8事業名", "R8予算額（千円）", "R7事業名", "R7予算額（千円）"),
        ("申告", 300, "申告", 280), ("窓口", 50, "旧窓口", 60),
    ]  # fmt: skip
    sheet = read(rows)

    assert len(understanding.head_of(sheet.grid.tabs[0], sheet.reading.how).blocks) == 2
    assert sheet.names == ["申告", "窓口"]


def test_numbers_of_items_are_no_amounts_to_choose_from():
    sheet = read([("予算事業ID", "部局名", "事業名", "当初予算"), (101, "総務部", "甲", 300)])

    assert rivals.among(understanding.head_of(sheet.reading.tab, sheet.reading.how)) == {}


def test_names_headed_by_items_and_contents_are_asked_for():
    sheet = read([("項　目", "内　容", "予算額（千円）"), ("窓口", "整備", 300)])
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    assert rivals.maybe_names(head, sheet.reading.how) == (0, 1)


# ------------------------------------------------------------- of which year


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("令和７年度主要事業一覧", ["令和７年度主要事業一覧"]),
        ("令和８年度主要事業一覧", []),
        ("令和７年１０月１日現在", []),
        ("令和７年度・令和８年度の比較", []),
    ],
)
def test_a_title_of_another_year_than_the_budget_is_said(title, said):
    sheet = read([(title,), ("部局名", "事業名", "予算額（千円）"), ("総務部", "申告", 300)])
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    notices = noticing.notices(sheet.grid, sheet.reading, head, sheet.found, 2026)

    found = [one["data"]["heading"] for one in notices if one["key"] == "other_year"]
    assert found == said


@pytest.mark.parametrize(("year", "said"), [("R7", ["R7"]), ("R8", [])])
def test_rows_that_are_all_of_another_year_than_the_budget_are_said(year, said):
    sheet = read([("年度", "部局名", "事業名", "予算額（千円）"), (year, "総務部", "申告", 300)])
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    notices = noticing.notices(sheet.grid, sheet.reading, head, sheet.found, 2026)

    found = [one["data"]["heading"] for one in notices if one["key"] == "other_year"]
    assert found == said
