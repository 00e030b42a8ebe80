"""The 44 real items of other local governments are facts that the program has to be able to take.

The figures below were added up from the published facts, not from the fixture.
"""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parents[1] / "fixtures" / "real_items.toml"


@pytest.fixture(scope="module")
def items() -> list[dict]:
    return tomllib.loads(FIXTURE.read_text(encoding="utf-8"))["item"]


def test_there_are_44_items_of_six_governments(items):
    assert Counter(item["prefecture"] for item in items) == {
        "鳥取県": 30,
        "大阪府": 2,
        "東京都": 1,
        "北海道(小樽市)": 4,
        "茨城県": 5,
        "福岡県(福岡市)": 2,
    }


def test_the_amounts_sum_to_the_published_figures(items):
    sums: Counter[str] = Counter()
    for item in items:
        sums[item["prefecture"]] += item["amount_kyen"]

    assert sum(item["amount_kyen"] for item in items) == 11_940_160
    assert sums == {
        "鳥取県": 4_665_874,
        "大阪府": 8_772,
        "東京都": 104_000,
        "北海道(小樽市)": 437_510,
        "茨城県": 434_000,
        "福岡県(福岡市)": 6_290_004,
    }


def test_exactly_one_amount_is_negative(items):
    negative = [(item["name"], item["amount_kyen"]) for item in items if item["amount_kyen"] < 0]

    assert negative == [("(議員出退表示盤システム更新 リース料減額)", -1_395)]


def test_sixteen_items_have_an_assessed_amount(items):
    assessed = [item["assessed_kyen"] for item in items if "assessed_kyen" in item]

    assert len(assessed) == 16
    assert sum(assessed) == 558_434


def test_the_request_that_is_nothing_but_a_debt_burden_says_so(items):
    burdens = [item for item in items if item.get("debt_burden")]
    nothing_this_year = [i for i in items if i.get("requested_this_year_kyen") == 0]

    assert len(burdens) == 4
    assert [item["name"] for item in nothing_this_year] == [
        "(通信指令・総合指揮システム機器更新 債務負担行為)"
    ]
    assert nothing_this_year[0] in burdens


def test_names_are_as_published_in_all_their_widths_and_brackets(items):
    names = {item["name"] for item in items}

    assert {
        "ＩＣＴ活用の推進",
        "教育情報化推進事業費（小学校）",
        "[債務負担行為]合格発表表示システム賃借料",
        "(新)県立学校ICT環境整備事業(高等学校用機器整備)",
        "勘から観へ!ICT等を活用した農業生産技術の確立試験",
    } <= names


def test_nested_and_listed_funding_is_verbatim(items):
    funding = {item["funding"] for item in items}

    assert {"国庫支出金1,807/一般財源1,383", "国1/3、基金10/10", "単県、国10/10", ""} <= funding


def test_a_cycle_belongs_to_the_budget_year_of_its_item(items):
    kinds = {"02", "06", "09", "11", "initial", "supplementary", "unknown"}

    for item in items:
        year, kind = item["cycle"].split("-")
        assert int(year) == item["fiscal_year"], item["name"]
        assert kind in kinds, item["name"]


def test_heisei_31_and_reiwa_1_are_one_year(items):
    eras = {item["cycle_printed"][:2] for item in items if item["fiscal_year"] == 2019}

    assert eras == {"平成", "令和"}


def test_no_item_is_there_twice_in_one_cycle(items):
    keys = Counter((i["prefecture"], i["cycle"], i["section"], i["name"]) for i in items)

    assert max(keys.values()) == 1
