"""Labels of forms that look like the head of a list are read as forms, and lists as lists."""

from tests.support.rows_of_offices import NAMES
from workflow.exchange import sheets, source
from workflow.exchange.lines import Lines
from workflow.exchange.own_lists import Stamps
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import WorkbookKind

ONE = ("総務部", "税務課", "家屋評価", 9_900)
OTHER = ("教育庁", "総務課", "端末更新", 2_200)


def form(name: str, item: tuple[str, str, str, int]) -> Tab:
    """A form with two labels in its second row, and the amount beneath the years of a table."""
    department, section, called, amount = item
    rows = [
        ["予算要求書"],
        ["部局名", department, "課名", section],
        ["事業名", called],
        ["会計", "一般会計", "款", "2"],
        ["歳出"],
        ["節", "積算", "要求額（千円）"],
        ["12", "委託料", amount - 100],
        ["13", "使用料", 100],
        ["計", "", amount],
    ]
    return Tab(name, rows)


def read(*tabs: Tab) -> list[tuple[object, ...]]:
    grid = Grid(WorkbookKind.XLSX, tabs)
    found, how = source.understood(source.Source(grid, Stamps("", {})))
    lines = Lines(sheets.reading(found.grid, how, NAMES).tab, how)
    names = ("department", "section", "name", "amount_kyen")
    items = lines.between(0, len(lines.tab.rows))
    return [tuple(line.values.get(name, "") for name in names) for line in items]


def test_forms_on_a_sheet_each_are_an_item_each():
    assert read(form("1", ONE), form("2", OTHER)) == [ONE, OTHER]


def test_one_form_is_an_item():
    assert read(form("様式", ONE)) == [ONE]


def test_a_list_of_one_item_without_an_amount_stays_a_list():
    head = ["部局名", "課名", "事業名", "事業概要"]
    tab = Tab("一覧", [head, [*ONE[:3], "更新"], [""], ["要求額（千円）", 9_900]])

    assert read(tab)[0] == (*ONE[:3], "")


def test_a_form_whose_amounts_stand_beneath_years_is_no_list_of_them():
    evaluated = Tab(
        "評価",
        [
            ["事務事業評価シート"],
            ["事業名", "家屋評価", "担当課", "税務課"],
            ["年度", "R2決算", "R3予算"],
            ["国庫支出金（千円）", 0, 2_000],
            ["一般財源", 100, 7_900],
            ["事業費計", 100, 9_900],
        ],
    )
    grid = Grid(WorkbookKind.XLSX, (evaluated,))

    found, how = source.understood(source.Source(grid, Stamps("", {})))

    (row,) = found.grid.tab(how.tab).rows[1:]
    said = dict(zip(found.grid.tab(how.tab).rows[0], row, strict=True))
    assert (said["事業名"], said["担当課"]) == ("家屋評価", "税務課")
    assert said["R3予算 事業費計（千円）"] in (9_900, "9900")
    assert sheets.same_lists(found.grid, how) == ()
