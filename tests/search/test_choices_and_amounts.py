"""The search looks in what was chosen and in amounts too."""

import pytest

from workflow import search
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource, Network, Procurement


@pytest.fixture(scope="module")
def found(shared_office):
    """Which items of an office a person finds for some words: one of two sheets has them."""
    sheet = shared_office.a_sheet(
        name="契約管理システム更新事業",
        amount_kyen=12_800,
        previous_amount_kyen=9_540,
        procurement=Procurement.SINGLE_SOURCE,
        networks=(Network.LGWAN, Network.INTERNET),
        funding_lines=(FundingLine(FundingSource.NATIONAL, 12_800, "交付金の名"),),
    )
    item_id = shared_office.an_item("submitted", sheet)
    shared_office.an_item("submitted")

    def look(words: str, login: str = "reviewer") -> bool:
        hits = shared_office.look(login, search.find, words).hits
        assert {hit.row.id for hit in hits} <= {item_id}
        return bool(hits)

    return look


@pytest.mark.parametrize(
    "words",
    ["随意契約", "12,800", "12800", "１２，８００", "12,800千円", "9,540", "LGWAN系", "国庫支出金",
     "交付金の名", "契約管理 随意契約"],
)  # fmt: skip
def test_a_choice_or_an_amount_is_found(found, words):
    assert found(words)


@pytest.mark.parametrize("words", ["公募型プロポーザル", "12,801", "番号系"])
def test_what_was_not_chosen_is_not(found, words):
    assert not found(words)


def test_they_are_found_only_by_who_may_see_the_item(found):
    assert not found("随意契約", "neighbour")


def test_the_page_says_what_it_searches(shared_sign_in_as):
    page = shared_sign_in_as("reviewer").get("/search/?words=法人").text

    assert "選択した項目や金額も" in page
    assert "添付資料の中身は探しません" in page
