"""Twenty sheets as offices make them, by name.

Shapes seen in published files of governments; the rows are this table's own.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from tests.support import sheet_texts
from tests.support.sheet_files import HEAD, PLAIN, OfficeSheet, and_sheet, book, saved


def _units_merged_heads() -> OfficeSheet:
    rows = (
        ("令和8年度　主要事業一覧",),
        (*[None] * 6, "（単位：円）"),
        ("部局名", "課室名", "区分", None, "事業名", "概要", "予算額"),
        (None, None, "分野", "類型", None, None, None),
        ("総務部", "税務課", "行政", "手続き", "甲事業", "概要1", 60_016_000),
        (None, "総務課", "くらし", "手続き", "乙事業", "概要2", 1_200_000),
        ("建設部", "技術管理課", "産業", "手続き", "丙事業", "概要3", 300_000),
        (None, None, None, None, "合計", None, 61_516_000),
    )
    merged = ("A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "A5:A6")
    return OfficeSheet(saved(book(rows, merged)), 3, 61_516, ({"unit": "yen"},))


def _third_sheet() -> OfficeSheet:
    made = book([("令和8年度予算要求書類",), ("総務部",)], title="表紙")
    and_sheet(made, "記入要領", [("1 事業名は正式な名称を記入する。",), ("2 事業費は千円単位",)])
    return OfficeSheet(
        saved(and_sheet(made, "要求一覧", PLAIN)), 2, 1_500, said=frozenset({"sheet"})
    )


def _broken_heads() -> OfficeSheet:
    rows = (
        ("部　局　名", "課　室　名", "事　業　名", "事業費\n(千円)", "財　源\n内訳"),
        ("総務部", "税務課", "甲事業", 1_200, "一般財源"),
        ("総務部", "総務課", "乙事業", 300, "一般財源"),
    )
    return OfficeSheet(saved(book(rows)), 2, 1_500)


def _years_over_amounts() -> OfficeSheet:
    rows = (
        ("番号", "部局名", "課室名", "事業名", "令和8年度", None, "令和7年度", None),
        (None, None, None, None, "当初予算額", "増減", "当初予算額", "増減"),
        (1, "総務部", "税務課", "甲事業", 1_200, 100, 1_100, 0),
        (2, "総務部", "総務課", "乙事業", 300, 100, 200, 0),
    )
    return OfficeSheet(saved(book(rows)), 2, 1_500, ({"column:amount_kyen": "E"},))


def _six_years() -> OfficeSheet:
    years = [f"令和{year}年度" for year in range(3, 9)]
    rows = (
        (None, None, None, *years),
        ("部局名", "課室名", "事業名", *["事業費計（A）"] * 6),
        ("総務部", "税務課", "甲事業", 1, 2, 3, 4, 5, 1_200),
        ("総務部", "総務課", "乙事業", 1, 2, 3, 4, 5, 300),
    )
    return OfficeSheet(saved(book(rows)), 2, 1_500, ({"column:amount_kyen": "I"},))


def _one_cell_of_both() -> OfficeSheet:
    rows = (
        ("部課名", "事務事業名", "事務事業の概要（目的）", "当初予算額（千円）"),
        ("総務部税務課", "甲事業", "概要", 1_200),
        ("健康福祉部 地域・家庭福祉課", "乙事業", "概要", 300),
    )
    return OfficeSheet(saved(book(rows)), 2, 1_500)


def _twins() -> OfficeSheet:
    rows = (
        ("所管局", "所管部署", "事業名", "補助金名", "予算額（千円）"),
        ("総務部", "税務\n課", "地域\n振興事業", "まつり補助金", "370,000 "),
        ("総務部", "税務課", "地域 振興事業", "文化補助金", "130,000 "),
        ("総務部", "総務課", "別の事業", "会館補助金", "1,000"),
    )
    names = {"地域 振興事業（まつり補助金）", "地域 振興事業（文化補助金）", "別の事業"}
    said = frozenset({"line_breaks", "twins", "unread"})
    return OfficeSheet(saved(book(rows)), 3, 501_000, said=said, names=frozenset(names))


def _funding_in_columns() -> OfficeSheet:
    rows = (
        ("部局名", "課室名", "事業名", "事業費（千円）", "財源内訳", None, None, None),
        (None, None, None, None, "国庫支出金", "県支出金", "その他", "一般財源"),
        ("総務部", "税務課", "甲事業", 1_200, 600, "-", 100, 500),
        ("総務部", "総務課", "乙事業", 300, None, None, None, 300),
        ("総務部", "総務課", "丙事業", 300, 100, 0, 0, 100),
    )
    merged = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:H1")
    return OfficeSheet(saved(book(rows, merged)), 2, 1_500, wrong=(("E5", "funding_sum"),))


def _sums_and_groups() -> OfficeSheet:
    rows = (
        ("部局名", "課室名", "事業名", "予算額（千円）", "説明"),
        ("総務部", "税務課", "甲事業", 1_200, "説明"),
        ("総務部計", None, None, 1_200, None),
        ("（うちデジタル関連）", None, None, 200, None),
        ("【建設部】", None, None, None, None),
        ("建設部", "技術管理課", "実施設計", 300, "設計も統計も計画も事業である"),
        ("＜端数調整＞", None, None, 1, None),
        (None, None, None, None, "計 317人"),
        ("合　計", None, None, 1_501, None),
    )
    sheet = saved(book(rows))
    return OfficeSheet(
        sheet, 2, 1_500, wrong=(("C8", "name_missing"),), said=frozenset({"skipped"})
    )


def errors() -> Workbook:
    """An error in an amount, a formula without a value, and an error on another sheet."""
    made = book([*PLAIN, ("総務部", "税務課", "丙事業", None), ("総務部", "税務課", "丁事業", 1)])
    sheet = made["一覧"]
    sheet["D2"].value, sheet["D2"].data_type = "#N/A", "e"
    sheet["D4"].value = "=1+1"
    other = made.create_sheet("別紙")
    other["B2"].value, other["B2"].data_type = "#SPILL!", "e"
    return made


def _errors() -> OfficeSheet:
    wrong = (("D2", "cell_error"), ("D4", "formula_without_value"))
    return OfficeSheet(saved(errors()), 2, 301, wrong=wrong, said=frozenset({"sheet"}))


def _dashes() -> OfficeSheet:
    words = ("-", "－", "―", "…")
    rows = [(*HEAD, "前年度額")]
    rows += [("総務部", "税務課", f"第{ord(word)}の業務", word, "皆増") for word in words]
    rows += [
        ("総務部", "税務課", "甲事業", "皆増", 5),
        ("総務部", "税務課", "乙事業", 1_500, "皆増"),
    ]
    each = ({"amount_words": "none"},)
    return OfficeSheet(saved(book(rows)), 5, 1_500, each, wrong=(("D6", "money_word"),))


def hidden() -> bytes:
    """A row and a column hidden, as a filter does."""
    made = book([*PLAIN, ("総務部", "税務課", "丙事業", 7)])
    made["一覧"].row_dimensions[4].hidden = True
    made["一覧"].column_dimensions["B"].hidden = True
    return saved(made)


def _hidden() -> OfficeSheet:
    return OfficeSheet(hidden(), 2, 1_500, ({"hidden_rows": "skip", "hidden_columns": "read"},))


def _short_names() -> OfficeSheet:
    rows = (
        HEAD,
        ("総務", "税務課", "甲事業", 1_000),
        ("健福", "医務薬事課", "乙事業", 200),
        ("産労部", "雇用労働政策課", "丙事業", 250),
        (None, "雇用労働政策課", "丁事業", 50),
    )
    answers = {
        "department:総務": "soumu",
        "department:健福": "kenko",
        "department:産労部": "sangyo",
        "above": "above",
    }
    return OfficeSheet(saved(book(rows)), 4, 1_500, (answers,))


def _sheet_of_each() -> OfficeSheet:
    head = ("課室名", "事業名", "事業費（千円）")
    made = book([("総務部の主要事業",), head, ("税務課", "甲事業", 1_200)], title="総務部")
    rows = [("健康福祉部の主要事業",), head, ("医務薬事課", "乙事業", 300), ("計", None, 300)]
    answers = ({"sheets": "all"}, {"sheet_department": "title"})
    return OfficeSheet(saved(and_sheet(made, "健康福祉部", rows)), 2, 1_500, answers)


def _painted() -> OfficeSheet:
    notes = [f"付記{number}" for number in range(206)]
    rows = [(*HEAD, *notes)]
    rows += [("総務部", "税務課", f"事業{number}", 75, *["あ"] * 206) for number in range(20)]
    made = book(rows)
    yellow = PatternFill("solid", fgColor="FFFF00")
    for row in (*range(22, 500), 1_048_576):
        made["一覧"].cell(row, 1).fill = yellow
    said = frozenset({"columns_beyond", "unread"})
    return OfficeSheet(saved(made), 20, 1_500, said=said)


def _hundred_millions() -> OfficeSheet:
    rows = (
        ("部局名", "課室名", "事業名", "事業費（億円）", "前年度予算額（百万円）"),
        ("総務部", "税務課", "甲事業", 1.5, 140),
        ("総務部", "総務課", "乙事業", 0.2, 20.5),
    )
    answers = {"unit": "hundred_million", "unit_million": "million"}
    return OfficeSheet(saved(book(rows)), 2, 170_000, (answers,))


def _form() -> OfficeSheet:
    made = book([("事業計画書",)], title="様式")
    sheet = made["様式"]
    labels = (
        "事業名",
        "部局名",
        "課室名",
        "予算額",
        "財源",
        "概要",
        "期間",
        "効果",
        "目的",
        "必要性",
    )
    for number in range(425):
        row, width = number + 3, 2 + number % 5
        sheet.cell(row, 1).value = labels[number % len(labels)]
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        sheet.cell(row, 8).value = "記入欄"
        sheet.merge_cells(start_row=row, end_row=row, start_column=8, end_column=10 + number % 7)
    return OfficeSheet(saved(made), 0, wrong=(("", "no_list"),))


def _population() -> OfficeSheet:
    rows = (("市町村別人口",), ("区分", "世帯数", "総数", "男", "女"), ("甲市", 9, 20, 9, 11))
    return OfficeSheet(saved(book(rows)), 0, wrong=(("", "no_list"),))


SHEETS: Final[dict[str, Callable[[], OfficeSheet]]] = {
    "1 units, merged heads and departments": _units_merged_heads,
    "2 the list on the third sheet": _third_sheet,
    "3 heads with breaks and blanks": _broken_heads,
    "4 years over amounts": _years_over_amounts,
    "5 six columns of one heading": _six_years,
    "6 department and section in one cell": _one_cell_of_both,
    "7 breaks in names, and twins": _twins,
    "8 funding in four columns": _funding_in_columns,
    "9 sums, parts, groups": _sums_and_groups,
    "10 cp932": sheet_texts.cp932,
    "10 iso-2022-jp": sheet_texts.iso_2022_jp,
    "11 tabs under a comma": sheet_texts.tabs_under_a_comma,
    "11 semicolons under a title": sheet_texts.semicolons_under_a_title,
    "12 an open quote": sheet_texts.open_quote,
    "13 errors": _errors,
    "14 dashes": _dashes,
    "15 hidden rows and columns": _hidden,
    "16 short names": _short_names,
    "17 a sheet a department": _sheet_of_each,
    "18 painted to the end": _painted,
    "19 hundred millions": _hundred_millions,
    "20 a form": _form,
    "20 a table of population": _population,
}


@cache
def office_sheet(name: str) -> OfficeSheet:
    """The sheet of this name in SHEETS, made when it is first asked for."""
    return SHEETS[name]()
