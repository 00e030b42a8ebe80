"""似た案件 on the pages: for those who write and decide, and only what they may see."""

import html

from tests.support.people import person_named
from tests.support.sendings import REVIEWED, UNDER_REVIEW
from tests.support.units import look
from workflow import items
from workflow.values.sheet import Sheet

LIKE = "急性期診療ネットワーク更新事業"


def draft(demo_engine, login, **sheet):
    actor = person_named(demo_engine, login)
    department = next(iter(actor.grants)).department_id
    return demo_engine.create("2021-09", department, Sheet(**sheet), actor).item_id


def page_of(browser, address):
    return html.unescape(browser.get(address).text)


def test_the_item_and_its_form_name_what_is_like_it_and_why(demo_engine, sign_in_as):
    number = draft(demo_engine, "kenko", name=LIKE)
    browser = sign_in_as("kenko")

    for address in (f"/items/{number}", f"/items/{number}/edit"):
        page = page_of(browser, address)
        assert "似た案件" in page
        assert f'<a href="/items/{look(demo_engine, None, items.find, UNDER_REVIEW)}">' in page
        assert "名称がほぼ同じ：急性期診療ネットワーク" in page


def test_another_department_is_told_of_none(demo_engine, sign_in_as):
    number = draft(demo_engine, "soumu", name=LIKE)

    page = page_of(sign_in_as("soumu"), f"/items/{number}")

    assert UNDER_REVIEW not in page
    assert "あなたが見られる案件の中に、似たものはありません。" in page


def test_a_reviewer_is_told_across_departments(demo_engine, sign_in_as):
    number = draft(demo_engine, "soumu", name=LIKE)

    assert UNDER_REVIEW in page_of(sign_in_as("reviewer"), f"/items/{number}")
    assert "似た案件" in page_of(
        sign_in_as("reviewer"), f"/items/{look(demo_engine, None, items.find, REVIEWED)}"
    )


def test_a_new_sheet_has_nothing_to_compare_yet(sign_in_as):
    assert "似た案件" not in page_of(sign_in_as("soumu"), "/items/new?cycle=2021-09")
