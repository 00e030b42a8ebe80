"""Departments and sections that stand in rows, tabs and titles of their own, those unknown too."""

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import asking, filling, noticing, placing, sheets, survey, understanding
from workflow.exchange.lines import Lines
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

HEAD = ("事業名", "予算額（千円）", "内容")
TITLED = {sheets.TITLE: sheets.FROM_TITLE}


def placed(rows, answers=None):
    """Department and section of each item, as the masters have them; what is unknown in <>."""
    sheet = read(rows, answers=answers or TITLED)
    lines = Lines(
        sheet.reading.tab, sheet.reading.how, placing.folded_labels(NAMES), sheet.reading.added
    )
    found = {}
    for line in filling.between(lines, NAMES, 0, len(sheet.reading.tab.rows)):
        given = {name: str(value) for name, value in line.values.items()}
        one = placing.place(given, NAMES)
        said = f"<{one.unknown}>" if one.unknown else placing.in_words(one, NAMES)
        found[given["name"]] = said
    return found


@pytest.mark.parametrize(
    "typed", ["【議会事務局】", "■商工労働部", "【各部局共通】", "商工労働部", "【選挙管理委員会】"]
)
def test_items_beneath_a_department_that_is_unknown_are_not_those_of_the_one_above(typed):
    rows = [HEAD, ("【総務部】",), ("甲", 300, "あ"), (typed,), ("乙", 80, "い"), ("【教育庁】",)]

    found = placed([*rows, ("丙", 50, "う")])

    assert found == {"甲": "総務部", "乙": f"<{typed.strip('【】■')}>", "丙": "教育庁"}


@pytest.mark.parametrize("mark", ["【{}】", "■{}", "◆ {}"])
def test_the_rest_beneath_departments_is_not_of_the_last_one(mark):
    rows = [HEAD, (mark.format("総務部"),), ("甲", 300, "あ"), (mark.format("その他"),)]

    assert placed([*rows, ("乙", 80, "い")]) == {"甲": "総務部", "乙": "<その他>"}


@pytest.mark.parametrize("rest", ["◇その他", "その他", "【その他の事業】"])
def test_the_rest_that_is_marked_otherwise_is_of_the_department_above(rest):
    rows = [HEAD, ("【総務部】",), ("甲", 300, "あ"), (rest,), ("乙", 80, "い")]

    assert placed(rows)["乙"] == "総務部"


def test_the_rest_of_the_kinds_of_one_department_is_its_own():
    rows = [("総務部",), HEAD, ("【行政】",), ("甲", 300, "あ"), ("【その他】",), ("乙", 80, "い")]

    assert placed(rows) == {"甲": "総務部", "乙": "総務部"}


def test_sections_in_rows_of_their_own_are_those_of_the_rows_beneath():
    rows = [("【総務部】",), ("◆税務課",), ("甲", 1, ""), ("◆総務課",), ("乙", 1, "")]
    schools = [("【教育庁】",), ("◆総務課",), ("丙", 1, "")]

    assert placed([HEAD, *rows, *schools]) == {
        "甲": "総務部税務課", "乙": "総務部総務課", "丙": "教育庁総務課",
    }  # fmt: skip


@pytest.mark.parametrize(
    "row", ["■総務部 税務課", "【総務部 税務課】", "総務部　税務課", "■税務課", "総務部税務課"]
)
def test_a_row_of_department_and_section_says_both_and_is_asked_about(row):
    rows = [HEAD, (row,), ("甲", 1, ""), ("【教育庁】",), ("乙", 1, "")]
    grid = workbook(一覧=[[*one] for one in rows])

    assert placed(rows) == {"甲": "総務部税務課", "乙": "教育庁"}
    pairs = sheets.title_departments(grid, understanding.guess(grid), NAMES)
    assert [said for _where, said in pairs] == ["総務部税務課", "教育庁"]


def test_department_and_section_in_cells_of_their_own_above_the_list_are_both_said():
    rows = [("要求一覧",), ("部局名", "総務部", "課名", "税務課"), HEAD, ("甲", 1, "")]

    assert placed(rows) == {"甲": "総務部税務課"}


def test_departments_and_sections_that_stand_like_stairs_count_for_what_is_beneath():
    rows = [("部局名", "課名", "事業名", "予算額（千円）"), ("総務部",), (None, "税務課")]
    more = [(None, None, "甲", 300), ("教育庁",), (None, "総務課"), (None, None, "乙", 50)]

    found = placed([*rows, *more], {asking.ABOVE: asking.ABOVE})

    assert found == {"甲": "総務部税務課", "乙": "教育庁総務課"}


@pytest.mark.parametrize(
    "title",
    [
        "税務課",
        "令和８年度　税務課　当初予算要求一覧",
        "所属：税務課",
        "01_税務課",
        "要求書（税務課）",
    ],
)
def test_a_section_that_one_department_has_says_its_department(title):
    assert placed([(title,), HEAD, ("甲", 300, "あ")]) == {"甲": "総務部税務課"}


def test_sections_that_stand_once_are_asked_about_and_count_for_the_rows_beneath():
    rows = [("課名", "事業名", "予算額（千円）"), ("税務課", "甲", 3), (None, "乙", 1)]

    assert survey.survey(read(rows).reading, NAMES, {}).without_department == [3]
    assert placed(rows, {asking.ABOVE: asking.ABOVE}) == dict.fromkeys("甲乙", "総務部税務課")


@pytest.mark.parametrize("typed", ["010203 税務課", "0102：税務課", "(0205)税務課"])
def test_a_code_before_a_place_is_no_part_of_it(typed):
    rows = [("所属", "事業名", "予算額（千円）"), (typed, "甲", 3)]

    assert placed(rows, {}) == {"甲": "総務部税務課"}


def workbook(**tabs):
    return Grid(WorkbookKind.XLSX, tuple(Tab(name, rows) for name, rows in tabs.items()))


def test_sheets_that_lack_a_column_are_read_with_the_others():
    whole = ("課名", "事業名", "要求額（千円）", "財源")
    grid = workbook(
        総務部=[whole, ("税務課", "甲", 3, "一般財源")],
        教育庁=[whole[:3], ("総務課", "乙", 5)],
        集計=[("課名", "事業名", "内容"), ("総務課", "丙", "あ")],
    )
    how = understanding.guess(grid)

    assert [one.tab.name for one in sheets.same_lists(grid, how)] == ["教育庁"]
    how = understanding.replace(how, answers={sheets.SHEETS: sheets.ALL, **TITLED})
    reading = sheets.reading(grid, how, NAMES)
    assert reading.tab.rows[-1] == ["総務課", "乙", 5, "", "教育庁"]
    tab = grid.tab("総務部")
    found = survey.survey(reading, NAMES, {})
    said = noticing.notices(grid, reading, understanding.head_of(tab, how), found, 2021)
    assert ("集計",) in [tuple(one["data"]["names"]) for one in said if one["key"] == "sheets_left"]


def test_a_sheet_of_an_unknown_department_keeps_its_own_name():
    grid = workbook(
        総務部=[HEAD, ("甲", 3, "あ")],
        議会事務局=[HEAD, ("乙", 5, "い")],
    )
    how = understanding.guess(grid)

    assert sheets.title_departments(
        grid, understanding.replace(how, answers={sheets.SHEETS: sheets.ALL}), NAMES
    ) == [("総務部", "総務部"), ("議会事務局", "議会事務局")]
