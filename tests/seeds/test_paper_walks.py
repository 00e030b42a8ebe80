"""The demonstration: six items at six points, brought there by people who may do so."""

from collections import Counter
from datetime import date, timedelta

import jpholiday
import pytest

from seeds.paper import read_paper
from seeds.records import SAVE, Item, Paper
from workflow.values.vocabulary import Role


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read_paper()


@pytest.mark.parametrize("item", read_paper().items, ids=lambda item: item.department)
def test_the_walk_of_an_item_is_in_order_on_business_days_before_the_demonstration(item: Item):
    moments = [step.at for step in item.walk]
    days = {moment.date() for moment in moments}

    assert item.walk[0].action == "create"
    assert moments == sorted(set(moments))
    assert {moment.utcoffset() for moment in moments} == {timedelta(hours=9)}
    assert [day for day in days if day.weekday() > 4 or jpholiday.is_holiday(day)] == []
    assert min(days) >= date(2021, 7, 12)
    assert max(days) <= date(2021, 8, 16)


def test_the_six_items_have_come_to_six_different_points(paper):
    assert [item.walk[-1].action for item in paper.items] == [
        "create",
        "send_back",
        "submit",
        "receive",
        "approve",
        "evaluate",
    ]
    assert Counter(step.action for step in paper.items[3].walk)["submit"] == 2
    assert paper.demonstration_day == date(2021, 8, 17)


def test_an_item_is_saved_again_exactly_where_it_had_a_different_first_draft(paper):
    for item in paper.items:
        saved = any(step.action == SAVE for step in item.walk)
        assert saved == (item.first_draft is not None), item.name


def test_nobody_reviews_what_they_submitted_or_evaluates_what_they_approved(paper):
    for item in paper.items:
        did = {step.action: {s.by for s in item.walk if s.action == step.action}
               for step in item.walk}  # fmt: skip
        assert not did.get("submit", set()) & (
            did.get("receive", set()) | did.get("approve", set())
        )
        assert not did.get("approve", set()) & did.get("evaluate", set())


def test_everyone_in_a_walk_holds_the_role_that_the_step_asks_for(paper):
    asked = {
        "receive": Role.REVIEWER, "send_back": Role.REVIEWER, "approve": Role.REVIEWER,
        "evaluate": Role.EVALUATOR,
    }  # fmt: skip
    grants = {person.login: person.grants for person in paper.people}

    for item in paper.items:
        for step in item.walk:
            role = asked.get(step.action, Role.OFFICER)
            place = item.department if role == Role.OFFICER else None
            assert (role, place) in {(g.role, g.department) for g in grants[step.by]}, step


def test_a_return_has_its_reason_and_an_evaluation_its_verdict_and_findings(paper):
    steps = [step for item in paper.items for step in item.walk]

    assert {bool(step.note) for step in steps if step.action == "send_back"} == {True}
    for step in (step for step in steps if step.action == "evaluate"):
        assert step.verdict == "appropriate"
        assert step.findings


def test_there_is_somebody_for_each_role_and_an_officer_for_each_of_six_departments(paper):
    granted = Counter(grant.role for person in paper.people for grant in person.grants)
    offices = {g.department for p in paper.people for g in p.grants if g.role == Role.OFFICER}

    assert set(granted) == set(Role)
    assert offices == {"soumu", "kikaku", "mirai", "kenko", "sangyo", "kensetsu"}
