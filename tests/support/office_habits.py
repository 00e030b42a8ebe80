"""Sheets as offices lay them out by habit: units at the foot, heads over two columns, blocks."""

from typing import Final

from tests.support.budget_sheets import HEAD, PLAIN, ROADS, TAX, add, said
from tests.support.city_hall_rows import SHEETS
from tests.support.sheet_files import OfficeSheet, book, saved

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
