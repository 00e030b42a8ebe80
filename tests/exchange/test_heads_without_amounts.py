"""Items without an amount above parts that have theirs: what they are is asked."""

import pytest

from tests.support.budget_sheets import HEAD, ROADS, TAX
from tests.support.exchange import EVERYWHERE, StagedFile, brought, with_officer_of_two
from tests.support.people import person_named
from tests.support.rows_of_offices import read
from tests.support.sheet_files import book, saved
from workflow import exchange


@pytest.fixture(scope="module")
def engine(shared_demo_engine):
    return with_officer_of_two(shared_demo_engine)


ROWS = [
    (*TAX, "税務システム", None),
    (None, None, "・改修", 300),
    (None, None, "・運用", 50),
]


def staged(engine, name: str) -> StagedFile:
    """A file that no other test has brought, by the name of its last item."""
    rows = [HEAD, *ROWS, (*ROADS, name, 7)]
    return brought(engine, person_named(engine, EVERYWHERE), saved(book(rows)))


def items(file: StagedFile) -> list[tuple]:
    return [(one.department, one.name, one.amount_kyen) for one in file.view().lines]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("joined", [("税務システム　改修", 300), ("税務システム　運用", 50)]),
        ("skip", [("・改修", 300), ("・運用", 50)]),
        ("item", [("税務システム", None), ("・改修", 300), ("・運用", 50)]),
    ],
)
def test_an_item_without_an_amount_above_its_parts_is_read_as_was_said(engine, word, expected):
    file = staged(engine, word)
    asked = {one.key: one for one in file.view().open_questions}
    assert dict(asked["headed_parts"].data) == {"count": 1, "row": "2", "name": "税務システム"}
    assert dict(asked["headed_parts"].choices[0].data) == {"name": "税務システム　改修"}

    file.do(exchange.answer, {"headed_parts": word, "above": "above"})

    view = file.view()
    of_taxes = [("総務部", *one) for one in expected]
    assert (items(file), view.problems) == ([*of_taxes, ("建設部", word, 7)], ())
    said = {one.key: one.data["rows"] for one in view.notices if "rows" in one.data}
    assert said == ({"no_amount": [2]} if word == "item" else {"heads_left": [2]})


def test_the_question_is_a_sentence_on_the_page(sign_in_as, submit):
    browser = sign_in_as("soumu")
    lines = ["\t".join(str(cell or "") for cell in row) for row in (HEAD, *ROWS)]
    staged = submit(browser, "/exchange/paste", {"cells": "\n".join(lines)}, "/exchange/").location

    page = browser.get(staged).text

    assert "金額がある行が1行あります（2行目「税務システム」）。どのように読みますか。" in page
    assert "下の行の事業名の前に付ける（「税務システム　改修」）" in page


@pytest.mark.parametrize(
    "rows",
    [
        [(*TAX, "税務システム", None), (None, None, "改修", 300)],
        [(*TAX, "税務システム", 0), (None, None, "・改修", 300)],
        [(*TAX, "税務システム", None), (*ROADS, "・改修", 300)],
        [(*TAX, "・税務システム", None), (None, None, "・改修", 300)],
        [(*TAX, "税務システム", None), (*ROADS, "道路", 1), (None, None, "・改修", 300)],
    ],
)
def test_what_is_no_part_of_the_item_above_asks_nothing(rows):
    assert read([HEAD, *rows]).found.headed == []


def test_a_part_that_has_a_number_of_its_own_is_an_item():
    rows = [(1, *TAX, "税務システム", None), (2, *TAX, "・改修", 300)]

    assert read([("番号", *HEAD), *rows]).found.headed == []
