"""Sheets with items of several rows, parts beneath items, and rows that only look like items."""

from typing import Final

from tests.support.budget_sheets import GENERAL, HEAD, ROADS, TAX, add, said
from tests.support.office_habits import SHEETS

__all__ = ["SHEETS"]

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
add("三行で一件、最後の行", _THREE, 2, 1510, {"item_rows": "lower"}, merged=_OVER_THREE)
add("三行で一件、結合なし、二行目", _THREE, 2, 10, {"item_rows": "row2"})
add(
    "四行で一件、最初の行",
    [
        HEAD,
        *((*TAX, "甲", 1200), *((None, None, None, at) for at in (200, 0, 1000))),
        *((*ROADS, "乙", 300), *((None, None, None, at) for at in (0, 100, 200))),
    ],
    2,
    1500,
    {"item_rows": "upper"},
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
    {"item_rows": "sum"},
    merged=[cells.format(cells[0]) for cells in _OVER_KINDS],
)


# ------------------------------------------------------------ what stands beneath the items

_BY_TITLE: Final = {"sheet_department": "title"}
_TITLED: Final = [
    ("総務部税務課　要求一覧",),
    ("事業名", "要求額（千円）", "内容"),
    ("申告", 1200, "あ"),
    ("収納", 300, "い"),
]
_AT_FOOT: Final = "前年度予算額、対前年度増減、一般財源、国庫支出金、県債、特定財源、査定額"
for _foot in (*_AT_FOOT.split("、"), "うちデジタル", "財源　国庫"):
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
add("その他だけなら案件", [*_TITLED, ("その他", 11)], 3, 1511, _BY_TITLE)


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
add(
    "その他三件の行を外す",
    [HEAD, (*TAX, "甲", 1200), (*ROADS, "その他３件", 300)],
    1,
    1200,
    {"together_rows": "skip"},
)
add(
    "部局の列の横で名前の後ろに課",
    [
        ("部局", "事業名（担当課）", "予算額（千円）"),
        ("総務部", "甲（税務課）", 1200),
        ("建設部", "乙（技術管理課）", 300),
    ],
    2,
    1500,
    said=said("sections_behind"),
    names=frozenset({"甲", "乙"}),
    sections=("税務課", "技術管理課"),
)
