"""Ways back through what was explored: to where it began, and from where a goal is reached."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from workflow.process.failures import Step

Node = TypeVar("Node", bound=Hashable)


def steps_to(node: Node, reached: Mapping[Node, tuple[Node | None, Step]]) -> tuple[Step, ...]:
    """List the steps of the way by which `node` was reached; where it began came from None."""
    steps: list[Step] = []
    at: Node | None = node
    while at is not None:
        at, step = reached[at]
        steps.append(step)
    return tuple(reversed(steps))


def leading_to(edges: Iterable[tuple[Node, Node]], goals: Iterable[Node]) -> set[Node]:
    """Give all nodes from which some goal can be reached, the goals among them."""
    before: dict[Node, list[Node]] = {}
    for source, target in edges:
        before.setdefault(target, []).append(source)
    found = set(goals)
    waiting = list(found)
    while waiting:
        for source in before.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found
