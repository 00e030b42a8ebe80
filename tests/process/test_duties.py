"""Deadlock through separation of duties, with the people there are."""

import pytest

from tests.support.processes import DIVISION_HEAD, FINANCE, with_own_roles
from workflow.process import bundled, load_sound
from workflow.process.fitness import deadlock
from workflow.values.vocabulary import OwnRole, Role

O_, R_, E_, S_ = (
    frozenset({role}) for role in (Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT)
)
ENOUGH = {
    "standard": [O_, R_, E_, S_],
    "consultation_only": [O_, R_],
    "simple": [O_, R_],
    "with_concurrence": [O_, R_, E_, S_],
}


@pytest.mark.parametrize(("name", "people"), ENOUGH.items(), ids=ENOUGH)
def test_with_somebody_for_each_duty_every_item_comes_to_its_end(name, people):
    assert deadlock(load_sound(bundled()[name]), people) == ()


def test_roles_of_the_office_are_asked_for_like_any_other():
    process = load_sound(with_own_roles())
    head, finance = frozenset({OwnRole(DIVISION_HEAD)}), frozenset({OwnRole(FINANCE)})

    assert deadlock(process, [O_, head, finance, R_, E_, S_]) == ()
    assert [one.key for one in deadlock(process, [O_, finance, R_, E_, S_])] == ["deadlock"]
    assert [one.key for one in deadlock(process, [O_ | head, finance, R_, E_, S_])] == ["deadlock"]


@pytest.mark.parametrize(
    ("name", "people", "state", "trace"),
    [
        # One person is the whole center: whoever completes the review does not evaluate.
        ("standard", [O_, R_ | E_, S_], "draft", ["create"]),
        # The only officer would have to be the division head too.
        ("with_approval", [O_, R_, E_, S_], "draft", ["create"]),
        # Each of the two has submitted it once.
        (
            "with_approval",
            [O_, O_, R_, E_, S_],
            "awaiting_approval",
            ["create", "submit", "decline", "submit"],
        ),
        ("consultation_only", [O_ | R_], "draft", ["create"]),
        ("simple", [O_], "draft", ["create"]),
    ],
)
def test_too_few_people_are_shown_by_a_shortest_way_to_where_no_end_is_left(
    name, people, state, trace
):
    process = load_sound(bundled()[name])

    found = deadlock(process, people)

    assert [one.key for one in found] == ["deadlock"]
    assert dict(found[0].about)["state"] == state
    assert list(found[0].trace) == trace


def test_a_second_person_of_the_same_roles_breaks_the_deadlock():
    both = R_ | E_

    assert deadlock(load_sound(bundled()["standard"]), [O_, both, both, S_]) != ()
    assert deadlock(load_sound(bundled()["standard"]), [O_, both, R_, E_, S_]) == ()
