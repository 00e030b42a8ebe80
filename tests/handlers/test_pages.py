"""Who reviews what, on pages: shared out, taken and handed on, found again in home and list."""

import re

import pytest

from tests.support.units import look
from workflow import items

ITEM = "家庭養護推進体制整備事業"


def _people(page: str) -> list[str]:
    options = page[page.index('name="main"') :].partition("</select>")[0]
    return re.findall(r'value="(\d+)"', options)


def test_an_item_is_shared_out_taken_handed_on_and_found(sign_in_as, submit, demo_engine):
    reviewer, item_id = sign_in_as("reviewer"), look(demo_engine, None, items.find, ITEM)
    item = f"/items/{item_id}"
    assert "担当：なし" in reviewer.get(item).text
    page = reviewer.get("/handlers/").text
    department = re.search(r'href="(/handlers/departments/\d+)">健康福祉部', page)
    first, second = _people(reviewer.get(department[1]).text)

    refused = submit(reviewer, department[1], {"main": first, "deputy": first})
    assert (refused.status_code, "主担当とは別の人" in refused.text) == (422, True)
    assert submit(reviewer, department[1], {"main": first, "deputy": second}).status_code == 302
    assert "担当：DXセンター 審査担当" in reviewer.get(item).text
    handed = submit(reviewer, f"/handlers{item}", {"person": second, "note": "出張のため"})
    assert (handed.status_code, handed.location) == (302, item)

    history = reviewer.get(f"/handlers{item}").text
    assert "出張のため" in history
    assert "ほかの担当の案件" in reviewer.get("/").text
    assert ITEM in reviewer.get(f"/items/?cycle=2021-09&handler={second}").text
    assert ITEM not in reviewer.get("/items/?cycle=2021-09&handler=me").text
    other = sign_in_as("reviewer2")
    assert other.get("/").text.index(ITEM) > other.get("/").text.index("自分の番（")
    assert "あなたの担当になりました" in other.get("/notices/").text


@pytest.mark.parametrize("login", ["soumu", "evaluator", "viewer", "advisor"])
def test_the_others_share_nothing_out(login, shared_sign_in_as, shared_demo_engine):
    browser, item_id = shared_sign_in_as(login), look(shared_demo_engine, None, items.find, ITEM)

    for path in ("/handlers/", "/handlers/departments/1", f"/handlers/items/{item_id}"):
        assert browser.get(path).status_code == 403
