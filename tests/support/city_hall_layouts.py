"""Sheets of a city hall whose places and rows are laid out otherwise: by 担当, side by side."""

from typing import Final

from tests.support.budget_sheets import GENERAL, HEAD, ROADS, TAX, add, said
from tests.support.city_hall_sheets import SHEETS
from tests.support.sheet_files import OfficeSheet, book, saved

__all__ = ["SHEETS"]

# -------------------------------------------------------------- 担当, 係 and titles

_IN_CHARGE: Final = ("担当", "事業名", "予算額（千円）")


def _titled(title: str, *rows: tuple[object, ...]) -> bytes:
    return saved(book(rows, title=title))


SHEETS["担当の列に課"] = OfficeSheet(
    _titled("総務部", _IN_CHARGE, ("税務課", "甲", 1200), ("総務課", "乙", 300)),
    2,
    1500,
    ({"sheet_department": "title"},),
)
SHEETS["担当の列に課と係"] = OfficeSheet(
    _titled("一覧", _IN_CHARGE, ("税務課課税係", "甲", 1200), ("技術管理課（台帳G）", "乙", 300)),
    2,
    1500,
    said=said("shortened"),
)
SHEETS["担当の列に部と課"] = OfficeSheet(
    _titled("一覧", _IN_CHARGE, ("総務部税務課", "甲", 1200), ("建設部", "乙", 300)), 2, 1500
)
SHEETS["担当の列に人"] = OfficeSheet(
    _titled("総務部", _IN_CHARGE, ("佐藤", "甲", 1200), ("鈴木（内線12）", "乙", 300)),
    2,
    1500,
    ({"sheet_department": "title"},),
)
SHEETS["題名に部と課、列に係"] = OfficeSheet(
    _titled(
        "一覧",
        ("令和8年度予算要求（総務部 税務課）",),
        ("係", "事業名", "予算額（千円）"),
        ("課税係", "甲", 1200),
        ("収納係", "乙", 300),
    ),
    2,
    1500,
    ({"sheet_department": "title"},),
)

# ------------------------------------------------------------------- lists side by side

_HALF: Final = ("課", "事業名", "予算額")
add(
    "左右に並ぶ二つの表",
    [
        ("主要事業", None, None, None, None, None, "（単位：円）"),
        ("総務部", None, None, None, "建設部"),
        (*_HALF, None, *_HALF),
        ("税務課", "甲", 1_200_000, None, "技術管理課", "乙", 300_000),
        (None, None, None, None, "技術管理課", "丙", 40_000),
        ("計", None, 1_200_000, None, "計", None, 340_000),
    ],
    3,
    1540,
    {"beside": "all", "sheet_department": "title"},
    {"unit": "yen"},
)
add(
    "左右のうち左だけ",
    [
        (*HEAD, None, *HEAD),
        (*TAX, "甲", 1200, None, *ROADS, "乙", 300),
        (*GENERAL, "丁", 5, None, *ROADS, "丙", "不明"),
    ],
    2,
    1205,
    {"beside": "one"},
)
add(
    "右の表の誤りは右のセルで示す",
    [
        (*HEAD, *HEAD, *HEAD),
        (*TAX, "甲", 1200, *ROADS, "乙", "不明", *GENERAL, "丁", 5),
    ],
    2,
    1205,
    {"beside": "all"},
    {"amount_words": "none"},
    wrong=(("H2", "money_unreadable"),),
)
add(
    "事業名の列が二つでも金額が一つなら一つの表",
    [
        ("部局", "課", "事業名", "予算額（千円）", "事業名"),
        (*TAX, "甲", 1200, "旧甲"),
    ],
    1,
    1200,
    {"column:name": "C"},
)

# ------------------------------------------------------------------ items of two rows

_UPPER_AND_LOWER: Final = [
    HEAD,
    (None, None, None, "上段：当初\n下段：補正後"),
    (*TAX, "甲", 1200),
    (None, None, None, 1300),
    (*ROADS, "乙", 300),
    (None, None, None, 350),
    ("計", None, None, 1500),
    (None, None, None, 1650),
]
_MERGED: Final = [f"{column}{row}:{column}{row + 1}" for row in (3, 5) for column in "ABC"]
add("上段の当初", _UPPER_AND_LOWER, 2, 1500, {"item_rows": "upper"}, merged=_MERGED)
add("下段の補正後", [("補正予算",), *_UPPER_AND_LOWER], 2, 1650, {"item_rows": "lower"})
_YEARS: Final = [
    ("（下段括弧書きは前年度）",),
    (*HEAD, "うち一般財源"),
    (*TAX, "甲", 1200, 600),
    (None, None, None, "(1,100)", "(500)"),
    (*ROADS, "乙", 300, "-"),
    (None, None, None, "(250)", "(250)"),
]
add("下段は前年度", _YEARS, 2, 1500, {"item_rows": "upper"})
add("下段の括弧書きを読む", [("参考",), *_YEARS], 2, 1350, {"item_rows": "lower"})
add(
    "区分の列のある二行",
    [
        (*HEAD[:3], "区分", "予算額（千円）"),
        (*TAX, "甲", "当初", 1200),
        (None, None, None, "補正後", 1300),
        (*ROADS, "乙", "当初", 300),
        (None, None, None, "補正後", 350),
    ],
    2,
    1650,
    {"item_rows": "lower"},
    merged=("A2:A3", "B2:B3", "C2:C3", "A4:A5", "B4:B5", "C4:C5"),
)
add(
    "二行を別々に読めば名前がない",
    [HEAD, (*TAX, "甲", 1200), (None, None, None, 70), (*ROADS, "乙", 300), (None, None, None, 8)],
    2,
    1500,
    {"item_rows": "each"},
    wrong=(("C3", "name_missing"), ("C5", "name_missing")),
)
add(
    "一件ごとの小計は二行でない",
    [
        HEAD,
        (*TAX, "甲", 1200),
        ("小計", None, None, 1200),
        (*ROADS, "乙", 300),
        ("計", None, None, 300),
    ],
    2,
    1500,
)

# ------------------------------------------------------- names that go on, items across

add(
    "名前が次の行に続く",
    [
        ("番号", *HEAD),
        (1, *TAX, "住民情報システム標準化", 1200),
        (None, None, None, "対応事業", None),
        (None, None, None, "（令和８年度分）", None),
        (2, *ROADS, "道路台帳", 300),
    ],
    2,
    1500,
    names=frozenset({"住民情報システム標準化対応事業（令和８年度分）"}),
    said=said("continued"),
)
add(
    "番号のある一覧の群の名",
    [
        ("番号", *HEAD),
        (1, *TAX, "甲", 1200),
        (None, None, None, "■基盤の整備", None),
        (2, *ROADS, "乙", None),
    ],
    2,
    1200,
    names=frozenset({"甲"}),
    said=said("no_amount"),
)
add(
    "列ごとに一件",
    [
        ("項目", "案件1", "案件2", "単位"),
        ("部局", "総務部", "建設部"),
        ("課", "税務課", "技術管理課"),
        ("事業名", "甲", "乙"),
        ("予算額（千円）", 1200, "不明"),
        ("概要", "あ", None),
    ],
    1,
    1200,
    {"amount_words": "none"},
    wrong=(("C5", "money_unreadable"),),
    said=said("across"),
)
add(
    "列ごとに一件、案件の見出し",
    [
        (None, "区分", "A案件", "B案件"),
        (1, "部局名", "総務部", "建設部"),
        (2, "課室名", "税務課", "技術管理課"),
        (3, "事業名", "甲", "乙"),
        (4, "事業費(千円)", 1200, 300),
    ],
    2,
    1500,
    said=said("across"),
)
add(
    "部局の隣の担当に課",
    [
        ("部局", "担当", "事業名", "予算額（千円）"),
        ("総務部", "税務課", "甲", 1200),
        ("建設部", "技術管理課", "乙", 300),
    ],
    2,
    1500,
)
