"""Whether an item may go on in a state of another version, by what was done with it so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from workflow.items.context import ItemContext
from workflow.process.moves import Always
from workflow.process.paths import Paths
from workflow.process.shape import Process
from workflow.values.vocabulary import Action

DEEDS: Final = (Action.SUBMIT, Action.EVALUATE)
"""Actions that leave something with an item on which its states rely."""


class Against(StrEnum):
    """Why an item cannot go on by another version."""

    NOT_DONE = "not_done"
    """The state is reached only after an action that was not taken on this item."""
    USED_UP = "used_up"
    """It took actions so often that the new version does not lead here."""
    SEPARATION = "separation"
    """Somebody took two actions that the new version keeps apart."""
    EVALUATED = "evaluated"
    """An evaluation stands, and the state is one in which it is evaluated."""
    NOBODY = "nobody"
    """Nobody could act on it, and somebody can today."""


@dataclass(frozen=True)
class Objection:
    """One reason, with the actions that it is about."""

    against: Against
    actions: tuple[str, ...] = ()


def objections(
    context: ItemContext, new: Process, state: str, *, evaluated: bool
) -> Iterator[Objection]:
    """What the item's past says against `state` of the process `new`.

    `evaluated` says whether an evaluation of it stands. Whether somebody can act is not asked.
    """
    for pair in sorted(map(sorted, new.separate_pairs())):
        one, other = (context.doers.get(action, frozenset()) for action in pair)
        if one & other:
            yield Objection(Against.SEPARATION, tuple(pair))
    if evaluated and Action.EVALUATE in new.actions_from(state):
        yield Objection(Against.EVALUATED, (Action.EVALUATE,))
    for action in _watched(new):
        done = evaluated if action == Action.EVALUATE else bool(context.doers.get(action))
        if against := _misplaced(context.times, new, state, action, done=done):
            yield Objection(against, (action,) if against is Against.NOT_DONE else ())
            return


def _watched(process: Process) -> tuple[str, ...]:
    """The actions that matter if done; "" asks for the place alone."""
    ruled = [rule.action for rule in process.rules if rule.always is Always.BEFORE]
    deeds = [deed for deed in DEEDS if deed in process.actions]
    return tuple(dict.fromkeys([*ruled, *deeds, ""]))


def _misplaced(
    times: Mapping[str, int], process: Process, state: str, action: str, *, done: bool
) -> Against | None:
    known = _places(process, action)
    counts = tuple(min(times.get(name, 0), most) for name, most in process.limits.items())
    if any((state, counts, seen) in known for seen in ({True, False} if done else {False})):
        return None
    unseen = any(place == state and not seen for place, _, seen in known)
    return Against.USED_UP if done or unseen else Against.NOT_DONE


@lru_cache(maxsize=128)
def _places(process: Process, watched: str) -> frozenset[tuple[str, tuple[int, ...], bool]]:
    """All that can be reached: a state, how often limited actions were taken, `watched` or not.

    Of a process too large to be explored so, what was not come upon counts as out of reach.
    """
    return frozenset((one.state, one.counts, one.seen) for one in Paths(process, watched))
