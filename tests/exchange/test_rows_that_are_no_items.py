"""Rows between and beneath items that are none: sums, pages, remarks, what is counted elsewhere."""

import pytest

from tests.support.rows_of_offices import HEAD, NAMES, read
from workflow.exchange import asking, item_rows, leaving_out, sheets, understanding
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

TITLE = ("総務部税務課　要求一覧",)
ONE_DEPARTMENT = ("事業名", "要求額（千円）", "内容")
ITEMS = [("申告", 300, "あ"), ("収納", 50, "い")]

NO_ITEMS = [
    ("総額", 350, None), ("要求総額", 350, None), ("合計金額", 350, None), ("小計①", 350, None),
    ("計A", 350, None), ("計：3件", 350, None), ("総　計 ①+②", 350, None), ("A＋B", 350, None),
    ("- 1 -",), ("2/2",), ("P.2",), ("（再）申告", 300, None), ("申告※再掲", 300, None),
]  # fmt: skip


@pytest.mark.parametrize("row", NO_ITEMS)
def test_in_the_list_of_one_department_too(row):
    sheet = read([TITLE, ONE_DEPARTMENT, *ITEMS, row])

    assert sheet.names == ["申告", "収納"]
    assert [label for _row, label in sheet.found.skipped] == [row[0]]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("備考", "再掲（税務課）"), ("備考", "再掲"), ("備考", "No.1の内数"),
        ("備考", "申告に計上済"), ("再掲", "○"),
    ],
)  # fmt: skip
def test_what_is_counted_where_it_stands_first_is_asked_about(heading, said):
    rows = [("総務部", "税務課", "甲", 5, "", ""), ("教育庁", "総務課", "乙", 5, "", said)]

    sheet = read([(*HEAD, heading), *rows])

    tab, how = sheet.reading.tab, sheet.reading.how
    assert list(leaving_out.withdrawn(tab, how)) == [3]


def test_rows_that_formulas_prepared_are_no_second_rows_of_items():
    empty = [(None, None, None, 0, None)] * 3

    sheet = read([HEAD, ("総務部", "税務課", "甲", 300, ""), *empty])

    assert item_rows.blocks(sheet.reading.tab, sheet.reading.how) is None
    assert sheet.names == ["甲"]


def test_a_sheet_that_shows_how_it_is_filled_in_is_not_read():
    rows = [[*HEAD], ["総務部", "税務課", "甲", 5, ""]]
    tabs = (Tab("記入例", rows), Tab("様式", rows))

    grid = Grid(WorkbookKind.XLSX, tabs)
    how = understanding.guess(grid)

    assert how.tab == "様式"
    assert [one.key for one in asking.of_structure(grid, how, NAMES)] == []


def test_a_department_right_beneath_the_head_is_of_the_rows_and_not_of_the_head():
    sheet = read([ONE_DEPARTMENT, ("【総務部】",), ("申告", 300, "あ")])

    assert (sheet.reading.how.first, sheet.names) == (1, ["申告"])


@pytest.mark.parametrize(
    "name", ["DX関連事業名", "事業名／取組名", "主要施策・事業名", "プロジェクト名", "名称"]
)
@pytest.mark.parametrize("place", ["部局・所属", "担当部局・課室", "実施部署"])
@pytest.mark.parametrize("amount", ["部要求額（千円）", "予算措置額", "見込額"])
def test_headings_of_offices_are_known(place, name, amount):
    how = read([(place, name, amount), ("総務部", "甲", 5)]).reading.how

    assert dict(how.columns) == {0: "place", 1: "name", 2: "amount_kyen"}


@pytest.mark.parametrize(
    "blocks", [["【総務部】", "【教育庁】", "【総務部】"], ["新規", "拡充", "継続"]]
)
def test_the_first_of_short_tables_with_one_head_is_read(blocks):
    rows = [
        row
        for at, block in enumerate(blocks)
        for row in ((block,), HEAD, ("総務部", "税務課", f"事業{at}", 5, ""))
    ]

    sheet = read(rows)

    assert (sheet.reading.how.head, sheet.names) == (1, ["事業0", "事業1", "事業2"])


@pytest.mark.parametrize(
    "row",
    [
        ("税務課", 350, None), ("うちデジタル", 40, None), ("単位：千円",),
        ("Ⅰ　行政のDX", 350, None),
    ],
)  # fmt: skip
def test_what_an_added_department_stands_beside_is_no_item(row):
    answers = {sheets.TITLE: sheets.FROM_TITLE}
    before = [row] if "Ⅰ" in row[0] else []
    after = [] if before else [row]

    sheet = read([TITLE, ONE_DEPARTMENT, *before, *ITEMS, *after], answers=answers)

    assert sheet.names == ["申告", "収納"]


def test_an_app_whose_name_begins_like_a_part_is_an_item():
    sheet = read([TITLE, ONE_DEPARTMENT, *ITEMS, ("うちなー観光アプリ", 900, None)])

    assert sheet.names == ["申告", "収納", "うちなー観光アプリ"]


def test_what_a_grand_sum_is_made_of_is_no_item():
    foot = [
        (None, "計", 350), ("財源内訳", "国庫支出金", 100), (None, "その他", 50),
        (None, "前年度予算額", 300), (None, "増減", 50),
    ]  # fmt: skip
    items = [(1, "申告", 300), (2, "その他", 50)]

    sheet = read([TITLE, ("番号", "事業名", "要求額（千円）"), *items, *foot])

    assert sheet.names == ["申告", "その他"]


NUMBERED = ("番号", "担当課", "事業名", "予算額（千円）")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("1", "甲", 15), ("1-1", "乙", 9), ("1-2", "丙", 6)], [2]),
        ([("1", "甲", 15), ("(1)", "乙", 9), ("(2)", "丙", 6)], [2]),
        ([(None, "甲", 15), (None, "・乙", 9), (None, "・丙", 6)], [2]),
        ([(None, "丁", 3), (None, "甲", 15), (None, "①乙", 9), (None, "②丙", 6)], [3]),
        ([(None, "甲", 15), (None, "・乙", 15), (None, "丙", 6)], [2]),
        ([(None, "甲", 15), (None, "・乙", 9), (None, "丙", 6)], []),
        ([("1", "甲", 15), ("1-1", "乙", 9), ("1-2", "丙", 5)], []),
        ([("1", "甲", 15), ("2", "乙", 9), ("3", "丙", 6)], []),
        ([(None, "①甲", 15), (None, "②乙", 9), (None, "③丙", 6)], []),
    ],
)
def test_an_item_that_is_the_sum_of_its_parts_is_asked_about(rows, found):
    given = [(number, "税務課", name, amount) for number, name, amount in rows]

    assert [one.row for one in read([NUMBERED, *given]).found.with_parts] == found


@pytest.mark.parametrize(
    "name",
    [
        "政策１　行政", "基本目標１　便利なくらし", "柱１：行政", "重点施策Ⅰ 行政", "（行政分野）",
        "【基本方針１】行政", "①行政", "(ア)行政", "ア　行政", "Ａ　行政", "一　行政", "〇行政DX",
        "1-1 行政手続のオンライン化", "◇行政",
    ],
)  # fmt: skip
def test_a_name_alone_in_its_row_that_begins_as_groups_do_is_none(name):
    sheet = read([TITLE, ONE_DEPARTMENT, (name,), *ITEMS])

    assert sheet.names == ["申告", "収納"]
    assert sheet.found.skipped == [(3, name)]
    assert read([TITLE, ONE_DEPARTMENT, (name, 300, "あ")]).names == [name]


@pytest.mark.parametrize("heading", ["区分", "予算区分", "会期"])
@pytest.mark.parametrize("other", ["６月補正", "補正（第２号）", "9月補正予算"])
def test_of_several_budgets_of_a_year_it_is_asked_which_is_read(heading, other):
    rows = [(heading, *HEAD[:4]), ("当初", "総務部", "税務課", "申告", 300)]
    rows += [(other, "総務部", "税務課", "申告", 70), ("当初", "総務部", "総務課", "文書", 5)]
    sheet = read(rows)
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    (asked,) = asking.of_content(sheet.reading, head, sheet.found, NAMES, 10_000_000)

    assert [word for word, _ in asked.choices] == ["当初", other, "all"]
    assert asked.data == {"budgets": True}
    chosen = read(rows, answers={leaving_out.YEAR: other})
    assert [line.values["amount_kyen"] for line in chosen.lines] == [70]


@pytest.mark.parametrize(
    "rows",
    [
        [("新規", "総務部", "税務課", "申告", 300), ("継続", "総務部", "総務課", "文書", 5)],
        [("当初", "総務部", "税務課", "申告", 300), ("補正", None, None, None, 50)],
    ],
)
def test_kinds_of_requests_and_rows_of_one_item_are_no_budgets(rows):
    rows = [("区分", *HEAD[:4]), *rows]

    assert leaving_out.years(read(rows).reading.tab, read(rows).reading.how) == ()


@pytest.mark.parametrize(
    "row",
    [
        (None, "次頁へ続く", None), (None, "前頁から繰越", 300),
        ("前ページより繰り越し", None, 300),
        (None, "次頁へ繰越額", 300), (None, "（次ページに続く）", None), (None, "前頁計", 300),
    ],
)  # fmt: skip
def test_what_is_carried_from_page_to_page_is_no_item(row):
    rows = [
        ("課名", "事業名", "予算額（千円）"),
        ("税務課", "申告", 300),
        row,
        ("総務課", "文書", 200),
    ]

    assert read(rows).names == ["申告", "文書"]


@pytest.mark.parametrize("name", ["前頁のシステム", "次期システム", "次葉への展開"])
def test_a_name_that_begins_as_what_is_carried_does_is_one_of_an_item(name):
    assert (
        name
        in read(
            [("課名", "事業名", "予算額（千円）"), ("税務課", "申告", 300), ("総務課", name, 200)]
        ).names
    )


@pytest.mark.parametrize(
    "note",
    [
        "（債務負担行為　R4～R8　500,000）", "[債務負担行為] 11,016", "債務負担行為：令和４年度～",
        "※債務負担限度額 5,000",
    ],
)  # fmt: skip
def test_what_is_owed_for_the_item_above_is_no_part_of_its_name(note):
    rows = [("課名", "事業名", "予算額（千円）"), ("税務課", "申告", 300), (None, note, None)]

    sheet = read([*rows, ("総務課", "文書", 200)])

    assert (sheet.names, sheet.found.names_alone) == (["申告", "文書"], [])


def test_an_item_that_is_owed_for_is_one():
    rows = [("課名", "事業名", "予算額（千円）"), ("税務課", "[債務負担行為] 2期更新", 300)]

    assert read([*rows, ("総務課", "債務負担行為管理システム2", None)]).names == [
        "[債務負担行為] 2期更新", "債務負担行為管理システム2",
    ]  # fmt: skip
