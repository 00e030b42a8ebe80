"""Rows as other offices write them, given as lists: which are items, and what is asked."""

import pytest

from tests.support.rows_of_offices import HEAD, NAMES, read
from workflow.exchange import (
    answering,
    asking,
    cells,
    field_values,
    noticing,
    refining,
    rivals,
    titles,
    understanding,
)
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind


def test_a_section_of_two_departments_is_told_by_the_department_beside_it():
    sheet = read(
        [("部局名", "所属（課・室）名", "事業名", "予算額"), ("総務部", "総務課", "甲", 1)]
    )

    assert dict(sheet.found.unknown) == {}


def test_columns_stay_in_their_order_when_they_are_stored():
    how = Understanding("一覧", 0, 1, {place: f"source:{place}" for place in range(12)})

    assert list(Understanding.from_json(how.to_json()).columns) == list(range(12))
    stored = {**how.to_json(), "columns": {"10": "funding", "9": "name"}}
    assert list(Understanding.from_json(stored).columns) == [9, 10]


def test_what_stands_between_items_is_none_and_departments_in_rows_of_their_own_are_known():
    sheet = read(
        [
            ("課名", "事業名", "要求額（千円）", "内容"),
            ("１　総務部", None, 1500, None),
            ("税務課", "甲", 1200, "改修"),
            ("総務課", "乙", 300, "導入"),
            ("■教育庁",),
            ("総務課", "丙", 50, None),
            (None, "デジタル関連事業　計", 1550, None),
            (None, None, 1550, None),
            ("うち新規", None, 300, None),
            ("注1", "金額は当初予算額である。"),
            ("担当：財政課", None, "内線1234", None),
            (3, None, 0, None),
        ]
    )

    assert sheet.names == ["甲", "乙", "丙"]
    assert len(sheet.found.skipped) == 7
    assert sheet.found.other_sums == []
    assert [titles.group_department(row, NAMES) for row in sheet.reading.tab.rows[1:5]] == [
        "総務部", "", "", "教育庁",
    ]  # fmt: skip


def test_a_row_whose_name_was_forgotten_is_no_sum():
    sheet = read([HEAD, ("総務部", "税務課", "甲", 5, "あ"), ("総務部", "総務課", None, 5, None)])

    assert sheet.names == ["甲", ""]


def test_the_texts_of_an_item_go_on_beneath_it():
    sheet = read(
        [
            HEAD,
            ("総務部", "税務課", "甲", 1200, "１　改修"),
            (None, None, None, None, "・画面"),
            (None, None, None, None, "・帳票"),
            ("〃", "〃", "乙", 300, "導入"),
            (None, None, None, None, "続き"),
        ],
        (((4, 2), (5, 2)), ((4, 3), (5, 3))),
    )

    texts = [line.values["summary"] for line in sheet.lines]
    assert texts == ["１　改修\n・画面\n・帳票", "導入\n続き"]
    assert sheet.lines[1].values["department"] == "総務部"
    assert sheet.found.continued == [3, 4, 6]


def test_a_sum_that_is_none_is_said():
    items = [("総務部", "税務課", "甲", 1200, ""), ("総務部", "総務課", "乙", 300, "")]
    right, wrong = ("", "", "小計", 1500, ""), ("合計", "", "", 1600, "")

    assert read([HEAD, *items, right, wrong]).found.other_sums == [(5, "合計", 1600, 1500)]


def test_where_no_column_is_known_as_the_amount_it_is_asked():
    rows = [("部局名", "課名", "事業名", "事業コード", "所要", "備考")]
    rows += [("総務部", "税務課", "甲", 12, 1200, "あ"), ("総務部", "総務課", "乙", 13, 300, "")]
    sheet = read(rows)

    (asked,) = asking.of_structure(sheet.grid, sheet.reading.how, NAMES)
    of = [asked.to_json()]

    assert (asked.kind, [word for word, _ in asked.choices]) == ("no_amount", ["E", "none"])
    for word, place in (("E", 4), ("none", None)):
        how = answering.answered(sheet.grid, sheet.reading.how, of, {asked.key: word})
        assert how.place_of("amount_kyen") == place


def test_an_amount_that_its_comma_parted_is_named_and_a_hidden_sheet_is_said():
    rows = [
        HEAD,
        ("総務部", "税務課", "甲", "1", "200", "改修"),
        ("総務部", "総務課", "乙", "300", "あ"),
    ]
    sheet = read(rows)
    described = {"twins": sheet.found.twins}
    hidden = Tab("作業用", rows, is_visible=False)
    grid = Grid(WorkbookKind.XLSX, (*sheet.grid.tabs, hidden))
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    read_as = cells.cells_of(sheet.reading, NAMES, described, ask_from=1_000_000)
    first, second = (read_as.read(line) for line in sheet.lines)
    said = noticing.notices(grid, sheet.reading, head, sheet.found, 2022)

    assert first.problems == [("amount_kyen", "money_parted", {})]
    assert second.given["amount_kyen"] == 300
    assert [one["data"] for one in said] == [{"names": ["作業用"], "count": 1}]


@pytest.mark.parametrize(
    ("typed", "kind"), [("継", "continued"), ("新規事業", "new"), ("拡", "expanded")]
)
def test_short_words_of_kinds_of_requests_are_known(typed, kind):
    assert field_values.read("classification", typed, NAMES) == kind


def test_an_unknown_column_of_amounts_is_asked_about_beside_a_known_one():
    rows = [("部局名", "事業名", "R4年度経常要求", "R3当初", "査定額", "特定財源")]
    sheet = read([*rows, ("総務部", "甲", 1200, 1000, 1100, 600)])

    assert rivals.among(understanding.head_of(sheet.reading.tab, sheet.reading.how)) == {
        "amount_kyen": (2, 3)
    }
    assert "funding" not in refining.refined(sheet.reading.tab, sheet.reading.how).columns.values()


def test_a_source_of_money_under_the_heading_of_requests_is_no_amount_to_choose():
    head = [
        ("部局名", "事業名", "要求額", None, None),
        (None, None, "9月補正額", "うち一般財源", "国県支出金"),
    ]
    merges = (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 4)))
    sheet = read([*head, ("総務部", "甲", 12.5, 12.5, 0)], merges)

    assert rivals.among(understanding.head_of(sheet.reading.tab, sheet.reading.how)) == {}
    assert [line.values["amount_kyen"] for line in sheet.lines] == [12.5]


def test_names_of_groups_stand_alone_and_say_the_department_of_what_is_beneath():
    rows = [("課名", "事業名", "予算額"), ("総務部", None, 1500), ("税務課", "甲", 1200)]
    rows += [
        ("総務課", "乙", 300),
        ("教育庁", None, 50),
        (None, "（１）学校", None),
        ("総務課", "丙", 50),
    ]

    sheet = read(rows, answers={"sheet_department": "title"})

    said = [(line.values["department"], line.values["name"]) for line in sheet.lines]
    assert said == [("総務部", "甲"), ("総務部", "乙"), ("教育庁", "丙")]


def test_another_table_beneath_the_list_is_not_read_and_said():
    items = [("総務部", "税務課", "甲", 1200, "あ"), ("総務部", "総務課", "乙", 300, "い")]
    sheet = read(
        [
            *(HEAD, items[0], (None,), HEAD, items[1], ("合計", None, None, 1500, None), (None,)),
            ("【債務負担行為】",),
            ("部局名", "事項", "期間", "限度額（千円）"),
            ("総務部", "丙賃借料", "R4～R8", 60_000),
        ]
    )

    assert sheet.names == ["甲", "乙"]
    assert sheet.reading.others == (("一覧", 9),)


def test_parts_beneath_a_merged_heading_are_of_the_head():
    rows = [("部局名", "事業名", "事業費", None), (None, None, "総額", "うち一般財源")]
    sheet = read([*rows, ("総務部", "甲", 1200, 600)], (((0, 2), (0, 3)),))

    assert sheet.names == ["甲"]
    assert rivals.among(understanding.head_of(sheet.reading.tab, sheet.reading.how)) == {}


def test_examples_are_no_items_and_a_merged_name_is_told_apart_by_the_name_beside_it():
    sheet = read(
        [
            ("部局名", "課名", "事業名", "細事業名", "予算額"),
            ("（例）総務部", "税務課", "例の事業", "改修", 5),
            ("総務部", "税務課", "例規システム", "改修", 1200),
            (None, None, None, "保守", 300),
        ],
        (((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 2), (3, 2))),
    )
    read_as = cells.cells_of(sheet.reading, NAMES, {"twins": sheet.found.twins}, 1_000_000)

    rows = [read_as.read(line) for line in sheet.lines]

    assert [row.given["name"] for row in rows] == ["例規システム（改修）", "例規システム（保守）"]
    assert [row.problems for row in rows] == [[], []]


def test_items_of_texts_alone_are_no_parts_of_the_head_and_no_head_of_another_table():
    rows = (HEAD, ("総務部", "税務課", "甲", "1,200", "あ"))
    wide = [[cell for one in row for cell in (one, None)] for row in rows]
    merges = tuple(((row, at), (row, at + 1)) for row in (0, 1) for at in range(0, 10, 2))
    after_a_gap = [("部局名", "事業名", "財源"), ("総務部", "甲", "一般財源"), (None,)]

    assert read(wide, merges).names == ["甲"]
    assert read([*after_a_gap, ("総務部", "その他", "一般財源")]).names == ["甲", "その他"]
