"""Of a long list a page shows a part; its sums are those of the whole."""

import html
import re

import pytest

from tests.reports.test_headquarters import words
from webapp.reports import filters
from webapp.request import paging

FILTERED = (
    "meeting_id", "stage", "submitted", "department", "field", "category", "state", "verdict",
    "amount_from", "amount_to", "words", "queue",
)  # fmt: skip


@pytest.fixture(autouse=True)
def four_rows_are_a_page(monkeypatch):
    monkeypatch.setattr(paging, "A_PAGE", 4)


def names(page) -> list[str]:
    """The names of the items on a page, in order."""
    return re.findall(r'<td class="name".*?>([^<]+)</a>', page.text)


def next_page(page) -> str:
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return html.unescape(found[1]) if found else ""


def test_the_headquarters_list_goes_on_where_the_page_before_ended(sign_in_as):
    browser = sign_in_as("secretariat")
    first = browser.get("/headquarters/?cycle=2021-09&department=kenko&stage=planned")

    second = browser.get(next_page(first.text))

    rows = [names(one) for one in (first, second)]
    assert [len(one) for one in rows] == [4, 2]
    assert len({*rows[0], *rows[1]}) == 6
    assert all("計（6件）124,565" in words(one) for one in (first, second))
    assert next_page(second.text) == ""
    assert "stage=planned" in next_page(first.text)


def test_every_filter_of_an_address_goes_along_to_the_next_one():
    chosen = {
        "stage": "planned", "department": "kenko", "field": "living", "category": "procedure",
        "state": "submitted", "verdict": "appropriate", "amount_from": "1", "amount_to": "9",
        "words": "改修", "drafts": "without", "queue": "mine", "handler": "3", "meeting": "2",
    }  # fmt: skip

    handed_on = filters.narrowing({**chosen, "page": "2", "after": "x"})

    assert filters.wanted(handed_on, "2021-09") == filters.wanted(chosen, "2021-09")
    assert handed_on == chosen
    assert all(getattr(filters.wanted(handed_on, "2021-09"), name) for name in FILTERED)


def test_without_drafts_the_second_page_is_without_drafts_too(sign_in_as):
    browser = sign_in_as("secretariat")

    first = browser.get("/headquarters/?cycle=2021-09&stage=planned&drafts=without")

    assert "drafts=without" in next_page(first.text)


def test_a_page_beyond_the_end_is_the_last_one(sign_in_as):
    browser = sign_in_as("secretariat")

    last, beyond = (
        browser.get(f"/headquarters/?cycle=2021-09&page={number}") for number in (2, 99)
    )

    assert names(beyond) == names(last)
    assert len(names(last)) == 2
