"""Sheets as offices lay them out by habit: units at the foot, heads over two columns, blocks."""

from typing import Final

from tests.support.budget_sheets import GENERAL, HEAD, PLAIN, ROADS, TAX, add, said
from tests.support.city_hall_rows import SHEETS
from tests.support.sheet_files import OfficeSheet, and_sheet, book, saved

__all__ = ["SHEETS"]

# ------------------------------------------------------------------------------ units

_IN_YEN: Final = [PLAIN, (*TAX, "甲", 1_200_000), (*ROADS, "乙", 300_000)]
add(
    "単位が表の下",
    [*_IN_YEN, ("合計", None, None, 1_500_000), ("※単位：円",)],
    2,
    1500,
    {"unit": "yen"},
)
add("単位が文の中", [("金額はすべて円で記入してください。",), *_IN_YEN], 2, 1500, {"unit": "yen"})
add(
    "表の下の単位が見出しと違う",
    [HEAD, *_IN_YEN[1:], ("（単位：円）",)],
    2,
    1500,
    {"unit": "yen"},
)
add("表の下の千円は尋ねない", [PLAIN, (*TAX, "甲", 1200), ("（単位：千円）",)], 1, 1200)
add(
    "次の表の単位は上の表の単位でない",
    [
        PLAIN,
        (*TAX, "甲", 1200),
        (None,),
        ("（単位：円）",),
        ("課", "部局", "事業名", "予算額"),
        ("技術管理課", "建設部", "乙", 5),
    ],
    1,
    1200,
    {"tables": "one"},
    said=said("other_table"),
)


def _formatted(code: str, *rows: tuple[object, ...]) -> bytes:
    """A workbook whose amounts have a number format."""
    made = book((PLAIN, *rows))
    for (cell,) in made.worksheets[0].iter_rows(min_row=2, min_col=4, max_col=4):
        cell.number_format = code
    return saved(made)


SHEETS["百万円に見せる書式だけ"] = OfficeSheet(
    _formatted("#,##0,,", (*TAX, "甲", 300_000_000), (*ROADS, "乙", 50_000_000)),
    2,
    350_000,
    ({"unit": "million"},),
)


# ------------------------------------------------------------- one head over two columns

_OVER_TWO: Final = [
    ("所属", None, "事業名", "予算額（千円）"),
    (*TAX, "甲", 1200),
    (None, None, "丙", 5),
    (None, "総務課", "丁", 7),
    (*ROADS, "乙", 300),
]
add("所属が部と課の列にまたがる", _OVER_TWO, 4, 1512, merged=("A1:B1", "A2:A4", "B2:B3"))
add(
    "部課名が部と課の列にまたがる",
    [("部課名", *_OVER_TWO[0][1:]), *_OVER_TWO[1:2], *_OVER_TWO[4:]],
    2,
    1500,
    merged=("A1:B1",),
)
SHEETS["見出しのない列に課、CSV"] = OfficeSheet(
    "所属,,事業名,予算額（千円）\r\n総務部,税務課,甲,1200\r\n建設部,技術管理課,乙,300\r\n".encode(
        "cp932"
    ),
    2,
    1500,
    name="一覧.csv",
)
add(
    "事業名が二列にまたがり細事業で分かれる",
    [
        ("担当課", "事業名", None, "予算額（千円）"),
        ("税務課", "電算", "(1)申告", 900),
        (None, None, "(2)収納", 300),
        ("技術管理課", "台帳", "(1)道路", 300),
    ],
    3,
    1500,
    {"column:name": "B"},
    merged=("B1:C1", "A2:A3", "B2:B3"),
    names=frozenset({"電算（(1)申告）", "電算（(2)収納）", "台帳"}),
    said=said("twins"),
)

SHEETS["二段の見出しのCSV"] = OfficeSheet(
    (
        "部局名,課名,事業名,要求,,査定,\r\n,,,事業費,うち一財,事業費,うち一財\r\n"
        "総務部,税務課,甲,1200,200,1000,100\r\n建設部,技術管理課,乙,300,0,200,0\r\n"
    ).encode("cp932"),
    2,
    1500,
    ({"column:amount_kyen": "D"},),
    name="一覧.csv",
)


# --------------------------------------------------------------- requested and assessed

add(
    "一財は一般財源",
    [
        (*HEAD, "財源内訳"),
        (*TAX, "甲", 1200, "国庫支出金 200\n一財 1,000"),
        (*ROADS, "乙", 300, "一財"),
        (*GENERAL, "丙", 5, "全額一般財源"),
    ],
    3,
    1505,
)
_ASSESSED: Final = [
    ("部局", "課", "事業名", "要求額", "査定額", "左の財源内訳", None, None),
    (None, None, None, None, None, "国庫支出金", "県債", "一般財源"),
    (*TAX, "甲", 1200, 1000, 400, 0, 600),
    (*ROADS, "乙", 300, 300, 0, 0, 300),
    ("計", None, None, 1500, 1300, 400, 0, 900),
]
add("左の財源内訳は査定額のもの", _ASSESSED, 2, 1500, merged=("F1:H1",), said=said("unread"))
add(
    "合わない財源内訳は尋ね返す",
    [*_ASSESSED[:3], (*ROADS, "乙", 300, 250, 0, 0, 200)],
    0,
    0,
    merged=("F1:H1",),
    wrong=(("F3", "funding_sum"), ("F4", "funding_sum")),
)


# ------------------------------------------------ revenue, and rows that may count no more

_REVENUE: Final = [
    HEAD,
    ("【歳出】",),
    (*TAX, "甲", 1200),
    (*ROADS, "乙", 300),
    ("歳出計", None, None, 1500),
    ("【歳入】",),
    (*TAX, "国庫補助金", 100),
    ("歳入計", None, None, 100),
]
add("歳入の節は読まない", _REVENUE, 2, 1500, said=said("revenue"))
add(
    "歳入の後の歳出は読む",
    [HEAD, *_REVENUE[5:], *_REVENUE[1:5]],
    2,
    1500,
    said=said("revenue"),
)
add(
    "区分の列の歳入は読まない",
    [
        ("区分", *HEAD),
        ("歳出", *TAX, "歳入管理システム改修", 1200),
        ("歳出", *ROADS, "乙", 300),
        ("歳入", *TAX, "国庫補助金", 100),
    ],
    2,
    1500,
    names=frozenset({"歳入管理システム改修"}),
    said=said("revenue"),
)
SHEETS["歳入のシートは読まない"] = OfficeSheet(
    saved(
        and_sheet(
            book([HEAD, (*TAX, "国庫補助金", 100)], title="歳入"),
            "歳出",
            [HEAD, (*TAX, "甲", 1200), (*ROADS, "乙", 300)],
        )
    ),
    2,
    1500,
    said=said("sheets_left"),
)
_TITLED: Final = [("令和８年度　歳入予算　要求一覧",), HEAD, (*TAX, "国庫補助金", 1200)]
add("歳入という題名の一覧を読まない", _TITLED, 0, 0, {"reference_rows": "skip"})
add("歳入という題名の一覧を読む", [("主要事業",), *_TITLED], 1, 1200, {"reference_rows": "read"})
_ENDED: Final = [
    HEAD,
    (*TAX, "甲", 1200),
    ("合計", None, None, 1200),
    (None,),
    ("（参考）令和７年度限りで終了する事業",),
    (*GENERAL, "旧甲", 800),
    (*ROADS, "旧乙", 70),
]
add("参考の下の行を外す", _ENDED, 1, 1200, {"reference_rows": "skip"})
add("参考の下の行を読む", [("主要事業",), *_ENDED], 3, 2070, {"reference_rows": "read"})
add(
    "廃止の群の後の新規は尋ねない",
    [
        HEAD,
        ("【廃止・終了】",),
        (*GENERAL, "旧甲", 800),
        ("【新規】",),
        (*TAX, "甲", 1200),
    ],
    1,
    1200,
    {"reference_rows": "skip"},
    names=frozenset({"甲"}),
)
