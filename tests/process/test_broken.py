"""Definitions that are broken, each refused with the right trace; and the time that proofs take.

The comments at the head of each file of `broken/` are what is said of it, in English by names
and in Japanese by titles.
"""

from pathlib import Path
from time import process_time

import pytest

from workflow.process import ProcessInvalid, bundled, load_publishable
from workflow.process.completion import prove_completion
from workflow.process.definition import load
from workflow.process.soundness import prove

ASKED = ["reviewer", "evaluator"]
BLOCKS = (10, 20)
"""The states that ask for opinions in the large definition."""

FILES = sorted((Path(__file__).parent / "broken").glob("*.toml"))


def test_there_are_thirty_broken_definitions_at_least():
    assert len(FILES) >= 30


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_broken_definition_is_refused_with_the_shortest_path_that_shows_it(file):
    text = file.read_text("utf-8")
    expected = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]

    with pytest.raises(ProcessInvalid) as refused:
        load_publishable(text)

    assert [*refused.value.problems, *refused.value.told] == expected


@pytest.mark.parametrize("text", bundled().values(), ids=bundled())
def test_what_comes_with_the_program_is_proved_in_a_second(text):
    began = process_time()
    process = load(text)

    assert not prove(process)
    assert not prove_completion(process)
    assert process_time() - began < 1


def test_fifty_states_and_two_hundred_moves_are_proved_in_five_seconds(composed_text):
    names = ["draft", *(f"s{n}" for n in range(1, 49)), "done"]
    states = dict.fromkeys(names[:-1], "officer") | {"done": "final"}
    moves = [("submit", ["draft"], "s1", {"guards": ["form_complete"]})]
    for n in range(1, 49):
        here, on = names[n], names[n + 1]
        if n in BLOCKS:
            moves += [
                ("agree", [here], "same", {"effect": "agree", "roles": ASKED}),
                ("conclude", [here], on, {"guards": ["opinions_given"]}),
                ("send_back", [here], "s1"),
            ]
            continue
        moves += [
            ("forward", [here], on, {"when": {"amount_kyen": {"below": 10_000}}}),
            ("forward", [here], on, {"when": {"amount_kyen": {"from": 10_000}}}),
            ("back", [here], names[n - 1 or 1], {"limit": 2}),
            ("skip", [here], names[min(n + 2, 49)]),
        ]
    moves += [(f"again_{n}", [names[n]], "same") for n in range(1, 9)]
    rules = [
        {"always": "before", "action": "submit", "state": "done"},
        {"always": "at_most", "action": "back", "times": 2},
        {"always": "eventually"},
    ]
    text = composed_text(states, moves, rules)
    for n in BLOCKS:
        asked = f"opinions = {{ of = {ASKED}, needed = 'all' }}"
        text = text.replace(f"[states.s{n}]", f"[states.s{n}]\n{asked}")
    began = process_time()

    process = load_publishable(text)

    assert (len(process.states), len(process.transitions)) == (50, 200)
    assert process_time() - began < 5
