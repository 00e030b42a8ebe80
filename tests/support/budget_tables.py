"""Sheets of other offices whose units change, with several tables, or that are no list at all."""

from typing import Final

from tests.support.budget_sheets import GENERAL, HEAD, PLAIN, ROADS, SHEETS, TAX, add, said
from tests.support.sheet_files import OfficeSheet, and_sheet, book, saved

__all__ = ["SHEETS"]

# ------------------------------------------------------------------------------ units

add(
    "節ごとに千円と円",
    [
        ("【一般会計】", None, None, "（単位：千円）"),
        PLAIN,
        (*TAX, "甲", 1200),
        (None,),
        ("【企業会計】", None, None, "（単位：円）"),
        PLAIN,
        (*ROADS, "乙", 500_000),
        (*GENERAL, "丙", 700_000),
    ],
    3,
    2400,
    {"unit_below": "each"},
)
add(
    "節の単位を先頭に合わせる",
    [
        ("（単位：千円）",),
        PLAIN,
        (*TAX, "甲", 1200),
        ("（単位：百万円）",),
        (*ROADS, "乙", 300),
    ],
    2,
    1500,
    {"unit_below": "one"},
)
add(
    "百万円の後に千円",
    [
        ("（単位：百万円）",),
        PLAIN,
        (*TAX, "甲", 12),
        ("（以下、単位：千円）",),
        (*ROADS, "乙", 300),
    ],
    2,
    12_300,
    {"unit_below": "each", "unit": "million"},
)
add(
    "円の節の端数は尋ね返す",
    [PLAIN, (*TAX, "甲", 1200), ("（単位：円）",), (*ROADS, "乙", 300_500)],
    1,
    1200,
    {"unit_below": "each"},
    wrong=(("D4", "money_no_thousands"),),
)
add(
    "単位を書いたセル",
    [
        PLAIN,
        (*TAX, "甲", "12百万円"),
        (*ROADS, "乙", "300,000円"),
        (*ROADS, "丙", "1億2,000万円"),
        (*GENERAL, "丁", "500千円"),
        (*GENERAL, "戊", "１.５億円"),
    ],
    5,
    282_800,
    said=said("own_units"),
)
add(
    "円の列に千円のセル",
    [
        (*PLAIN[:3], "予算額（円）"),
        (*TAX, "甲", 1_200_000),
        (*ROADS, "乙", "300千円"),
    ],
    2,
    1500,
    {"unit": "yen"},
)
add(
    "円と書いた端数は尋ね返す",
    [HEAD, (*TAX, "甲", "1,234円"), (*ROADS, "乙", 300)],
    1,
    300,
    wrong=(("D2", "money_unit"),),
)
add(
    "千円未満の端数の列",
    [HEAD, (*TAX, "甲", 1200.5), (*ROADS, "乙", 299.4), (*GENERAL, "丙", 0.3)],
    3,
    1500,
    {"unit": "thousand_half"},
)
add(
    "概算要求（百万円）",
    [
        ("令和９年度　概算要求の概要",),
        (None, None, None, None, "（単位：百万円）"),
        ("部局", "課室", "事項", "前年度予算額", "令和９年度概算要求額", "うち重要政策枠"),
        (*TAX, "甲", 1, 2, 1),
        (*ROADS, "乙", 3, 4, 0),
    ],
    2,
    6000,
    {"unit": "million"},
)

# --------------------------------------------------------------------- several tables

_OTHER_ORDER: Final = [
    ("１　新規事業",),
    HEAD,
    (*TAX, "甲", 1200),
    (None,),
    ("２　継続事業",),
    ("課", "事業名", "予算額（千円）", "部局"),
    ("技術管理課", "乙", 300, "建設部"),
    ("総務課", "丙", 500, "総務部"),
]
add("列の順が違う二つの表", _OTHER_ORDER, 3, 2000, {"tables": "all"})
add(
    "最初の表だけ",
    [("主要事業",), *_OTHER_ORDER],
    1,
    1200,
    {"tables": "one"},
    said=said("other_table"),
)
add(
    "二つの表の単位が違う",
    [
        HEAD,
        (*TAX, "甲", 1200),
        (None,),
        ("課", "事業名", "予算額（円）", "部局"),
        ("技術管理課", "乙", 300_000, "建設部"),
    ],
    2,
    1500,
    {"tables": "all"},
    {"unit_below": "each"},
)
add(
    "一覧の下の集計表",
    [
        HEAD,
        (*TAX, "甲", 1200),
        (None,),
        ("集計",),
        ("部局", "件数", "予算額（千円）"),
        ("総務部", 1, 1200),
    ],
    1,
    1200,
    said=said("other_table"),
)
SHEETS["シートごとに千円と円"] = OfficeSheet(
    saved(
        and_sheet(
            book([HEAD, (*TAX, "甲", 1200)], title="一般会計"),
            "企業会計",
            [(*PLAIN[:3], "予算額（円）"), (*ROADS, "乙", 300_000)],
        )
    ),
    2,
    1500,
    ({"sheets": "all"}, {"unit_below": "each"}),
)
