"""The search looks in what was chosen, in amounts and in days too."""

from datetime import date

import pytest

from workflow import items, masters, search
from workflow.values.actor import Title
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource, Master, Network, Procurement


@pytest.fixture(scope="module")
def found(shared_office):
    """Which items of an office a person finds for some words: one of two sheets has them."""
    sheet = shared_office.a_sheet(
        name="契約管理システム更新事業",
        amount_kyen=12_800,
        previous_amount_kyen=9_540,
        procurement=Procurement.SINGLE_SOURCE,
        category="training",
        contract_ends_on=date(2022, 3, 31),
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
     "交付金の名", "契約管理 随意契約", "training", "令和4年3月31日", "2022-03-31",
     "2022/3/31", "2022年3月31日", "R4.3.31"],
)  # fmt: skip
def test_a_choice_an_amount_or_a_day_is_found(found, words):
    assert found(words)


@pytest.mark.parametrize("words", ["公募型プロポーザル", "12,801", "番号系", "令和4年3月30日"])
def test_what_was_not_chosen_is_not(found, words):
    assert not found(words)


def test_they_are_found_only_by_who_may_see_the_item(found):
    assert not found("随意契約", "neighbour")


def test_the_page_says_what_it_searches(shared_sign_in_as):
    page = shared_sign_in_as("reviewer").get("/search/?words=法人").text

    assert "選択した項目や金額も" in page
    assert "添付資料の中身は探しません" in page


def test_a_verdict_and_the_new_title_of_a_category_are_found(office):
    evaluated = office.an_item("evaluated", office.a_sheet(category="training"))
    draft = office.an_item("draft", office.a_sheet(category="training", name="別の事業"))

    def found(words: str) -> set[int]:
        return {hit.row.id for hit in office.look("admin", search.find, words).hits}

    verdict = office.look("admin", items.get, evaluated).row.verdict.ja
    assert found(verdict) == {evaluated}
    office.do("admin", masters.rename, Master.CATEGORY, "training", Title("通信網", "Lines"), 1)
    assert found("通信網") == found("Lines") == {evaluated, draft}
    office.do(
        "officer",
        items.save,
        item_id=draft,
        sheet=office.a_sheet(name="別の事業"),
        seen=office.row(draft).content_hash,
    )
    assert found("通信網") == {evaluated}
    with office.engine.write() as work:
        search.rebuild(work)
    assert (found("通信網"), found(verdict)) == ({evaluated}, {evaluated})
