"""Sections that stand where names do, beside a column of departments, or beneath their names."""

import pytest

from tests.support.rows_of_offices import Read, read
from workflow.exchange import noticing, sheets, understanding

HEAD = ("部局名", "事業名", "要求額（千円）", "概要")
TITLED = {sheets.TITLE: sheets.FROM_TITLE}


def said(sheet: Read) -> list[tuple]:
    """What each item is called, where it belongs, and its amount."""
    values = [one.values for one in sheet.lines]
    return [
        (one["name"], one["department"], one.get("section", ""), one["amount_kyen"])
        for one in values
    ]


BESIDE = ("*（{}）", "*【{}】", "*\n（担当：{}）", "*（総務部{}）", "【{}】*", "（{}）　*", "{}\n*")


@pytest.mark.parametrize("beside", BESIDE)
def test_a_section_beside_a_name_is_that_of_its_item_where_its_department_has_it(beside):
    rows = [
        ("総務部", beside.format("税務課").replace("*", "改修"), 300, "あ"),
        ("総務部", beside.format("総務課").replace("*", "文書（仮称）"), 50, "い"),
    ]

    assert said(read([HEAD, *rows])) == [
        ("改修", "総務部", "税務課", 300), ("文書（仮称）", "総務部", "総務課", 50),
    ]  # fmt: skip


def test_sections_behind_names_are_told_by_the_department_merged_beside_them():
    rows = [
        ("総務部", "改修（税務課）", 300, None), (None, "文書（総務課）", 50, None),
        ("教育庁", "校務（総務課）", 70, None),
    ]  # fmt: skip

    sheet = read([HEAD, *rows], (((1, 0), (2, 0)),))

    assert said(sheet) == [
        ("改修", "総務部", "税務課", 300), ("文書", "総務部", "総務課", 50),
        ("校務", "教育庁", "総務課", 70),
    ]  # fmt: skip


def test_what_stands_behind_one_of_many_names_stays_there():
    rows = [
        ("総務部", name, 300, None) for name in ("改修（税務課）", "文書", "申告（第2期）", "台帳")
    ]

    assert read([HEAD, *rows]).names == ["改修（税務課）", "文書", "申告（第2期）", "台帳"]


def test_a_heading_that_asks_for_sections_behind_names_is_believed():
    head = ("部局名", "事業名（担当課）", "要求額（千円）")
    rows = [("総務部", name, 300) for name in ("改修（税務課）", "文書", "申告（第2期）", "台帳")]

    assert read([head, *rows]).names == ["改修", "文書", "申告（第2期）", "台帳"]


def test_no_section_of_another_department_is_taken_off_a_name():
    rows = [("教育庁", "改修（税務課）", 300, None), ("教育庁", "校務（総務課）", 50, None)]

    assert said(read([HEAD, *rows])) == [
        ("改修（税務課）", "教育庁", "", 300), ("校務", "教育庁", "総務課", 50),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["（{}）", "【{}】", "■{}", "{}"])
def test_a_section_alone_in_a_row_is_that_of_the_items_beneath_it(heading):
    rows = [
        ("総務部", heading.format("税務課"), None, None), (None, "改修", 300, "あ"),
        (None, heading.format("総務課"), None, None), (None, "文書", 50, "い"),
        ("教育庁", "校務", 70, "う"),
    ]  # fmt: skip

    sheet = read([HEAD, *rows], (((1, 0), (4, 0)),))

    assert said(sheet) == [
        ("改修", "総務部", "税務課", 300), ("文書", "総務部", "総務課", 50),
        ("校務", "教育庁", "", 70),
    ]  # fmt: skip


def test_cells_of_such_a_list_are_named_as_they_stand_in_the_sheet():
    sheet = read([HEAD, ("総務部", "改修（税務課）", 300, "あ")])

    reading = sheet.reading
    assert [reading.where(2, reading.how.place_of(one)) for one in ("name", "section")] == [
        ("一覧", "B2"), ("一覧", "2"),
    ]  # fmt: skip


def test_rows_whose_section_was_behind_their_name_are_said():
    sheet = read([HEAD, ("総務部", "改修（税務課）", 300, "あ"), ("総務部", "文書", 50, "い")])
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)

    notices = noticing.notices(sheet.grid, sheet.reading, head, sheet.found, 2026)

    (found,) = [one["data"] for one in notices if one["key"] == "sections_behind"]
    assert found == {"rows": (2,), "count": 1}


def test_sections_behind_names_beneath_their_department_are_those_that_it_has():
    head = ("事業名", "要求額（千円）", "概要")
    rows = [
        ("総務部", None, None), ("改修（税務課）", 300, "あ"), ("文書（総務課）", 50, "い"),
        ("教育庁", None, None), ("校務（総務課）", 70, "う"),
    ]  # fmt: skip

    sheet = read([head, *rows], answers=TITLED)

    values = [one.values for one in sheet.lines]
    assert [(one["name"], one["department"]) for one in values] == [
        ("改修", "総務部税務課"), ("文書", "総務部総務課"), ("校務", "教育庁総務課"),
    ]  # fmt: skip
