"""A list to work in has the columns that it needs, and no empty ones."""

import re

import pytest

ALL = "/items/?cycle=2021-09"


def columns(page: str) -> list[str]:
    """The headings of the list."""
    head = re.search(r"<thead>(.*?)</thead>", page, re.DOTALL)
    return [re.sub("<[^>]+>", "", one) for one in re.findall("<th .*?</th>", head[1])]


@pytest.mark.parametrize(
    ("narrowed", "shown"), [("verdict=appropriate", True), ("verdict=none", False)]
)
def test_the_verdict_has_a_column_where_an_item_on_the_list_has_one(
    shared_sign_in_as, narrowed, shown
):
    page = shared_sign_in_as("reviewer").get(f"{ALL}&{narrowed}").text

    assert ("評価区分" in columns(page)) is shown


def test_a_paper_keeps_its_columns_whatever_is_in_them(shared_sign_in_as):
    page = shared_sign_in_as("viewer").get("/headquarters/?cycle=2021-09").text

    assert {"財源", "類型"} <= set(columns(page))
