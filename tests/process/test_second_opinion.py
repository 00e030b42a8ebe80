"""The prover and an explorer that shares no code with it say the same of random definitions."""

from collections import Counter

from tests.support.differential import disagreement, second_opinion
from workflow.process.branches import When

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


def test_a_slip_of_the_prover_is_found(monkeypatch):
    def slipped(self, facts):
        return self.below is None or facts.amount_kyen <= self.below

    monkeypatch.setattr(When, "holds", slipped)

    assert any(disagreement(number) for number in SAMPLE)
