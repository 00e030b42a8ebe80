"""The prover and the second opinion on one definition, side by side."""

from functools import lru_cache

from tests.support.random_processes import raw_definition, written
from tests.support.second_opinion import Opinion, opinion
from workflow.process.completion import prove_completion
from workflow.process.definition import load
from workflow.process.failures import Failure
from workflow.process.soundness import prove

PATHS = {"trap_state", "idle_turn", "not_before", "never_broken", "too_often", "not_eventually"}
"""What is shown by a shortest path in both opinions."""


@lru_cache(maxsize=256)
def second_opinion(number: int) -> Opinion:
    """What the explorer says of the definition of this number."""
    return opinion(raw_definition(number))


def disagreement(number: int) -> str:
    """How the two differ on the definition of this number; "" where they agree."""
    process = load(written(raw_definition(number)))
    ours = _ours([*prove(process), *prove_completion(process)])
    theirs = second_opinion(number)
    if ours.keys() != theirs.keys():
        we, they = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
        return f"{number}: only we: {we}, only they: {they}"
    longer = {
        key: (ours[key], theirs[key])
        for key in ours
        if key[0] in {*PATHS, "only_given_up"} and ours[key] != theirs[key]
    }
    return f"{number}: not the shortest path: {longer}" if longer else ""


def _ours(failures: list[Failure]) -> Opinion:
    found: Opinion = {}
    for one in failures:
        about = {name: fact for name, fact in one.about if isinstance(fact, str)}
        kind = str(one.kind)
        if kind in {"not_eventually", "only_given_up"}:
            key: tuple[str, ...] = (kind,)
        elif kind in {"not_before", "never_broken", "too_often"}:
            key = (kind, about["action"], about.get("state", ""), about.get("times", ""))
        elif kind == "unfit_automatic" and "action" not in about:  # one circle is enough
            key = (kind,)
        else:
            names = ("action", "state") if "action" in about else ("state", "role")
            key = (kind, *(about[name] for name in names if name in about))
        found.setdefault(key, len(one.trace))
    return found
