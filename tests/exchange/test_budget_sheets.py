"""Sheets as offices' budget sections send them: what comes in, what is asked, what is said."""

from collections.abc import Iterator

import pytest

from tests.support.city_hall_rows import SHEETS
from tests.support.exchange import brought
from tests.support.people import person_named
from workflow import exchange, people
from workflow.exchange import units
from workflow.values.actor import OPERATOR, Title
from workflow.values.vocabulary import Role

EVERYWHERE = "everywhere"


@pytest.fixture(scope="module")
def engine(shared_demo_engine) -> Iterator:
    with shared_demo_engine.write(OPERATOR) as work:
        grants = [(Role.OFFICER, code) for code in ("soumu", "kensetsu")]
        who = {"login": EVERYWHERE, "name": Title("総括担当", ""), "password": None}
        people.add_person(work, **who, grants=grants)
    return shared_demo_engine


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_comes_in_as_a_clerk_expects(engine, name):
    sheet = SHEETS[name]
    file = brought(engine, person_named(engine, EVERYWHERE), sheet.content, sheet.name)

    for answers in sheet.answers:
        assert {one.key for one in file.view().open_questions} == set(answers)
        file.do(exchange.answer, answers)

    view = file.view()
    assert view.open_questions == ()
    assert [(one.cell, one.key) for one in view.problems] == list(sheet.wrong)
    assert sum(line.amount_kyen or 0 for line in view.lines) == sheet.sum_kyen
    assert view.create == sheet.items
    assert sheet.names <= {line.name for line in view.lines}
    assert sheet.said <= {one.key for one in view.notices}


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("12百万円", 12_000_000),
        ("1億2,000万円", 120_000_000),
        ("△1.5億円", -150_000_000),
        ("３００円", 300),
        ("1万5千円", 15_000),
        ("円", None),
        ("千円", None),
        ("300", None),
        ("1億2", None),
        ("約300円", None),
    ],
)
def test_an_amount_that_says_its_unit_is_so_many_yen(typed, yen):
    assert units.yen_in(typed) == yen
