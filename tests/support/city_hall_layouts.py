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
