"""Which of several amounts is read, and in which unit: asked where more than one may be right."""

import pytest

from tests.support.rows_of_offices import read
from workflow.exchange import asking_amounts, rivals, understanding
from workflow.exchange.asking_amounts import Question
from workflow.exchange.units import Unit

PLAIN = ("部局名", "課名", "事業名", "予算額")
ITEMS = [("総務部", "税務課", "甲", 10), ("総務部", "総務課", "乙", 2)]
PLACE = ("部局名", "事業名")


def asked_of_units(rows: list[tuple[object, ...]]) -> list[Question]:
    sheet = read(rows)
    head = understanding.head_of(sheet.reading.tab, sheet.reading.how)
    return list(asking_amounts.questions(sheet.reading, head, sheet.found, 10_000_000))


def rivals_of(*rows: tuple[object, ...]) -> dict[str, tuple[int, ...]]:
    sheet = read(rows)
    return rivals.among(understanding.head_of(sheet.reading.tab, sheet.reading.how))


@pytest.mark.parametrize(
    "said",
    ["※　金額は百万円未満四捨五入", "百万円未満は切り捨て", "注）百万円未満の端数処理による"],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_the_unit_to_which_amounts_are_rounded_is_asked_about(said, is_above):
    rows = [(said,), PLAIN, *ITEMS] if is_above else [PLAIN, *ITEMS, (said,)]

    (asked,) = asked_of_units(rows)

    assert (asked.kind, asked.data["said"]) == ("unit_said", Unit.MILLION)


@pytest.mark.parametrize(
    "said", ["※　千円未満四捨五入", "100万円未満の事業は除く", "百万円未満の事業は除く"]
)
def test_what_else_is_below_an_amount_asks_nothing(said):
    assert asked_of_units([PLAIN, *ITEMS, (said,)]) == []


def test_a_rounding_says_nothing_where_the_head_says_a_unit():
    rows = [(*PLAIN[:3], "予算額（千円）"), *ITEMS, ("※　百万円未満四捨五入",)]

    assert asked_of_units(rows) == []


@pytest.mark.parametrize("part", ["うちR8年度\n（千円）", "うち本年度分", "令和8年度分"])
def test_of_a_whole_and_the_part_of_one_year_it_is_asked_which(part):
    rows = [("総務部", "甲", 49_500, 9_900), ("総務部", "乙", 6_000, 2_200)]

    assert rivals_of((*PLACE, "総事業費", part), *rows) == {"amount_kyen": (2, 3)}


@pytest.mark.parametrize("other", ["うちデジタル関連", "R7年度", "前年度"])
def test_a_share_and_another_year_are_no_amounts_to_choose(other):
    assert rivals_of((*PLACE, "予算額", other), ("総務部", "甲", 9_900, 9_000)) == {}


def test_the_sum_of_what_was_asked_for_and_adjusted_may_be_the_amount():
    head = (*PLACE, "当初要求額", "調整額", "計")
    rows = [("総務部", "甲", 10_000, -100, 9_900), ("総務部", "乙", 2_200, 0, 2_200)]

    assert rivals_of(head, *rows) == {"amount_kyen": (2, 4)}
    assert rivals_of(head, *rows[1:]) == {}
    assert rivals_of((*PLACE, "要求額", "前年度", "計"), ("総務部", "甲", 300, 200, 900)) == {}


def test_costs_are_those_of_the_year_of_the_amount():
    head = (*PLACE, "R7要求額", "R7初期費用", "R8要求額", "R8初期費用")
    sheet = read([head, ("総務部", "甲", 100, 10, 200, 20)])
    tab, how = sheet.reading.tab, sheet.reading.how

    chosen = understanding.with_rival(tab, how, "amount_kyen", 4)

    assert (how.place_of("amount_kyen"), how.place_of("initial_cost_kyen")) == (2, 3)
    assert (chosen.place_of("amount_kyen"), chosen.place_of("initial_cost_kyen")) == (4, 5)


def test_a_finer_name_that_stands_where_the_first_is_blank_is_asked_about():
    head = ("課名", "事業名", "細事業名", "要求額（千円）")
    rows = [
        ("税務課", "税務", "電子申告", 10),
        (None, None, "収納", 2),
        ("総務課", "文書", "管理", 1),
    ]

    assert rivals_of(head, *rows)["name"] == (1, 2)
    assert "name" not in rivals_of(head, rows[0], rows[2])
