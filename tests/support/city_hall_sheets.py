"""Sheets as the staff of a city hall make them: deep heads, several years, marks in cells."""

from openpyxl.styles import Font

from tests.support.budget_sheets import GENERAL, HEAD, PLAIN, ROADS, SHEETS, TAX, add, said
from tests.support.sheet_files import OfficeSheet, book, saved

__all__ = ["SHEETS"]

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
