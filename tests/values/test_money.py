"""Amounts in 千円, as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.money import (
    LARGEST,
    MoneyNotInThousands,
    MoneyTooLarge,
    MoneyUnreadable,
    format_kyen,
    in_words,
    looks_like_yen,
    parse_decimal,
    parse_kyen,
    plain_number,
)

amounts = st.integers(min_value=-LARGEST, max_value=LARGEST)
FULL_WIDTH = str.maketrans("0123456789,-", "０１２３４５６７８９，－")


@given(amounts)
def test_what_is_printed_reads_back_as_the_same_amount(amount):
    assert parse_kyen(format_kyen(amount)) == amount


@given(amounts, st.sampled_from(["{}", "{:,}"]), st.sampled_from(["", "千円", " 千円", "　千円"]))
def test_full_width_and_the_unit_change_nothing(amount, shape, unit):
    typed = shape.format(amount).translate(FULL_WIDTH) + unit

    assert parse_kyen(typed) == amount


@given(st.text(alphabet="0123456789０９,，、 　△-－.．円千万¥()①x", max_size=20) | st.text())
def test_any_text_is_refused_or_gives_an_amount_in_reach(typed):
    try:
        amount = parse_kyen(typed)
    except MoneyUnreadable:
        return
    assert abs(amount) <= LARGEST
    assert parse_kyen(format_kyen(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("60016", 60_016),
        ("60,016", 60_016),
        ("６０，０１６", 60_016),
        ("６０、０１６", 60_016),
        ("60 016", 60_016),
        ("　60,016 \n", 60_016),
        ("60,016千円", 60_016),
        ("△ 1,395 千円", -1_395),
        ("0", 0),
        ("△0", 0),
        ("007", 7),
        ("9,999,999,999", LARGEST),
        ("△9999999999", -LARGEST),
        ("0" * 50 + "5", 5),
    ],
)
def test_amounts_as_they_stand_in_papers_are_read(typed, amount):
    assert parse_kyen(typed) == amount


@pytest.mark.parametrize("sign", "△▲▽▼Δ∆−－-‐–ー")
def test_every_sign_used_for_a_minus_is_one(sign):
    assert parse_kyen(f"{sign}1,395") == -1_395


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "　",
        "△",
        "千円",
        "△△1",
        "1,395△",
        "(1,395)",
        "（1,395）",
        "+1,395",
        "―",
        "1,23",
        "1,2345",
        "1234,567",
        ",123",
        "123,",
        "1,,234",
        "0,123",
        "1,234 567",
        "1\n234",
        "①",
        "1²",
        "٣",
        "一二三",
        "0x10",
        "1_000",
        "1e3",
        "nan",
        "1千円千円 か",
        "12a",
    ],
)
def test_what_does_not_read_plainly_is_unreadable_and_no_more_is_said(typed):
    with pytest.raises(MoneyUnreadable) as caught:
        parse_kyen(typed)

    assert type(caught.value) is MoneyUnreadable
    assert caught.value.text == typed


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("1.5", "decimal"),
        ("６０．０１６", "decimal"),
        ("1.5千円", "decimal"),
        ("60,016,000円", "unit"),
        ("６千万円", "unit"),
        ("6,001万円", "unit"),
        ("60百万円", "unit"),
        ("1.5億円", "unit"),
        ("1億2,000万円", "unit"),
        ("60,016千", "unit"),
        ("￥60,016", "unit"),
        ("△¥60,016", "unit"),
        ("¥-60,016", "unit"),
    ],
)
def test_another_unit_or_a_decimal_is_told_apart(typed, reason):
    with pytest.raises(MoneyNotInThousands) as caught:
        parse_kyen(typed)

    assert (caught.value.reason, caught.value.text) == (reason, typed)


@pytest.mark.parametrize(
    "typed", ["10,000,000,000", "△10000000000", pytest.param("9" * 100_000, id="very long")]
)
def test_more_than_ten_digits_are_too_large_however_many(typed):
    with pytest.raises(MoneyTooLarge):
        parse_kyen(typed)


@pytest.mark.parametrize("typed", ["1{}x", "-{}x", "¥{}x", "{}¥1x"])
@pytest.mark.parametrize("filler", [" ", "1.", ",", "９", "千"])
def test_a_hundred_kilobytes_of_nonsense_are_refused_like_any_other(typed, filler):
    with pytest.raises(MoneyUnreadable):
        parse_kyen(typed.format(filler * 50_000))


@pytest.mark.parametrize(
    ("amount", "printed"), [(60_016, "60,016"), (-1_395, "△1,395"), (0, "0"), (-5, "△5")]
)
def test_amounts_are_printed_as_the_papers_do(amount, printed):
    assert format_kyen(amount) == printed


@pytest.mark.parametrize(
    ("amount", "asked"),
    [(999_999, False), (1_000_000, True), (-999_999, False), (-1_000_000, True), (0, False)],
)
def test_a_million_thousands_or_more_either_way_look_like_yen(amount, asked):
    assert looks_like_yen(amount) is asked


@pytest.mark.parametrize(("amount", "asked"), [(4_999, False), (5_000, True), (-5_000, False)])
def test_ten_times_last_years_amount_looks_like_yen(amount, asked):
    assert looks_like_yen(amount, previous=500) is asked


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (5_000_000, "50億円"), (5_000, "500万円"), (60_016, "6,001万6千円"), (1, "1千円"),
        (-200, "△20万円"), (0, "0円"), (100_005, "1億5千円"),
        (1_234_567_890, "1兆2,345億6,789万円"),
    ],
)  # fmt: skip
def test_an_amount_is_said_as_people_say_it(amount, words):
    assert in_words(amount) == words


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.5", "1.5"),
        ("△１，２３４．５", "-1234.5"),
        ("12,000円", "12000"),
        ("1 234 567", "1234567"),
        ("0.20 億円", "0.20"),
    ],
)
def test_an_amount_in_any_unit_keeps_its_fraction(typed, amount):
    assert parse_decimal(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "1.2.3", "未定", "1,23", "9" * 100, "①"])
def test_what_is_no_amount_in_any_unit_is_refused(typed):
    with pytest.raises(MoneyUnreadable):
        parse_decimal(typed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("50.00", "50"), ("5E+1", "50"), ("100", "100"), ("0.00", "0"), ("7.50", "7.5")],
)
def test_a_number_is_shown_in_full_and_never_with_an_exponent(value, shown):
    assert plain_number(Decimal(value)) == shown
