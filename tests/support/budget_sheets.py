"""Sheets as cities, towns, villages and other prefectures send them, with what a clerk expects.

Each is a function of its own rows; `add` gives it its name and what must come in.
"""

from collections.abc import Sequence
from typing import Any, Final

from tests.support.sheet_files import OfficeSheet, Rows, book, saved

TAX, GENERAL, ROADS = ("総務部", "税務課"), ("総務部", "総務課"), ("建設部", "技術管理課")
HEAD: Final = ("部局", "課", "事業名", "予算額（千円）")
PLAIN: Final = ("部局", "課", "事業名", "予算額")
SUPPLEMENTARY: Final = ("部局", "課", "事業名", "補正額（千円）")

Answers = dict[str, str]
SHEETS: Final[dict[str, OfficeSheet]] = {}
"""By name."""


def add(
    name: str,
    rows: Rows,
    items: int,
    sum_kyen: int,
    *answers: Answers,
    merged: Sequence[str] = (),
    **more: Any,
) -> None:
    """Put a sheet of these rows into the table."""
    content = saved(book(rows, merged))
    SHEETS[name] = OfficeSheet(content, items, sum_kyen, answers, **more)


def said(*keys: str) -> frozenset[str]:
    """What is said of a sheet, among other things."""
    return frozenset(keys)


# ---------------------------------------------------- supplementary budgets, project lists

add(
    "既決・補正・計",
    [
        ("令和7年度6月補正予算要求一覧",),
        ("部局名", "課名", "事業名", "既決予算額", "補正額", "計", "補正の理由"),
        (*TAX, "甲", 5000, 1200, 6200, "制度改正"),
        (*ROADS, "乙", 900, -100, 800, "執行残"),
        (None, None, "合計", 5900, 1100, 7000, None),
    ],
    2,
    1100,
)
add(
    "補正前・補正額・補正後",
    [
        (*PLAIN[:3], "予算額（千円）", None, None),
        (None, None, None, "補正前の額", "補正額", "補正後の額"),
        (*TAX, "甲", 5000, 1200, 6200),
        (*ROADS, "乙", 0, 300, 300),
    ],
    2,
    1500,
    merged=("D1:F1", "A1:A2", "B1:B2", "C1:C2"),
)
add(
    "増減に＋と△",
    [SUPPLEMENTARY, (*TAX, "甲", "△1,395"), (*ROADS, "乙", "+2,000"), (*GENERAL, "丙", "＋5")],
    3,
    610,
)
add(
    "括弧の金額は尋ね返す",
    [SUPPLEMENTARY, (*TAX, "甲", "(100)"), (*ROADS, "乙", 300)],
    1,
    300,
    {"brackets": "none"},
    wrong=(("D2", "money_brackets"),),
)
add(
    "新規の印が名前の前",
    [
        ("区分", "事業名", "補正予算額", "事業内容", "担当課"),
        ("◎", "甲", 1200, "あ", "税務課"),
        (None, "[拡]丙", 500, "う", "技術管理課"),
        ("計", None, 1700, None, None),
    ],
    2,
    1700,
)
add(
    "コードが名前の前",
    [
        ("事業コード", "事務事業名", "所管課", "R8予算額(千円)"),
        ("0101-01", "甲", "税務課", 1200),
        ("0101-02", "乙", "技術管理課", 300),
    ],
    2,
    1500,
)
add(
    "合計が先頭",
    [
        PLAIN,
        ("合計", None, None, 2000),
        ("総務部計", None, None, 1500),
        (*TAX, "甲", 1200),
        (*GENERAL, "乙", 300),
        ("建設部計", None, None, 500),
        (*ROADS, "丙", 500),
    ],
    3,
    2000,
)
add(
    "再掲は二度数えない",
    [HEAD, (*TAX, "甲", 1200), (*GENERAL, "甲（再掲）", 1200), (*ROADS, "乙", 300)],
    2,
    1500,
    said=said("skipped"),
)
add(
    "内訳の行は上の一部",
    [
        ("番号", *HEAD),
        (1, *TAX, "甲", 1200),
        (None, None, None, "　うちシステム改修", 700),
        (None, None, None, "うち運用", 500),
        (2, *ROADS, "うちわ製作", 300),
    ],
    2,
    1500,
    names=frozenset({"うちわ製作"}),
)
add(
    "施策の行は下の和",
    [
        ("施策・事業名", "予算額（千円）", "担当課"),
        ("Ⅰ　行政のDX", 1500, None),
        ("・甲", 1200, "税務課"),
        ("・乙", 300, "技術管理課"),
        ("Ⅱ　くらしのDX", 500, None),
        ("・丙", 500, "技術管理課"),
        ("合計", 2000, None),
    ],
    3,
    2000,
)
add(
    "施策の行が下の和でなければ尋ね返す",
    [
        ("施策・事業名", "予算額（千円）", "担当課"),
        ("Ⅰ　行政のDX", 1400, None),
        ("・甲", 1200, "税務課"),
        ("・乙", 300, "技術管理課"),
    ],
    2,
    1500,
    wrong=(("2", "department_missing"),),
)
add(
    "前書きが45行",
    [*((f"{n}　記入にあたっての留意点",) for n in range(1, 46)), HEAD, (*TAX, "甲", 1200)],
    1,
    1200,
)
add(
    "縦書きの見出しと空の列",
    [
        ("部\n局", None, "課\n名", "事\n業\n名", None, "予\n算\n額\n(千円)"),
        ("総務部", None, "税務課", "甲", None, 1200),
        ("建設部", None, "技術管理課", "乙", None, 300),
    ],
    2,
    1500,
)
add(
    "脚注の印のある金額",
    [
        HEAD,
        (*TAX, "甲", "1,200※1"),
        (*ROADS, "乙", "300 注2）"),
        (*GENERAL, "丙", "5＊"),
        ("※1 国の交付金を活用",),
    ],
    3,
    1505,
)
add(
    "総務部長は総務部",
    [
        HEAD,
        ("総務部長", "税務課", "甲", 1200),
        ("建設部長", "技術管理課", "乙", 300),
    ],
    2,
    1500,
    said=said("shortened"),
)
add(
    "西暦の年度",
    [
        (*PLAIN[:3], "2025年度\n当初予算額", "2026年度\n当初予算額", "増減"),
        (*TAX, "甲", 1000, 1200, 200),
        (*ROADS, "乙", 300, 300, 0),
    ],
    2,
    1500,
    {"column:amount_kyen": "E"},
)
