"""Plain facts to ask the rules about: no database is needed for them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workflow.items.context import CycleFacts, ItemContext
from workflow.process import bundled, load_sound
from workflow.process.shape import Process
from workflow.values.actor import Actor, Grant, Title
from workflow.values.vocabulary import Role

TODAY = date(2021, 8, 2)


@pytest.fixture(scope="session")
def standard() -> Process:
    """The standard process."""
    return load_sound(bundled()["standard"], "standard")


@pytest.fixture
def a_cycle() -> Callable[..., CycleFacts]:
    """`a_cycle(closed=True, …)`: September's cycle, unless said otherwise."""

    def make(**changes: Any) -> CycleFacts:
        usual = {
            "id": "2021-09",
            "kind": "september",
            "opens_on": date(2021, 7, 12),
            "closed": False,
            "submission_deadline": date(2021, 8, 20),
            "review_deadline": date(2021, 8, 27),
        }
        return CycleFacts(**(usual | changes))

    return make


@pytest.fixture
def a_context(standard: Process, a_cycle: Callable[..., CycleFacts]) -> Callable[..., ItemContext]:
    """`a_context("submitted", submitted_by=7, …)`: an item of department 1."""

    def make(state: str = "draft", **changes: Any) -> ItemContext:
        usual = {"process": standard, "department_id": 1, "cycle": a_cycle(), "today": TODAY}
        return ItemContext(state=state, **(usual | changes))

    return make


@pytest.fixture
def an_actor() -> Callable[..., Actor]:
    """`an_actor(Role.OFFICER, 1, person=7)`: somebody with one role."""

    def make(role: Role | None = None, department: int | None = None, person: int = 7) -> Actor:
        grants = frozenset({Grant(role, department)} if role else set())
        return Actor(person, f"person-{person}", Title("人", "Person"), grants)

    return make
