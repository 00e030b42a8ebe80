"""Where an item can be in a proof, one way on from there, and who can still answer."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workflow.process.effect import (
    ASKING,
    MOST_JOINT,
    NO_OBJECTION,
    OPINIONS_GIVEN,
    Effect,
    is_joint,
)
from workflow.process.failures import Step, party_title
from workflow.process.moves import State, Transition
from workflow.process.shape import Process
from workflow.values.vocabulary import OwnRole, Role


class Place(NamedTuple):
    """A state, how often each counted action was done, and whether the watched one was.

    `case` is the number of the case that the submitted sheet falls in, None before the first
    submission and where nothing branches. `joint` is how many joint departments that sheet names,
    None before and where no state asks them. `asked` of them were asked on arrival, `answered`
    are those who gave the opinion that the state asks for, `objected` whether one of them objects.
    """

    state: str
    counts: tuple[int, ...]
    seen: bool
    case: int | None = None
    joint: int | None = None
    asked: int = 0
    answered: frozenset[str] = frozenset()
    objected: bool = False


class Move(NamedTuple):
    """One way on from a place: by which action, in which case from then on, and to where."""

    transition: Transition
    step: Step
    to: Place

    @property
    def gives_up(self) -> bool:
        """Whether the item ends unfinished by it."""
        return self.transition.effect is Effect.GIVE_UP


# --------------------------------------------------------- who can still answer


Told = tuple[str, str]
"""In English and in Japanese."""


def most_joint(process: Process, counted: Mapping[str, int]) -> int:
    """How many joint departments an item has in a proof, by the counts of actions.

    More of them could do nothing else: they answer alike, and one more than are counted is one
    too many already.
    """
    asking = [one.opinions for one in process.states.values() if asks_joint(one)]
    if not asking:
        return 0
    answering = {one.action for one in process.transitions if one.answers}
    answers = 1 + sum(counted.get(action, 0) for action in answering)
    needed = max(one.needed or 1 for one in asking if one)
    return min(MOST_JOINT, max(answers, needed))


def asks_joint(state: State) -> bool:
    """Whether the joint departments of an item are asked in a state."""
    return state.opinions is not None and state.opinions.joint


def still_asked(process: Process, place: Place, transition: Transition) -> Iterator[str]:
    """Those who are asked, may answer so, and have not answered; of joint departments the next."""
    opinions = process.states[place.state].opinions
    next_joint = True
    for party in opinions.parties(place.asked) if opinions else ():
        if party in place.answered or not _may_answer(process, party, transition):
            continue
        if not is_joint(party) or next_joint:
            yield party
        next_joint = next_joint and not is_joint(party)


def _may_answer(process: Process, party: str, transition: Transition) -> bool:
    """Whether this move asks this role or department."""
    if isinstance(party, Role | OwnRole):
        return party in transition.roles
    return any(process.is_of_department(role) for role in transition.roles)


def allow(process: Process, place: Place, transition: Transition) -> bool:
    """Whether the opinions given in a place let a move be made that asks for them."""
    opinions = process.states[place.state].opinions
    if opinions is None:
        return not ASKING.intersection(transition.guards)
    if NO_OBJECTION in transition.guards and place.objected:
        return False
    waits = OPINIONS_GIVEN in transition.guards and opinions.silence is None
    return not waits or not _short(process, place)


def silence(process: Process, place: Place, transition: Transition) -> Told | None:
    """The step in which days pass without an answer, if a move waits for that."""
    opinions = process.states[place.state].opinions
    if opinions is None or OPINIONS_GIVEN not in transition.guards or not _short(process, place):
        return None
    days = opinions.silence
    return f"after {days} business days without an answer", f"{days}開庁日、回答なし"


def _short(process: Process, place: Place) -> bool:
    """Whether fewer have answered than have to."""
    opinions = process.states[place.state].opinions
    if opinions is None:
        return False
    return len(place.answered) < opinions.enough(len(opinions.parties(place.asked)))


def told(process: Process, party: str) -> Told:
    """Who answers, in a path: by name in English, by title in Japanese."""
    title = party_title(process, party)
    return title["en"] if is_joint(party) else party, title["ja"]


def joint_told(joint: int) -> Told:
    """How many joint departments an item has, in a path."""
    if not joint:
        return "no joint department", "共同の部局なし"
    return f"{joint} joint department{'s' if joint > 1 else ''}", f"共同の部局が{joint}つ"
