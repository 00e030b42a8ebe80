"""Sums of departments above their items, departments one letter a cell, columns headed 事務局."""

import pytest

from tests.support.rows_of_offices import HEAD, NAMES, read
from workflow.exchange import filling, own_places, placing, sheets, understanding
from workflow.exchange.asking import ABOVE
from workflow.exchange.lines import Lines
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

NAMED = ("部局・課・事業", "予算額（千円）")
TITLED = {sheets.TITLE: sheets.FROM_TITLE}


def placed(rows, answers=None):
    """Department and section of each item, as the masters have them."""
    sheet = read(rows, answers=answers or {})
    reading = sheet.reading
    lines = Lines(reading.tab, reading.how, placing.folded_labels(NAMES), reading.added)
    found = {}
    for line in filling.between(lines, NAMES, 0, len(reading.tab.rows)):
        given = {name: str(value) for name, value in line.values.items()}
        found[given["name"].strip()] = placing.in_words(placing.place(given, NAMES), NAMES)
    return found


@pytest.mark.parametrize("total", ["{} 計", "{}計", "{}　小計", "{}合計"])
def test_a_sum_that_stands_above_its_items_says_their_department(total):
    of_schools = [(total.format("教育庁"), 50), ("丙", 50), ("合計", 430)]
    rows = [NAMED, (total.format("総務部"), 380), ("甲", 300), ("乙", 80), *of_schools]

    assert placed(rows, TITLED) == {"甲": "総務部", "乙": "総務部", "丙": "教育庁"}


def test_sums_of_departments_and_their_sections_above_items_say_both():
    of_general = [("総務部 計", 380), ("　税務課 計", 300), ("　　甲", 300), ("　総務課 計", 80)]
    rows = [NAMED, ("歳出合計", 430), *of_general, ("　　乙", 80), ("教育庁 計", 50)]

    found = placed([*rows, ("　総務課 計", 50), ("　　丙", 50)], TITLED)

    assert found == {"甲": "総務部税務課", "乙": "総務部総務課", "丙": "教育庁総務課"}


def test_the_department_of_sums_above_items_is_asked_about_and_not_taken_silently():
    sheet = read([NAMED, ("総務部 計", 300), ("甲", 300), ("教育庁 計", 50), ("丙", 50)])

    said = sheets.title_departments(sheet.grid, sheet.reading.how, NAMES)

    assert said == [("【総務部】", "総務部"), ("【教育庁】", "教育庁")]
    assert sheet.names == ["甲", "丙"]


def test_items_beneath_the_sum_of_an_unknown_department_are_not_those_of_another():
    rows = [
        NAMED,
        ("総務部 計", 300),
        ("甲", 300),
        ("未来部 計", 80),
        ("乙", 80),
        ("教育庁 計", 50),
    ]

    found = placed([*rows, ("丙", 50)], TITLED)

    assert found == {"甲": "総務部", "乙": "", "丙": "教育庁"}


@pytest.mark.parametrize(
    "rows",
    [
        [("甲", 300), ("総務部 計", 300), ("丙", 50), ("教育庁 計", 50)],
        [("総務部 計", 300), ("教育庁 計", 50), ("甲", 300), ("丙", 50)],
        [("総務部 計", 300), ("甲", 300), ("丙", 50), ("教育庁 計", 50)],
    ],
    ids=["beneath their items", "all on top", "one at the end"],
)
def test_sums_that_stand_elsewhere_say_no_department(rows):
    sheet = read([NAMED, *rows])

    assert sheets.title_departments(sheet.grid, sheet.reading.how, NAMES) == []
    assert sheet.names == ["甲", "丙"]


def test_a_department_is_read_that_stands_one_letter_a_cell():
    rows = [HEAD, ("総", "税務課", "甲", 1), ("", "税務課", "乙", 2), ("務", "総務課", "丙", 3)]
    rows += [("部", "総務課", "丁", 4), ("教", "総務課", "戊", 5), ("育", "", "己", 6)]

    found = placed([*rows, ("庁", "総務課", "庚", 7)])

    assert found["乙"] == "総務部税務課"
    assert {found[name] for name in "丙丁"} == {"総務部総務課"}
    assert {found[name] for name in "戊庚"} == {"教育庁総務課"}
    assert found["己"] == "教育庁"


def test_an_item_beneath_the_last_letter_of_its_department_is_asked_about():
    rows = [HEAD, ("総", "", "甲", 1), ("務", "", "乙", 2), ("部", "", "丙", 3), ("", "", "丁", 4)]

    assert read(rows).found.without_department == [5]
    assert placed(rows, {ABOVE: ABOVE})["丁"] == "総務部"


@pytest.mark.parametrize("typed", ["総　務　部", "総 務 部", "総\n務\n部"])
def test_a_department_with_blanks_between_its_letters_is_itself(typed):
    assert placed([HEAD, (typed, "税 務 課", "甲", 1)]) == {"甲": "総務部税務課"}


def test_letters_that_make_no_department_stay_as_they_are():
    rows = [HEAD, ("総", "税務課", "甲", 1), ("企", "総務課", "乙", 2)]

    assert [line.values["department"] for line in read(rows).lines] == ["総", "企"]


HEADED = ("事務局", "照会先", "事業主体", "実施主体")


def columns(heading, *typed):
    rows = [(heading, "事業名", "予算額（千円）"), *((one, one + "の事業", 1) for one in typed)]
    tab = Tab("一覧", rows)
    how = understanding.guess(Grid(WorkbookKind.XLSX, (tab,)))
    return own_places.placed(tab, how, NAMES).columns


@pytest.mark.parametrize("heading", HEADED)
def test_a_column_that_may_say_sections_does_where_sections_stand_in_it(heading):
    assert columns(heading, "税務課", "総務課")[0] == "section"


@pytest.mark.parametrize("heading", HEADED)
def test_a_column_that_may_say_sections_does_not_where_others_stand_in_it(heading):
    found = columns(heading, "県", "市町村").get(0)

    assert found == ("contact" if heading == "照会先" else None)
