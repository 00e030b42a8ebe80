"""What an office adds to a random definition: own roles, and departments that are asked."""

from random import Random
from typing import Any

Raw = dict[str, Any]

CHIEF, FINANCE = "chief", "finance"
OWN = {
    CHIEF: {"title": {"ja": "課長", "en": "Chief"}, "scope": "department"},
    FINANCE: {"title": {"ja": "財政課", "en": "Finance"}, "scope": "office"},
}
NAMED = [["kensetsu"], ["kensetsu", "kikaku"]]
MOST_BRANCHES = 2
"""Beside joint departments: each number of those is explored with each kind of sheet."""


def with_own_roles(draw: Random, raw: Raw) -> None:
    """Give some turns to roles of the office, and most of the moves there too."""
    raw["roles"] = {name: dict(role) for name, role in OWN.items()}
    for name, state in raw["states"].items():
        if state.get("final") or draw.random() < 0.6:
            continue
        role = draw.choice([CHIEF, FINANCE])
        state["turn"] = draw.choice([["officer", role]] * 5 + [[role]] * 4 + [[]])
        for move in raw["transitions"]:
            if name in move["from"] and {"effect", "automatic"}.isdisjoint(move):
                added = [role] if draw.random() < 0.9 else []
                move["roles"] = [*dict.fromkeys([*move["roles"], *added])]


def asking_departments(draw: Random, raw: Raw, state: str) -> None:
    """Ask departments too where opinions are asked, and let somebody answer for them."""
    own = list(raw.get("roles", ()))
    asked = draw.choice([["reviewer", "evaluator"], ["reviewer"], [], [], own])
    branches = sum("when" in move for move in raw["transitions"])
    joint = branches <= MOST_BRANCHES and draw.random() < 0.7
    _ask(draw, raw["states"][state]["opinions"], asked, "joint" if joint else draw.choice(NAMED))
    for move in raw["transitions"]:
        if "effect" in move:
            able = draw.choice([["officer"], own[:1], ["officer", *own[:1]], own[1:]])
            move["roles"] = [*dict.fromkeys([*asked, *(able or ["officer"])])]
            move |= {"limit": draw.randint(1, 2)} if draw.random() < 0.3 else {}
    words = [word for word in ("at_most", "before", "never") if draw.random() < 0.2]
    raw["rules"] += [_rule(draw, word, raw) for word in words]


def _ask(draw: Random, opinions: Raw, asked: list[str], departments: str | list[str]) -> None:
    """Ask these roles, where there are some, and these departments."""
    del opinions["of"]
    opinions |= {**({"of": asked} if asked else {}), "departments": departments}
    if isinstance(opinions["needed"], int) and departments != "joint":
        opinions["needed"] = min(opinions["needed"], len(asked) + len(departments))
    if opinions["needed"] == "all" and draw.random() < 0.3:
        opinions["see"] = "own"


def _rule(draw: Random, word: str, raw: Raw) -> Raw:
    states = list(raw["states"])
    bound = {"times": draw.randint(1, 2)} if word == "at_most" else {"state": draw.choice(states)}
    return {"always": word, "action": draw.choice(["agree", "agree", "object"]), **bound}
