"""Lists beneath others, or on other sheets, that lack columns: their places stand above them."""

from dataclasses import replace

from tests.support.rows_of_offices import NAMES, Read, read
from workflow.exchange import asking, sheets, understanding
from workflow.exchange.lines import Lines
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

HEAD = ("部局名", "課名", "事業名", "要求額（千円）", "概要")
FIRST = ("総務部", "税務課", "改修", 300, "あ")
ALL = {sheets.TABLES: sheets.ALL}


def said(sheet: Read) -> list[tuple]:
    """What each item is called, where it belongs, and its amount."""
    values = [one.values for one in sheet.lines]
    return [(one["name"], one["department"], one["section"], one["amount_kyen"]) for one in values]


def test_a_table_of_names_and_amounts_beneath_a_list_is_asked_about():
    rows = [HEAD, FIRST, (), ("教育庁　総務課",), ("事業名", "要求額（千円）"), ("校務", 70)]

    sheet = read(rows)

    (asked,) = asking.of_tables(sheet.grid, sheet.reading.how, sheet.reading)
    assert (asked.key, asked.data["rows"]) == ("tables", [5])
    assert sheet.reading.others == (("一覧", 5),)
    assert sheet.names == ["改修"]


def test_the_place_of_a_table_beneath_that_has_no_column_of_it_stands_above_it():
    rows = [HEAD, FIRST, (), ("２　教育庁　総務課",), ("事業名", "要求額（千円）"), ("校務", 70)]

    assert said(read(rows, answers=ALL)) == [
        ("改修", "総務部", "税務課", 300), ("校務", "教育庁総務課", "", 70),
    ]  # fmt: skip


def test_a_table_beneath_may_have_sections_of_its_own():
    rows = [
        ("総務部",), HEAD, FIRST, (), ("教育庁", "（単位：千円）"),
        ("課名", "事業名", "要求額"), ("総務課", "校務", 70),
    ]  # fmt: skip

    assert said(read(rows, answers=ALL)) == [
        ("改修", "総務部", "税務課", 300), ("校務", "教育庁", "総務課", 70),
    ]  # fmt: skip


def test_rows_of_the_list_above_are_no_titles_of_the_table_beneath():
    rows = [HEAD, FIRST, (), ("追加分",), ("事業名", "要求額（千円）"), ("校務", 70)]

    assert said(read(rows, answers=ALL))[1] == ("校務", "", "", 70)


def test_headings_of_other_amounts_beneath_a_list_are_no_table_of_items():
    rows = [HEAD, FIRST, (), ("事業名", "前年度予算額"), ("改修", 280)]

    sheet = read(rows)

    assert list(asking.of_tables(sheet.grid, sheet.reading.how, sheet.reading)) == []


def test_a_sheet_whose_name_says_its_place_is_read_with_one_that_has_a_column_of_it():
    first = Tab("一覧", [HEAD, FIRST])
    other = Tab("教育庁", [("事業名", "要求額（千円）"), ("校務", 70)])
    unknown = Tab("その他", [("事業名", "要求額（千円）"), ("台帳", 20)])
    grid = Grid(WorkbookKind.XLSX, (first, other, unknown))
    how = understanding.guess(grid)

    assert [one.tab.name for one in sheets.same_lists(grid, how, NAMES)] == ["教育庁"]


def test_of_other_sheets_the_amounts_are_read_under_the_heading_that_was_chosen():
    head = ("課名", "事業名", "令和7年度予算額", "R8当初予算額")
    tabs = (Tab("総務部", [head, ("税務課", "改修", 1, 300)]),
            Tab("教育庁", [head, ("総務課", "校務", 2, 70)]))  # fmt: skip
    grid = Grid(WorkbookKind.XLSX, tabs)
    how = replace(
        understanding.with_rival(tabs[0], understanding.guess(grid), "amount_kyen", 3),
        answers={sheets.SHEETS: sheets.ALL},
    )

    reading = sheets.reading(grid, how, NAMES)

    lines = Lines(reading.tab, reading.how).between(0, len(reading.tab.rows))
    assert [line.values["amount_kyen"] for line in lines] == [300, 70]
