"""Masters on the pages: who sees them, and what forms do."""

import pytest

from tests.support.evaluated import awaiting_evaluation, evaluate
from tests.support.people import person_named
from tests.support.units import look
from workflow import conditions, items, masters
from workflow.values.vocabulary import Master


@pytest.fixture
def item_id(demo_engine):
    """An item that awaits its evaluation."""
    return awaiting_evaluation(demo_engine)


@pytest.fixture
def condition(demo_engine, item_id):
    """The first of two conditions of the item's evaluation."""
    evaluate(demo_engine, item_id)
    return look(demo_engine, "evaluator", conditions.of, item_id)[0]


@pytest.mark.parametrize("master", [one.value for one in Master])
def test_those_who_keep_the_masters_see_them_and_others_do_not(sign_in_as, master):
    for login, status in (("secretariat", 200), ("admin", 200), ("reviewer", 403), ("soumu", 403)):
        assert sign_in_as(login).get(f"/masters/{master}").status_code == status


def test_an_entry_is_added_moved_renamed_retired_and_taken_up(demo_engine, sign_in_as, submit):
    browser, actor = sign_in_as("secretariat"), person_named(demo_engine, "secretariat")
    page, entry = "/masters/category", "/masters/category/payment"
    new = {"code": "payment", "title_ja": "収納・決済", "title_en": "Payment"}

    for path, typed in (
        (page, new),
        (f"{entry}/place", {"before": "procedure"}),
        (entry, {"title_ja": "キャッシュレス決済", "title_en": "", "seen": 2}),
        (f"{entry}/retire", {}),
        (f"{entry}/restore", {}),
    ):
        assert submit(browser, path, typed, page=page).status_code == 302, path

    first = look(demo_engine, actor, masters.entries, Master.CATEGORY)[0]
    assert (first.code, first.title.ja, first.active) == ("payment", "キャッシュレス決済", True)
    assert "収納・決済" in browser.get(entry).text
    assert "DX戦略本部 事務局" in browser.get(entry).text


def test_a_wrong_entry_stays_on_the_page_with_its_reasons(sign_in_as, submit):
    typed = {"code": "Ａ", "title_ja": "手続き"}

    answer = submit(sign_in_as("admin"), "/masters/category", typed)

    assert answer.status_code == 422
    assert "コードは小文字で始め" in answer.text
    assert "同じ名称です" in answer.text


def test_an_evaluation_on_the_page_keeps_the_verdict_as_it_read(
    demo_engine, item_id, condition, sign_in_as, submit
):
    page = "/masters/verdict/conditional"
    submit(sign_in_as("admin"), page, {"title_ja": "条件付きで妥当", "seen": 1})

    assert "条件付き妥当" in sign_in_as("viewer").get(f"/items/{item_id}").text
    assert look(demo_engine, None, items.masters, 2021).verdicts[1].title.ja == "条件付きで妥当"
