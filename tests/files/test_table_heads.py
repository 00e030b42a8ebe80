"""Heads of tables as offices write them: notes, brackets, groups, one row or three."""

import pytest

from workflow.files.grid import Grid, Tab
from workflow.files.headed import headed
from workflow.files.table_heads import WIDEST, read
from workflow.files.workbooks import WorkbookKind
from workflow.values.text import folded

WORDS = {
    folded(word): name
    for name, words in {
        "number": ("職員番号",),
        "name": ("氏名",),
        "old": ("旧部局", "旧部局名"),
        "new": ("新部局",),
        "department": ("部局名", "所属部局"),
        "cost": ("経費",),
    }.items()
    for word in words
}


@pytest.mark.parametrize(
    ("rows", "depth", "columns"),
    [
        ([["職員\n番号※1", "氏　名（漢字）", "内線"]], 1, {"number": 0, "name": 1}),
        ([["旧", "", "新", "備考"], ["部局", "課", "部局", ""]], 2, {"old": 0, "new": 2}),
        ([["職員", "氏名", "所属", ""], ["番号", "", "部局等", "課"], ["1", "甲", "乙", "丙"]], 2,
         {"number": 0, "name": 1, "department": 2}),
        ([["氏名", "部局名"], ["氏名太郎", ""]], 1, {"name": 0, "department": 1}),
        ([["名簿"], ["氏名", "部局名"]], 1, {}),
        ([["経費（円）", "氏名"]], 1, {"name": 1}),
        ([["経費（千円）", "氏名"]], 1, {"cost": 0, "name": 1}),
    ],
)  # fmt: skip
def test_a_head_names_what_it_can(rows, depth, columns):
    head = read(rows, WORDS)

    assert (head.depth, dict(head.columns)) == (depth, columns)


def test_merged_places_speak_for_their_rows_and_titles_are_no_headings():
    rows = [
        ["名簿"],
        ["氏名", "部局名", "内線"],
        ["甲", "総務部", ""],
        ["乙", "", ""],
        ["", "", ""],
    ]
    grid = Grid(WorkbookKind.XLSX, (Tab("一覧", rows, (((2, 1), (4, 1)),)),))
    words = {"name": ("氏名",), "department": ("部局名",)}

    table = headed(grid, words, ("name",), ("department",))

    assert table is not None
    assert [dict(row.cells) for row in table.rows] == [
        {"name": "甲", "department": "総務部"},
        {"name": "乙", "department": "総務部"},
    ]
    assert table.unread == ("内線",)


def test_a_hostile_width_costs_no_more_than_a_wide_list():
    looked_at = 0

    class Cell(str):
        """A cell that counts how often it is read."""

        def split(self, *given):
            nonlocal looked_at
            looked_at += 1
            return super().split(*given)

        def __str__(self):
            return self

    beneath = [Cell("x") for _ in range(50_000)]
    rows = [[Cell("氏名"), Cell("部局名"), *[Cell("")] * 49_998], beneath, beneath]

    head = read(rows, WORDS)

    assert head.columns == {"name": 0, "department": 1}
    assert looked_at < 20 * WIDEST
