"""Sheets of a city hall with rows that hold no items, or items of other years."""

from tests.support.budget_sheets import GENERAL, HEAD, ROADS, TAX, add, said
from tests.support.city_hall_layouts import SHEETS

__all__ = ["SHEETS"]

_NAMED = ("事業名", "担当課", "予算額（千円）")

add(
    "名前の列の計",
    [
        _NAMED,
        ("甲", "税務課", 1200),
        ("乙", "技術管理課", 300),
        ("新規計", None, 1500),
        ("丙", "総務課", 50),
        ("要求額計", None, 1550),
        ("合計（3事業）", None, 1550),
        ("計　3件", None, 1550),
        ("集計", None, 1550),
    ],
    3,
    1550,
    said=said("skipped"),
)
add(
    "課の列のない一覧の計は和で分かる",
    [
        ("総務部税務課",),
        ("事業名", "予算額（千円）"),
        ("甲", 1200),
        ("乙", 300),
        ("基盤系計", 1500),
        ("丙", 50),
        ("丁", 7),
        ("窓口系計", 57),
        ("雨量計", 8),
        ("合計", 1565),
    ],
    5,
    1565,
    {"sheet_department": "title"},
    names=frozenset({"雨量計"}),
)
for _marks in (("①", "②", "③", "④"), ("A", "B", "C", "D=A-B"), (1, 2, 3, 4)):
    add(
        f"列を数える行{_marks[0]}",
        [HEAD, _marks, (*TAX, f"甲{_marks[0]}", 1200), (*ROADS, "乙", 300)],
        2,
        1500,
    )
add(
    "該当なしと以下余白",
    [
        ("番号", *HEAD),
        (1, *TAX, "甲", 1200),
        (2, *ROADS, "該当なし", None),
        (None, *GENERAL, "（該当事業なし）", "－"),
        (None, None, None, "以下余白", None),
    ],
    1,
    1200,
    said=said("skipped"),
)
add(
    "名前の〃は尋ね返す",
    [HEAD, (*TAX, "甲", 1200), (*TAX, "〃", 300), ("〃", "〃", "同上", 50)],
    1,
    1200,
    wrong=(("C3", "name_repeated"), ("C4", "name_repeated")),
)
_YEARS = [
    ("年度", *HEAD),
    ("R7", *TAX, "甲", 1000),
    ("R8", *TAX, "甲", 1200),
    ("R8", *ROADS, "乙", 300),
    ("R9", *TAX, "丙", 900),
    ("合計", None, None, None, 3400),
]
add("年度の列の一つの年度", _YEARS, 2, 1500, {"year": "R8"})
add("年度の列の結合", [("要求",), *_YEARS], 2, 1500, {"year": "R8"}, merged=("A4:A5",))
add(
    "年度の列のすべて",
    [("年度", *HEAD), ("令和7年度", *TAX, "甲", 1000), ("令和8年度", *ROADS, "乙", 300)],
    2,
    1300,
    {"year": "all"},
)
add(
    "一つの年度の列は尋ねない",
    [("年度", *HEAD), ("令和8年度", *TAX, "甲", 1200), ("令和8年度", *ROADS, "乙", 300)],
    2,
    1500,
)
add(
    "業務・事業の名称",
    [("番号", "所属", "業務・事業の名称", "予算額（千円）"), (1, "税務課", "甲", 1200)],
    1,
    1200,
)
add(
    "金額の列のない一覧",
    [("部局", "課", "事業名", "概要"), (*TAX, "甲", "改修 1,200千円"), (*ROADS, "乙", "保守")],
    2,
    0,
    said=said("no_amounts"),
)
add(
    "ほかの年度の見出しの金額",
    [(*HEAD[:3], "令和7年度当初予算額（千円）"), (*TAX, "甲", 1200), (*ROADS, "乙", "▽300")],
    2,
    900,
    said=said("other_year"),
)
add(
    "国県と一財",
    [(*HEAD, "国県", "一財"), (*TAX, "甲", 1200, 600, 600), (*ROADS, "乙", 300, 0, 100)],
    1,
    1200,
    wrong=(("E3", "funding_sum"),),
)
_REMARKED = [
    (*HEAD, "備考"),
    (*TAX, "甲", 1200, "廃止した事業の後継"),
    (*ROADS, "乙", 300, "対象外"),
    (*GENERAL, "丙", 50, "取下げ　"),
]
add("備考に取下げとある行を外す", _REMARKED, 1, 1200, {"withdrawn_rows": "skip"})
add("備考に取下げとある行も読む", [("要求",), *_REMARKED], 3, 1550, {"withdrawn_rows": "read"})
add(
    "補助の対象外は取下げでない",
    [(*HEAD, "国の補助"), (*TAX, "甲", 1200, "対象外"), (*ROADS, "乙", 300, "対象")],
    2,
    1500,
)
