"""Random definitions of processes, each made from a number and always the same."""

import json
from random import Random
from typing import Any

from tests.support.random_offices import asking_departments, with_own_roles

LIVE = ["draft", "s1", "s2", "s3"]
ACTIONS = ["submit", "a", "b", "withdraw"]
BANDS: list[dict[str, Any] | str] = [
    {"amount_kyen": {"below": 10}},
    {"amount_kyen": {"from": 10}},
    {"amount_kyen": {"from": 10, "below": 20}},
    {"amount_kyen": {"from": 20}},
    {"classification": ["new"]},
    {"classification": ["renewed", "new"]},
    {"funding": ["national"]},
    "otherwise",
]


def raw_definition(number: int) -> dict[str, Any]:
    """A definition as its TOML reads; most of them may branch, most have some mistake."""
    draw = Random(number)  # noqa: S311 - no secret
    branching, live = draw.random() < 0.6, LIVE[: draw.randint(2, len(LIVE))]
    moves: list[dict[str, Any]] = [_move("create", [], "draft")]
    taken: set[tuple[str, str]] = set()
    if draw.random() < 0.7:  # a straight way through, so that many are sound
        straight = list(zip(live, [*live[1:], "done"], ["submit", "a", "b", "a"], strict=False))
        moves += [_move(action, [source], to) for source, to, action in straight]
        taken = {(action, source) for source, _, action in straight}
    asking = draw.choice(live[1:]) if len(live) > 2 and draw.random() < 0.4 else ""
    moves += _opinions(draw, asking, live) if asking else []
    for _ in range(draw.randint(0, 5)):
        action = draw.choice(ACTIONS)
        wanted = draw.sample(live, draw.randint(1, len(live)))
        sources = [one for one in wanted if (action, one) not in taken]
        if not sources:
            continue
        taken.update((action, source) for source in sources)
        more = {"limit": draw.randint(1, 2)} if draw.random() < 0.2 else {}
        ways = draw.choice([1, 2, 2, 3]) if branching and draw.random() < 0.5 else 0
        for when in _partition(draw, ways) if ways else [None]:
            chosen = {} if when is None else {"when": when}
            moves.append(_move(action, sources, _target(draw, live), **chosen, **more))
    definition = {
        "name": "random",
        "version": 1,
        "title": {"ja": "乱数", "en": "Random"},
        "initial": "draft",
        "states": {
            **{name: _state(draw, name, asks=name == asking) for name in live},
            "done": {"title": {"ja": "済", "en": "Done"}, "final": True},
        },
        "transitions": moves,
        "rules": [_rule(draw, live) for _ in range(draw.choice([0, 0, 1, 1, 2]))],
    }
    if draw.random() < 0.2:
        moves += _by_itself(draw, moves, live)
    if draw.random() < 0.4:
        with_own_roles(draw, definition)
    if asking and draw.random() < 0.6:
        asking_departments(draw, definition, asking)
    return definition


def _by_itself(draw: Random, moves: list[dict[str, Any]], live: list[str]) -> list[dict[str, Any]]:
    """Automatic moves, most of them from states in which an item has a due day."""
    found = []
    for action in ("expire", "lapse")[: draw.choice([1, 1, 2])]:
        source = draw.choice(live)
        for move in [*moves, *found]:
            if move["to"] == source and draw.random() < 0.95:
                move["due"] = {"business_days": 3}
        limit = {"limit": draw.randint(1, 2)} if draw.random() < 0.3 else {}
        waits = {"automatic": {"after_business_days": 5}}
        move = _move(action, [source], draw.choice([*live, *["done"] * 4]), **waits, **limit)
        found.append({key: value for key, value in move.items() if key != "roles"})
    return found


def _state(draw: Random, name: str, *, asks: bool) -> dict[str, Any]:
    state: dict[str, Any] = {"title": {"ja": name, "en": name}, "turn": ["officer"]}
    if asks:
        silence = {"silence": 5} if draw.random() < 0.3 else {}
        needed = draw.choice(["all", "any", 1, 2])
        state["opinions"] = {"of": ["reviewer", "evaluator"], "needed": needed, **silence}
    return state


def _opinions(draw: Random, state: str, live: list[str]) -> list[dict[str, Any]]:
    """Answers and a way on that waits for them; sometimes one of them lacks, or too many may."""
    asked = draw.choice([["reviewer", "evaluator"]] * 4 + [["reviewer"], ["reviewer", "viewer"]])
    keeps = "same" if draw.random() < 0.9 else draw.choice(live)
    guards = [["opinions_given"], ["opinions_given", "no_objection"], ["no_objection"], []]
    found = [
        _move("agree", [state], keeps, effect="agree") | {"roles": asked},
        _move("object", [state], "same", effect="object") | {"roles": asked},
        _move("conclude", [state], _target(draw, live), guards=draw.choice(guards)),
    ]
    return [one for one in found if draw.random() < 0.85]


def _partition(draw: Random, ways: int) -> list[dict[str, Any] | str]:
    """Branches: sometimes a real partition, sometimes whatever comes."""
    if ways == 2 and draw.random() < 0.7:
        cut = draw.choice([10, 20])
        return [{"amount_kyen": {"below": cut}}, {"amount_kyen": {"from": cut}}]
    if draw.random() < 0.5:
        return [*draw.sample(BANDS[:-1], ways - 1), "otherwise"]
    return draw.sample(BANDS, ways)


def _target(draw: Random, live: list[str]) -> str:
    return draw.choice([*live, "done", "done", "same"])


def _move(action: str, sources: list[str], to: str, **more: Any) -> dict[str, Any]:
    title = {"ja": action, "en": action}
    base = {"action": action, "title": title, "from": sources, "to": to, "roles": ["officer"]}
    return {**base, **more}


def _rule(draw: Random, live: list[str]) -> dict[str, Any]:
    word = draw.choice(["before", "never", "at_most", "eventually"])
    rule: dict[str, Any] = {"always": word}
    if word != "eventually":
        rule["action"] = draw.choice(ACTIONS)
    if word in {"before", "never"}:
        rule["state"] = draw.choice([*live, "done"])
    if word == "at_most":
        rule["times"] = draw.randint(1, 2)
    return rule


def written(raw: dict[str, Any]) -> str:
    """The definition as TOML."""
    lines = [f"{key} = {_value(raw[key])}" for key in ("name", "version", "title", "initial")]
    for name, state in raw["states"].items():
        lines += [f"[states.{name}]", *_pairs(state)]
    for name, role in raw.get("roles", {}).items():
        lines += [f"[roles.{name}]", *_pairs(role)]
    for head in ("transitions", "rules"):
        for one in raw[head]:
            lines += [f"[[{head}]]", *_pairs(one)]
    return "\n".join(lines) + "\n"


def _pairs(table: dict[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(_pairs(value)) + " }"
    return json.dumps(value, ensure_ascii=False)
