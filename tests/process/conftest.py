"""Processes that tests ask for, and a short way to write one that shows what a test is about."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from tests.support.processes import table
from workflow.process import bundled, load_sound
from workflow.process.definition import load
from workflow.process.shape import Process

Moves = Iterable[tuple[str, list[str], str] | tuple[str, list[str], str, dict[str, Any]]]


def compose_text(
    states: Mapping[str, str], moves: Moves, rules: Iterable[Mapping[str, Any]] = ()
) -> str:
    """Write a definition; a state's value is whose turn it is, or "final", or "" for nobody's.

    The first state is the initial one and its `create` is added. A move is
    (action, sources, target) and what else its table says; its role is officer.
    """
    initial = next(iter(states))
    parts = [
        f'name = "tried"\nversion = 1\ninitial = "{initial}"\n'
        'title = { ja = "試し", en = "Tried" }\n'
    ]
    for name, turn in states.items():
        values: dict[str, Any] = {"title": {"ja": f"状態{name}", "en": f"State {name}"}}
        if turn == "final":
            values["final"] = True
        elif turn:
            values["turn"] = [turn]
        parts.append(table(f"[states.{name}]", values))
    for action, sources, target, *more in [("create", [], initial), *moves]:
        values = {
            "action": action,
            "title": {"ja": f"操作{action}", "en": f"Do {action}"},
            "from": sources,
            "to": target,
            "roles": ["officer"],
        }
        parts.append(table("[[transitions]]", values | (more[0] if more else {})))
    parts += [table("[[rules]]", rule) for rule in rules]
    return "\n".join(parts)


@pytest.fixture(scope="session")
def compose() -> Callable[..., Process]:
    """Give the function that turns states, moves and rules into a Process (loaded, not proved)."""
    return lambda *args, **kwargs: load(compose_text(*args, **kwargs))


@pytest.fixture(scope="session")
def composed_text() -> Callable[..., str]:
    """Give the function that turns states, moves and rules into the text of a definition."""
    return compose_text


# -------------------------------------------------------- whole, to be drawn


@pytest.fixture(params=sorted(bundled()))
def process(request: pytest.FixtureRequest) -> Process:
    """Each bundled process."""
    return load_sound(bundled()[request.param])


@pytest.fixture(params=["ja", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Each language in which the titles are."""
    return request.param


@pytest.fixture
def tricky() -> Process:
    """States named as keywords, a title full of signs, moves to oneself, over and back."""
    states = {"start": "officer", "create": "officer", "end": "officer", "note": "final"}
    moves = [
        ("go", ["start"], "create"),
        ("again", ["create"], "create"),
        ("leap", ["start", "create"], "end"),
        ("back", ["end"], "start"),
        ("finish", ["create", "end"], "note"),
        ("flow_create", ["start"], "note"),
    ]
    text = compose_text(states, moves)
    return load_sound(text.replace("State start", 'A <b> &amp; \\"c\\": d; #e'))
