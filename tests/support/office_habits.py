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


# ------------------------------------------------------------------- items and their parts

_PARTS: Final = [
    ("番号", *HEAD),
    (1, *TAX, "税務DX", 500),
    ("1-1", *TAX, "申告", 300),
    ("1-2", *TAX, "収納", 200),
    (2, *ROADS, "台帳", 50),
]
add("内訳の和と同じ額の案件だけ", _PARTS, 2, 550, {"parts": "whole"}, said=said("parts_left"))
add(
    "内訳だけ",
    [("主要事業",), *_PARTS],
    3,
    550,
    {"parts": "parts"},
    names=frozenset({"申告", "収納", "台帳"}),
    said=said("parts_left"),
)
add("和が偶然同じ", [("一覧",), *_PARTS], 4, 1050, {"parts": "all"})
add(
    "字下げのうちの行は課があっても上の一部",
    [HEAD, (*TAX, "甲", 1200), (*TAX, "　うち改修", 700), (*ROADS, "うちわ製作", 300)],
    2,
    1500,
    names=frozenset({"うちわ製作"}),
    said=said("skipped"),
)
add(
    "番号のない節の行は上の案件の内訳",
    [
        ("番号", "課", "事業名", "予算額（千円）"),
        (1, "税務課", "申告", 300),
        (None, "税務課", "委託料", 200),
        (None, "税務課", "使用料", 100),
        (2, "技術管理課", "台帳", 50),
    ],
    2,
    350,
    {"parts": "whole"},
)
add(
    "施策の行に下の和があれば尋ねる",
    [
        ("部局", "事業名", "予算額（千円）"),
        ("総務部", "１　行政のDX", 350),
        ("総務部", "申告", 300),
        ("総務部", "収納", 50),
        ("建設部", "２　くらしのDX", 70),
    ],
    3,
    420,
    {"parts": "parts"},
    names=frozenset({"申告", "収納", "２　くらしのDX"}),
)


# --------------------------------------------------------- names that stand alone in a row

_BROKEN_NAMES: Final = [
    HEAD,
    (*TAX, "地方税共通納税システム", 1200),
    (None, None, "改修事業"),
    (*ROADS, "道路台帳", 300),
    (None, None, "電子化事業"),
]
add(
    "番号のない名前が次の行に続く",
    _BROKEN_NAMES,
    2,
    1500,
    {"names_alone": "above"},
    names=frozenset({"地方税共通納税システム改修事業", "道路台帳電子化事業"}),
    said=said("continued"),
)
add(
    "名前だけの行は金額のない案件",
    [("主要事業",), *_BROKEN_NAMES],
    4,
    1500,
    {"names_alone": "item"},
    {"above": "above"},
    said=said("no_amount"),
)
add(
    "改ページで繰り返す表題は案件でない",
    [
        ("総務部税務課　要求一覧",),
        ("事業名", "要求額（千円）", "内容"),
        ("申告", 1200, "あ"),
        ("総務部税務課　要求一覧",),
        ("事業名", "要求額（千円）", "内容"),
        ("収納", 300, "い"),
    ],
    2,
    1500,
    {"sheet_department": "title"},
    {"names_alone": "skip"},
    said=said("skipped"),
)
add(
    "題名から部をとる一覧で番号のある名前が続く",
    [
        ("総務部税務課",),
        ("番号", "事業名", "要求額（千円）"),
        (1, "地方税", 1200),
        (None, "申告"),
        (2, "収納", 300),
    ],
    2,
    1500,
    {"sheet_department": "title"},
    names=frozenset({"地方税申告", "収納"}),
    said=said("continued"),
)


# -------------------------------------------------------------- items of three rows or more

_THREE: Final = [
    (*HEAD[:3], "区分", "予算額（千円）"),
    (*TAX, "甲", "当初", 1200),
    (None, None, None, "補正", 20),
    (None, None, None, "計", 1220),
    (*ROADS, "乙", "当初", 300),
    (None, None, None, "補正", -10),
    (None, None, None, "計", 290),
]
_OVER_THREE: Final = [f"{column}{row}:{column}{row + 2}" for row in (2, 5) for column in "ABC"]
add("三行で一件、最後の行", _THREE, 2, 1510, {"two_rows": "lower"}, merged=_OVER_THREE)
add("三行で一件、結合なし、二行目", _THREE, 2, 10, {"two_rows": "row2"})
add(
    "四行で一件、最初の行",
    [
        HEAD,
        *((*TAX, "甲", 1200), *((None, None, None, at) for at in (200, 0, 1000))),
        *((*ROADS, "乙", 300), *((None, None, None, at) for at in (0, 100, 200))),
    ],
    2,
    1500,
    {"two_rows": "upper"},
)
_BY_KIND: Final = [
    (*HEAD[:3], "節", "積算内訳", "予算額（千円）"),
    (*TAX, "甲", "委託料", "改修", 800),
    (None, None, None, "使用料", "回線", 400),
    ("計", None, None, None, None, 1200),
    (*GENERAL, "丙", "役務費", "郵送", 1),
    (None, None, None, "委託料", "印刷", 2),
    (None, None, None, "備品", "棚", 3),
]
_OVER_KINDS: Final = [f"{column}{rows}" for column in "ABC" for rows in ("2:{0}3", "5:{0}7")]
add(
    "節ごとの行の和",
    _BY_KIND,
    2,
    1206,
    {"two_rows": "sum"},
    merged=[cells.format(cells[0]) for cells in _OVER_KINDS],
)


# ------------------------------------------------------------ what stands beneath the items

_TITLED: Final = [
    ("総務部税務課　要求一覧",),
    ("事業名", "要求額（千円）", "内容"),
    ("申告", 1200, "あ"),
    ("収納", 300, "い"),
]
for _foot in (
    "前年度予算額",
    "対前年度増減",
    "一般財源",
    "国庫支出金",
    "県債",
    "特定財源",
    "査定額",
):
    add(
        f"脚の{_foot}は案件でない",
        [*_TITLED, (_foot, 123, None)],
        2,
        1500,
        {"sheet_department": "title"},
        said=said("skipped"),
    )
add(
    "脚の財源のその他は案件でない",
    [*_TITLED, ("国庫支出金", 500), ("その他", 1000)],
    2,
    1500,
    {"sheet_department": "title"},
    said=said("skipped"),
)
add(
    "その他だけなら案件",
    [*_TITLED, ("その他", 11)],
    3,
    1511,
    {"sheet_department": "title"},
)


# ------------------------------------------------------------ titles that name departments

_UNPLACED: Final = (("事業名", "予算額（千円）"), ("甲", 1200))
for _title in ("総務部・建設部　要求一覧", "主要事業（建設部を除く）", "主要事業（総務部以外）"):
    add(
        f"題名の{_title}は誰の部局か言わない",
        [(_title,), *_UNPLACED],
        0,
        0,
        wrong=(("3", "department_missing"),),
    )
add(
    "取りまとめた課は案件の課でない",
    [
        ("主要事業一覧（総務部税務課取りまとめ）",),
        ("担当課", "事業名", "予算額（千円）"),
        ("技術管理課", "甲", 1200),
    ],
    1,
    1200,
)

for _group in ("総務部（税務課）", "所属：総務部税務課", "【総務部 税務課】"):
    add(
        f"{_group}の下の案件は課のもの",
        [("事業名", "予算額（千円）"), (_group,), ("甲", 1200), ("建設部",), ("乙", 300)],
        2,
        1500,
        {"sheet_department": "title"},
        sections=("税務課", ""),
    )
add(
    "仮称の部は前の部でない",
    [
        ("事業名", "予算額（千円）"),
        *(("【総務部】",), ("甲", 1200), ("【未来部（仮称）】",), ("乙", 300)),
    ],
    1,
    1200,
    {"sheet_department": "title"},
    wrong=(("5", "department_unknown"),),
)
