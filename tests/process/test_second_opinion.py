"""The prover and an explorer that shares no code with it say the same of random definitions."""

from collections import Counter

import pytest

from tests.support.differential import disagreement, second_opinion
from tests.support.random_processes import raw_definition
from workflow.process import places
from workflow.process.branches import Facts, When

SAMPLE = (*range(200), 20_162)
"""The last writes an opinion as a move from its state to its state."""


def test_both_find_the_same_and_show_it_by_paths_of_one_length():
    assert [said for number in SAMPLE if (said := disagreement(number))] == []


def test_the_sample_has_sound_ones_and_every_kind_of_mistake():
    found = Counter(
        kind for number in SAMPLE for kind in {k for k, *_ in second_opinion(number)} or {""}
    )

    assert found.pop("") > len(SAMPLE) / 6
    assert set(found) == {
        "branch_gap", "branch_overlap", "dead_action", "idle_turn", "never_broken", "not_before",
        "not_eventually", "only_given_up", "too_often", "trap_state", "unfit_automatic",
        "unfit_opinion", "unknown_action", "unreachable_state",
    }  # fmt: skip


def test_the_sample_names_roles_of_the_office_and_asks_departments():
    drawn = [raw_definition(number) for number in SAMPLE]
    asked = [
        state["opinions"]["departments"]
        for raw in drawn
        for state in raw["states"].values()
        if "departments" in state.get("opinions", {})
    ]

    assert sum("roles" in raw for raw in drawn) > len(SAMPLE) / 4
    assert asked.count("joint") > len(SAMPLE) / 20 < len(asked) / 2


def _below_or_on(self: When, facts: Facts) -> bool:
    return self.below is None or facts.amount_kyen <= self.below


def _one_department_for_all(*_: object) -> int:
    return 1


@pytest.mark.parametrize(
    ("where", "name", "slipped"),
    [(When, "holds", _below_or_on), (places, "most_joint", _one_department_for_all)],
    ids=["bound", "departments"],
)
def test_a_slip_of_the_prover_is_found(monkeypatch, where, name, slipped):
    monkeypatch.setattr(where, name, slipped)

    assert any(disagreement(number) for number in reversed(SAMPLE))
