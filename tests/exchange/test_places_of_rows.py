"""Where rows of a list belong: columns headed 担当 or 係, titles with a section, parts of one."""

from dataclasses import replace

import pytest

from tests.support.rows_of_offices import NAMES, read
from workflow.exchange import own_places, placing, titles, understanding
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind


def columns_of(head, *rows):
    tab = Tab("一覧", [head, *rows])
    how = understanding.guess(Grid(WorkbookKind.XLSX, (tab,)))
    return own_places.placed(tab, how, NAMES).columns


@pytest.mark.parametrize(
    ("heading", "typed", "column"),
    [
        ("担当", "税務課", "section"),
        ("担当係", "総務部税務課", "place"),
        ("係", "課税係", "contact"),
        ("課・係", "課税係", "contact"),
        ("グループ", "総務部", "place"),
        ("担当", "佐藤", "contact"),
    ],
)
def test_a_column_of_those_in_charge_is_what_stands_in_it(heading, typed, column):
    assert columns_of((heading, "事業名", "予算額"), (typed, "甲", 1))[0] == column


def test_beside_a_column_of_sections_those_in_charge_are_people():
    head = ("課", "担当", "事業名", "予算額")

    assert columns_of(head, ("税務課", "総務課", "甲", 1)) == {
        0: "section", 1: "contact", 2: "name", 3: "amount_kyen",
    }  # fmt: skip


def test_what_a_person_said_of_a_column_stays():
    tab = Tab("一覧", [("担当", "事業名", "予算額"), ("税務課", "甲", 1)])
    how = replace(understanding.guess(Grid(WorkbookKind.XLSX, (tab,))), is_said=True)

    assert own_places.placed(tab, how, NAMES) == how


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("総務部税務課課税係", "総務部税務課"),
        ("税務課 収納担当", "総務部税務課"),
        ("総務部（税務課）", "総務部税務課"),
    ],
)
def test_of_a_part_of_a_section_the_section_is_kept(typed, words):
    placed = placing.of_both(typed, None, NAMES)

    assert placing.in_words(placed, NAMES) == words


def test_another_section_is_no_part_of_one_that_it_begins_like():
    assert placing.of_both("税務課長会議室", 1, NAMES).section == "税務課長会議室"


def test_a_title_says_the_section_behind_its_department():
    tab = Tab("総務部 税務課", [("事業名", "予算額"), ("甲", 1)])
    how = understanding.guess(Grid(WorkbookKind.XLSX, (tab,)))

    said = titles.department_said(tab, understanding.head_of(tab, how), NAMES)

    assert said == "総務部税務課"


def test_the_parts_of_an_item_without_an_amount_are_of_its_section():
    rows = [
        ("課名", "事業名", "予算額（千円）"), ("税務課", "電子化", None), (None, "　申告", 300),
        (None, "　収納", 200), ("総務課", "文書", 100), (None, "　うち保存", 40),
    ]  # fmt: skip

    assert read(rows).found.without_department == [3, 4]
