"""Forms of one item whose amounts stand by year, in parts or among words."""

from typing import Final

from tests.support.budget_sheets import add, said
from tests.support.office_rows import SHEETS

__all__ = ["SHEETS"]

_PLACED: Final = [("事前協議書",), ("所属", "総務部税務課"), ("案件名", "電子申請")]

add(
    "年度別の費用の様式",
    [
        *_PLACED,
        ("費用（千円）", "R8", "R9", "計"),
        ("導入費", 3000, 0, 3000),
        ("運用費", 2280, 2280, 4560),
        ("合計", 5280, 2280, 7560),
        ("調達方法", "一般競争入札"),
    ],
    1,
    5280,
    {"column:amount_kyen": "I"},
)
add(
    "年度が縦に並ぶ様式",
    [
        *_PLACED,
        ("予算要求額", "令和7年度", 5000, "千円"),
        (None, "令和8年度", 5280, "千円"),
        ("概要", "運用"),
    ],
    1,
    5280,
    {"column:amount_kyen": "D"},
)
add(
    "ほかの年度の額だけの様式",
    [*_PLACED, ("予算要求額", "令和7年度", 5000, "千円"), ("概要", "運用")],
    1,
    5000,
    said=said("other_year"),
)
add(
    "経常と臨時の様式",
    [
        *_PLACED,
        ("要求額", "経常", "臨時", "計"),
        ("（千円）", 5000, 280, 5280),
        ("概要", "運用"),
    ],
    1,
    5280,
    {"column:amount_kyen": "E"},
)
add(
    "文の中の金額は尋ね返す",
    [*_PLACED, ("要求額", "総額 5,280千円（うち一般財源）"), ("概要", "運用")],
    0,
    0,
    {"amount_words": "none"},
    wrong=(("B4", "money_unreadable"),),
)
add(
    "新規の印のある様式が縦に二件",
    [
        ("１　案件名", "電子契約", None, "（新規）"),
        ("２　所属", "総務部税務課", "担当者", "佐藤"),
        ("３　予算額", "3,300千円"),
        (None,),
        ("１　案件名", "除雪車位置情報", None, "（継続）"),
        ("２　所属", "建設部技術管理課", "担当者", "鈴木"),
        ("３　予算額", "4,400千円"),
    ],
    2,
    7700,
    said=said("beneath"),
)
