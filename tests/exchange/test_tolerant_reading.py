"""Sheets that people really have: titles above, other names, merged cells, sums, encodings."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.support.exchange import brought
from tests.support.sheet_files import PLAIN, and_sheet, book, saved
from workflow import exchange
from workflow.exchange import cell_values, field_values, headings, heads, understanding, units
from workflow.exchange.cell_values import CellUnreadable
from workflow.exchange.lines import Lines
from workflow.exchange.names import NO_NAMES as NAMES
from workflow.exchange.units import Unit
from workflow.files import grid
from workflow.files.workbooks import FileRefused, WorkbookKind

CSV = (
    "令和3年度　予算一覧\n\nＮＯ,部署名,課室,分野,事業名,予算額\n"
    "1,総務部,税務課,行政,改修,△１，３９５\n,総務部 小計,,,,100\n,,,,,\n※ 備考\n,,,,計,100\n"
)


def lines_of(content: bytes):
    read = grid.read(content)
    how = understanding.guess(read)
    tab = read.tab(how.tab)
    return how, list(Lines(tab, how).between(0, len(tab.rows)))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be", "euc_jp"]
)
def test_a_list_is_understood_in_every_encoding_and_only_items_are_rows(encoding):
    how, lines = lines_of(CSV.encode(encoding))

    assert how.head == 2
    assert [how.columns[place] for place in range(6)] == [
        "no", "department", "section", "field", "name", "amount_kyen",
    ]  # fmt: skip
    assert [line.row for line in lines] == [4]
    assert cell_values.money_of(lines[0].values["amount_kyen"]) == -1395


def test_budgets_names_their_sums_and_rows_that_only_go_on_are_no_items():
    text = (
        "no,department,section,field,category,name,amount_kyen,summary\n"
        "【令和4年度当初予算】,,,,,,,\n1,総務部,税務課,行政,手続き,甲,100,概要\n"
        "1 続き,,,,,甲,,概要のつづき\n,令和4年度当初予算 計,,,,,100,\n,合計,,,,,100,\n"
    )

    _, lines = lines_of(text.encode())

    assert [(line.values["name"], line.values["summary"]) for line in lines] == [("甲", "概要")]


def test_merged_cells_speak_for_every_row_and_a_head_of_two_rows_is_one():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["予算一覧"])
    sheet.append(["部局名", "事業名", "金額"])
    sheet.append([None, None, "（千円）"])
    sheet.append(["総務部", "甲", 1])
    sheet.append([None, "乙", 2])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("A4:A5")
    out = BytesIO()
    book.save(out)

    how, lines = lines_of(out.getvalue())

    assert (how.head, how.depth) == (1, 2)
    assert [(x.values["department"], x.values["name"]) for x in lines] == [
        ("総務部", "甲"),
        ("総務部", "乙"),
    ]
    assert lines[1].merged == {"department"}


def test_a_year_and_a_unit_above_the_names_are_a_title_and_no_part_of_the_head():
    text = "令和8年度,,,（単位：円）\n部局名,事業名,予算額,備考\n総務部,甲,1000,あ\n"

    tab = grid.read(text.encode()).tabs[0]
    head = heads.best(tab)

    assert (head.row, head.depth) == (1, 1)
    assert head.unit_of_titles is Unit.YEN


@pytest.mark.parametrize(
    ("heading", "column", "unit"),
    [
        ("部署名", "department", None), ("部局名", "department", None), ("事業名", "name", None),
        ("事業（事業内訳）名", "name", None), ("事業費\n（千円）", "amount_kyen", Unit.THOUSAND),
        ("金額", "amount_kyen", None), ("予 算 額", "amount_kyen", None),
        ("予算額（円）", "amount_kyen", Unit.YEN), ("備考", None, None),
        ("要求額（百万円）", "amount_kyen", Unit.MILLION), ("部局等名※１", "department", None),
        ("令和３年度\n９月補正\n要求額※２\n（単位：千円）", "amount_kyen", Unit.THOUSAND),
        ("R3.9補正額", "amount_kyen", None), ("Ａ要求額", "amount_kyen", None),
        ("要求額①", "amount_kyen", None), ("9月補正", "amount_kyen", None),
        ("課室等名", "section", None), ("補正後", None, None), ("比較", None, None),
        ("査定額", None, None), ("前年度比", None, None),
        ("事業5", None, None), ("事務事業等の名称(注1)", "name", None),
    ],
)  # fmt: skip
def test_headings_are_recognised_however_offices_write_them(heading, column, unit):
    found = headings.recognised(heading)

    assert (found.column, found.unit) == (column, unit)


@pytest.mark.parametrize(
    ("typed", "kyen"),
    [("６０，０１６", 60016), ("△1,395", -1395), ("▲1395", -1395), ("−1,395", -1395), (12.0, 12)],
)
def test_amounts_are_read_as_they_are_typed(typed, kyen):
    assert cell_values.money_of(typed) == kyen


@pytest.mark.parametrize(
    ("field", "typed", "key"),
    [
        ("amount_kyen", 12.5, "money_decimal"), ("amount_kyen", "100万円", "money_unit"),
        ("amount_kyen", "(1,234)", "money_brackets"), ("amount_kyen", "（△77）", "money_brackets"),
        ("amount_kyen", "(未定)", "money_unreadable"), ("classification", "廃止", "not_in_list"),
        ("amount_kyen", "未定", "money_unreadable"), ("amount_kyen", True, "money_unreadable"),
        ("amount_kyen", 1e300, "amount_too_large"), ("quotes_count", "三", "count_unreadable"),
        ("contract_ends_on", "2022/2/30", "day_unreadable"), ("field", "その他", "not_in_list"),
        ("amount_confirmed", "たぶん", "flag_unreadable"),
        ("funding_lines", "国から少し", "funding_unreadable"),
        ("joint_departments", "謎部", "department_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_its_reason(field, typed, key):
    with pytest.raises(CellUnreadable) as wrong:
        field_values.read(field, typed, NAMES)

    assert wrong.value.key == key


@pytest.mark.parametrize(
    "typed", ["2022/3/31", "2022-03-31", "令和4年3月31日", "R4.3.31", "２０２２年３月３１日"]
)
def test_days_are_read_in_every_way_of_writing(typed):
    assert field_values.read("contract_ends_on", typed, NAMES).isoformat() == "2022-03-31"


def test_a_heading_of_brackets_is_none_and_takes_no_time():
    assert headings.recognised("(" * 16_000).column is None
    assert headings.recognised("事業費（千円（税込））").column == "amount_kyen"


@pytest.mark.parametrize(
    ("typed", "amount", "label"),
    [
        ("県債 1,000", 1000, ""),
        ("県債：△1,000千円（地域活性化）", -1000, "地域活性化"),
        ("県債　－ ５００ 千円", -500, ""),
    ],
)
def test_a_line_of_funding_is_read_as_it_is_typed(typed, amount, label):
    (line,) = field_values.read("funding_lines", typed, NAMES)

    assert (line.source, line.amount_kyen, line.label) == ("bond", amount, label)


@pytest.mark.parametrize(
    "typed", ["a" + " " * 1300 + "b", "県債--5", "県債 5 円", "県債" + " " * 300 + "5"]
)
def test_a_line_of_funding_that_is_none_is_named(typed):
    with pytest.raises(CellUnreadable) as wrong:
        field_values.read("funding_lines", typed, NAMES)

    assert wrong.value.key == "funding_unreadable"
    assert len(wrong.value.data["line"]) <= 300


def test_a_head_is_not_looked_for_behind_forty_thousand_cells():
    broad = [["x"] * 200] * 40
    tabs = [grid.Tab(f"{n}", broad) for n in range(6)]
    table = grid.Tab("表", [["事業名", "金額"], ["甲", 1]])

    near = understanding.guess(grid.Grid(WorkbookKind.XLSX, (*tabs[:4], table)))
    far = understanding.guess(grid.Grid(WorkbookKind.XLSX, (*tabs, table)))

    assert (near.tab, far.tab) == ("表", "0")


def test_a_second_column_of_departments_is_what_is_within_the_first():
    how, _ = lines_of("局名,部署,事業名,金額（千円）\n総務部,税務課,甲,100\n".encode())

    assert [how.columns[place] for place in range(4)] == [
        "department", "place", "name", "amount_kyen",
    ]  # fmt: skip


def test_iso_2022_jp_that_is_damaged_is_refused_by_its_name():
    with pytest.raises(FileRefused) as refused:
        grid.read(b"\x1b$B$\x1b(B,1\n")

    assert refused.value.reason == "iso_2022_jp"


def test_quotes_that_stay_open_everywhere_are_no_table():
    with pytest.raises(FileRefused) as refused:
        grid.read(('a,"b\n' * 300).encode() + b"c")

    assert refused.value.reason == "quotes"


def test_blanks_behind_a_quote_and_quotes_within_a_cell_are_no_trouble():
    text = '事業名,金額\n"甲" ,"1"\n乙"丙"丁,2\n"戊""己\n庚",3\n'

    tab = grid.read(text.encode()).tabs[0]

    assert [list(row) for row in tab.rows][1:] == [
        ["甲", "1"],
        ['乙"丙"丁', "2"],
        ['戊"己\n庚', "3"],
    ]
    assert not tab.broken


def test_another_sheet_is_read_from_its_own_head(office):
    made = book([("事業名", "予算額（千円）"), ("甲", 1)])
    content = saved(and_sheet(made, "別", [("表題",), (), *PLAIN]))
    file = brought(office.engine, office.person("officer"), content, "a.xlsx")
    other = next(tab for tab in file.view().tabs if tab != file.view().tab)

    file.do(exchange.correct, tab=other, head_row=file.view().head_row, columns={})

    assert (file.view().tab, file.view().is_head_wrong) == (other, False)


@pytest.mark.parametrize("value", [1e31, -1e300, float("inf"), 10**21, True])
def test_a_number_that_is_no_amount_of_money_in_any_unit_is_refused(value):
    with pytest.raises(CellUnreadable):
        cell_values.converted(value, Unit.YEN, "half")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("（単位；円）", Unit.YEN), ("単位＝円", Unit.YEN), ("単位/円", Unit.YEN),
        ("金額：円", Unit.YEN),
        ("（金額：百万円）", Unit.MILLION), ("（単位：百 万 円）", Unit.MILLION),
        ("百万円単位", Unit.MILLION), ("単位：百万", Unit.MILLION), ("単位：千", Unit.THOUSAND),
        ("単位：十億円", None), ("単位：千万円", None), ("総額 500千円", None), ("金額", None),
    ],
)  # fmt: skip
def test_a_unit_above_a_list_is_read_as_people_write_it(title, unit):
    assert units.of_title(title) is unit
