"""The papers on their way to a browser: links, files, and who gets neither."""

import re

import pytest

from tests.support.units import look
from workflow import items

FINANCE = "/headquarters/finance.csv?cycle=2021-09"
RESULT = "/headquarters/results/kensetsu.pdf?cycle=2021-09"


@pytest.fixture
def evaluated(demo_engine) -> int:
    """The one item that the demonstration has evaluated, of kensetsu."""
    return look(demo_engine, None, items.find, "秋田県公共事業執行管理システム改修事業")


def test_an_items_page_leads_to_its_papers(sign_in_as, evaluated):
    browser = sign_in_as("kensetsu")
    page = browser.get(f"/items/{evaluated}").text
    links = re.findall(rf'href="(/items/{evaluated}/\w+\.pdf)"', page)

    assert links == [f"/items/{evaluated}/sheet.pdf", f"/items/{evaluated}/result.pdf"]
    for link in links:
        answer = browser.get(link)
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_reader_is_led_to_the_sheet_only(sign_in_as, evaluated):
    browser = sign_in_as("viewer")
    page = browser.get(f"/items/{evaluated}").text

    assert f"/items/{evaluated}/sheet.pdf" in page
    assert "result.pdf" not in page
    assert browser.get(f"/items/{evaluated}/result.pdf").status_code == 403


@pytest.mark.parametrize("paper", ["sheet", "result"])
def test_papers_of_another_departments_item_are_not_found(paper, sign_in_as, evaluated):
    assert sign_in_as("mirai").get(f"/items/{evaluated}/{paper}.pdf").status_code == 404


@pytest.mark.parametrize("paper", ["sheet", "result"])
def test_a_stranger_is_sent_to_sign_in(paper, client, evaluated):
    assert client.get(f"/items/{evaluated}/{paper}.pdf").status_code == 302


def test_the_headquarters_page_leads_to_what_goes_out(sign_in_as):
    browser = sign_in_as("secretariat")
    page = browser.get("/headquarters/?cycle=2021-09").text

    assert FINANCE in page
    assert RESULT in page
    assert browser.get(FINANCE).mimetype == "text/csv"
    assert browser.get(RESULT).data.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("login", "finance", "result"),
    [("viewer", 200, 403), ("advisor", 403, 403), ("mirai", 403, 404), ("kensetsu", 403, 200)],
)
def test_what_a_person_may_not_have_is_neither_shown_nor_given(login, finance, result, sign_in_as):
    browser = sign_in_as(login)
    page = browser.get("/headquarters/?cycle=2021-09").text

    assert (FINANCE in page) == (finance == 200)
    assert (RESULT in page) == (result == 200)
    assert browser.get(FINANCE).status_code == finance
    assert browser.get(RESULT).status_code == result


@pytest.mark.parametrize(
    "address",
    ["/headquarters/results/nobody.pdf", "/headquarters/results/soumu.pdf?cycle=2021-09",
     "/headquarters/finance.json", "/headquarters/finance.csv?field=nonsense",
     "/items/999999/result.pdf", "/items/999999/sheet.pdf"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address, sign_in_as):
    assert sign_in_as("secretariat").get(address).status_code == 404
