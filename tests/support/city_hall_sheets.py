"""Sheets as the staff of a city hall make them: deep heads, several years, marks in cells."""

from openpyxl.styles import Font

from tests.support.budget_sheets import GENERAL, HEAD, PLAIN, ROADS, TAX, add, said
from tests.support.budget_tables import SHEETS
from tests.support.sheet_files import OfficeSheet, book, saved

# ------------------------------------------------------------------------- deep heads

add(
    "三段の見出しの総額",
    [
        ("令和８年度当初予算要求　DX関連事業",),
        ("No", "所属", None, "事業名", "事業費（千円）", None, None, None),
        (None, "部局名", "課室名", None, "令和８年度要求", None, None, "令和７年度"),
        (None, None, None, None, "総額", "うち一般財源", "うちデジタル", "当初予算"),
        (1, *TAX, "甲", 1200, 200, 1000, 1100),
        (2, *ROADS, "乙", 300, 300, 0, 200),
    ],
    2,
    1500,
    {"column:amount_kyen": "E"},
    merged=("A2:A4", "B2:C2", "B3:B4", "C3:C4", "D2:D4", "E2:H2", "E3:G3"),
)
add(
    "継続費の年割額",
    [
        ("部局名", "課名", "事業名", "継続費（千円）", None, None, None),
        (None, None, None, "総額", "年割額", None, None),
        (None, None, None, None, "令和8年度", "令和9年度", "令和10年度"),
        (*TAX, "基幹系更新", 9000, 1000, 3000, 5000),
        (*ROADS, "台帳整備", 600, 100, 200, 300),
    ],
    2,
    1100,
    {"column:amount_kyen": "E"},
    merged=("A1:A3", "B1:B3", "C1:C3", "D1:G1", "D2:D3", "E2:G2"),
)
add(
    "単位の行に％",
    [
        ("部局", "課", "事業名", "要求額（A）", "前年度額（B）", "増減率", "増減理由"),
        (None, None, None, "千円", "千円", "％", None),
        (*TAX, "甲", 1200, 1000, 20.0, "制度改正"),
        (*ROADS, "乙", 300, 400, "▲25.0", "終了事業あり"),
    ],
    2,
    1500,
)
add(
    "細事業名称",
    [
        ("所属コード", "所属名", "事業コード", "細事業名称", "要求額\n(千円)", "財源", "摘要"),
        ("0102", "税務課", "000123", "髙度化①", "1,200", "一財", "ア、イ\nウ"),
        ("0801", "技術管理課", "000125", "道路～台帳", "50", "国庫", None),
    ],
    2,
    1250,
)

# ---------------------------------------------------------------------- looks of cells


def _struck(name: str) -> bytes:
    made = book([HEAD, (*TAX, "甲", 1200), (*ROADS, name, 300), (*GENERAL, "丙", 50)])
    for cell in made["一覧"][3]:
        cell.font = Font(strike=True)
    return saved(made)


def _formatted(code: str, head: tuple[str, ...], *amounts: int) -> bytes:
    rows = [(*TAX, f"事業{number}", amount) for number, amount in enumerate(amounts)]
    made = book([head, *rows])
    for row in range(2, len(amounts) + 2):
        made["一覧"].cell(row, 4).number_format = code
    return saved(made)


SHEETS["取消線の行を外す"] = OfficeSheet(_struck("取下げ"), 2, 1250, ({"struck_rows": "skip"},))
SHEETS["取消線の行も読む"] = OfficeSheet(_struck("戻す"), 3, 1550, ({"struck_rows": "read"},))
SHEETS["千円に見せる書式"] = OfficeSheet(_formatted("#,##0,", HEAD, 200_000, 300_000), 2, 500)
SHEETS["百万円と見せる書式"] = OfficeSheet(
    _formatted('#,##0"百万円"', PLAIN, 12, 3), 2, 15_000, said=said("own_units")
)

# -------------------------------------------------------------------- amounts in cells

_SIGNED = [HEAD, (*TAX, "甲", "￥1,200,000"), (*ROADS, "乙", "¥300,000-"), (*GENERAL, "丙", 50)]
add("千円の列の￥を円と読む", _SIGNED, 3, 1550, {"yen_signs": "yen"}, said=said("own_units"))
add(
    "千円の列の￥を印とみる",
    [HEAD, (*TAX, "甲", "￥1,200"), (*ROADS, "乙", "¥300-"), (*GENERAL, "丙", 50)],
    3,
    1550,
    {"yen_signs": "column"},
)
add(
    "千円の列の￥の端数は尋ね返す",
    [HEAD, (*TAX, "甲", "￥300"), (*ROADS, "乙", "300円"), (*GENERAL, "丙", 50)],
    1,
    50,
    {"yen_signs": "yen"},
    wrong=(("D2", "money_unit"), ("D3", "money_unit")),
)
add(
    "単位のない列の￥は円",
    [
        PLAIN,
        (*TAX, "甲", "￥1,200,000"),
        (*ROADS, "乙", "金300,000円也"),
        (*GENERAL, "丙", "\\50,000"),
    ],
    3,
    1550,
    said=said("own_units"),
)
add(
    "円の列の￥",
    [(*PLAIN[:3], "予算額（円）"), (*TAX, "甲", "￥1,200,000"), (*ROADS, "乙", "¥300,000-")],
    2,
    1500,
    {"unit": "yen"},
)
_BRACKETED = [
    HEAD,
    (*TAX, "甲", "（△１，３９５）"),
    (*ROADS, "乙", "▲1,395"),
    (*GENERAL, "丙", "〔5〕"),
]
add("括弧は減額", _BRACKETED, 3, -2795, {"brackets": "minus"})
add("括弧はただの印", [("内訳",), *_BRACKETED], 3, -2785, {"brackets": "plain"})
add(
    "金額の言葉は一語ずつ示す",
    [
        (*HEAD, "前年度予算額"),
        (*TAX, "甲", "廃止", 5),
        (*ROADS, "乙", "（完了）", 6),
        (*GENERAL, "丙", "統合", 7),
        (*GENERAL, "丁", 5, "休止"),
    ],
    1,
    5,
    {"amount_words": "none"},
    wrong=(("D2", "money_word"), ("D3", "money_word"), ("D4", "money_word")),
)
add("小数点以下が零の文字", [HEAD, (*TAX, "甲", "1200.0"), (*ROADS, "乙", "３００．００")], 2, 1500)
add(
    "単位の列",
    [
        (*PLAIN, "単位", "前年度予算額"),
        (*TAX, "甲", 12, "百万円", 10),
        (*ROADS, "乙", 300, "千円", None),
        (*GENERAL, "丙", "50,000", "円", None),
    ],
    3,
    12_350,
    said=said("own_units"),
)
add(
    "見出しのない単位の列",
    [PLAIN, (*TAX, "甲", 12, "百万円"), (*ROADS, "乙", 300, "千円")],
    2,
    12_300,
    said=said("own_units"),
)
add(
    "数量の単位は金額の単位でない",
    [
        ("部局", "課", "件名", "数量", "単位", "単価（円）", "金額（円）"),
        (*TAX, "PC賃借", 12, "台", 100_000, 1_200_000),
    ],
    1,
    1200,
    {"unit": "yen"},
)
add(
    "千円の事業費と円の財源",
    [
        (*HEAD, "国庫支出金（円）", "一般財源（円）"),
        (*TAX, "甲", 1200, 600_000, 600_400),
        (*ROADS, "乙", 300, 0, 310_000),
    ],
    1,
    1200,
    {"unit_yen": "yen_half"},
    wrong=(("E3", "funding_sum"),),
)
add(
    "大きすぎる金額も千円と答えられる",
    [HEAD, (*TAX, "甲", 1_500_000_000), (*ROADS, "乙", 123_456_789_012)],
    1,
    1_500_000_000,
    {"unit": "thousand"},
    wrong=(("D3", "amount_too_large"),),
)
add(
    "英語の見出しの千円",
    [("department", "section", "name", "amount_thousand_yen"), (*TAX, "甲", 1200)],
    1,
    1200,
)
