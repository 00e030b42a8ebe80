"""Amounts of forms whose digits stand in a cell each."""

import pytest

from workflow.exchange import form_digits
from workflow.exchange.form_cells import MOST_PLACES, SEARCHED, Labelled
from workflow.files.grid import Tab

LABEL = ("要 求 額", "")


def amount_of(*rows: tuple[object, ...]) -> tuple[object, str]:
    sheet = Labelled(Tab("様式", rows))
    ((_label, entry),) = sheet.entries(sheet.labels()[0])
    return entry.value, entry.unit


@pytest.mark.parametrize("digits", [(9, 9, 0, 0), ("9", "9", "0", "0"), ("９", "９", "０", "０")])
def test_digits_in_cells_of_their_own_are_one_amount_with_the_unit_behind(digits):
    assert amount_of((*LABEL, "", *digits, "千円")) == ("9900", "千円")


@pytest.mark.parametrize(
    ("heads", "amount"),
    [
        (("十", "万", "千", "百", "十", "円"), "900000円"),
        (("億", "千", "百", "十", "万", "千"), "900000千円"),
        (("□新規　■更新", "", "", "", "", ""), "900000"),
    ],
)
def test_the_unit_may_stand_above_the_last_digit(heads, amount):
    assert amount_of((*("",) * 2, *heads), (*LABEL, 9, 0, 0, 0, 0, 0))[0] == amount


@pytest.mark.parametrize(
    "rows",
    [
        [("令和7年度", "", "令和6年度", "令和7年度", "令和8年度"), (*LABEL, 1, 2, 3)],
        [(*LABEL, 1, 2)],
        [("件数", "", 1, 2, 3)],
        [(*LABEL, 10, 2, 3)],
    ],
)
def test_other_numbers_side_by_side_stay_apart(rows):
    tab = Tab("様式", rows)

    assert form_digits.joined(tab, SEARCHED, MOST_PLACES) is tab
