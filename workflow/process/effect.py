"""What the program does with a move besides recording it; the opinions (合議) it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workflow.values.vocabulary import Action, AnyRole


class Effect(StrEnum):
    """What the program does with a move besides moving and recording; a definition asks for it."""

    FREEZE = "freeze"
    """What is submitted becomes the next revision, and a round is counted."""
    JUDGE = "judge"
    """The sheet has to have been seen, and open questions are pointed out."""
    EVALUATE = "evaluate"
    UNDO_EVALUATION = "undo_evaluation"
    REPORT = "report"
    RETURN = "return"
    """The department has the sheet back, and reads the reason above it."""
    GIVE_UP = "give_up"
    """The item ends unfinished: that is nobody's turn and no way to complete it."""
    CARRY_OVER = "carry_over"
    AGREE = "agree"
    """Somebody who is asked for an opinion has nothing against it."""
    OBJECT = "object"
    """Somebody who is asked for an opinion objects."""


EFFECT_OF: Final[Mapping[str, Effect]] = {
    Action.SUBMIT: Effect.FREEZE,
    Action.APPROVE: Effect.JUDGE,
    Action.EVALUATE: Effect.EVALUATE,
    Action.REOPEN: Effect.UNDO_EVALUATION,
    Action.REPORT: Effect.REPORT,
    Action.SEND_BACK: Effect.RETURN,
    Action.WITHDRAW: Effect.GIVE_UP,
    Action.CARRY_OVER: Effect.CARRY_OVER,
}
"""The effect that an action of this name has, whether or not its table asks for it."""

EVIDENCE: Final[Mapping[Effect, str]] = {
    effect: str(action)
    for action, effect in EFFECT_OF.items()
    if effect not in {Effect.JUDGE, Effect.RETURN, Effect.GIVE_UP}
}
"""Effects that leave rows behind: ledger, audit and reports find them by this one action."""

GUARD_OF: Final[Mapping[Effect, str]] = {
    Effect.FREEZE: "form_complete",
    Effect.EVALUATE: "evaluation_complete",
    Effect.REPORT: "meeting_given",
    Effect.CARRY_OVER: "next_cycle_given",
}
"""The guard without which an effect has nothing to work with."""


# --------------------------------------------------------------------- opinions


OPINIONS_GIVEN: Final = "opinions_given"
"""The guard that asks for as many answers as the state needs."""

NO_OBJECTION: Final = "no_objection"
"""The guard that refuses where one of the answers objects."""

ASKING: Final = frozenset({OPINIONS_GIVEN, NO_OBJECTION})
"""Guards that look at opinions."""

ANSWERS: Final = frozenset({Effect.AGREE, Effect.OBJECT})
"""What somebody who is asked does: the state stays, the answer goes into the record."""

MOST_JOINT: Final = 12
"""So many joint departments an item can name on its sheet."""

_JOINT: Final = "joint:"
_DEPARTMENT: Final = "department:"


def department_party(code: str) -> str:
    """What a department that is asked is called among roles, by its code."""
    return f"{_DEPARTMENT}{code}"


def department_code(party: str) -> str:
    """The code of a department that is asked, by what it is called among roles."""
    return party.removeprefix(_DEPARTMENT)


def joint_party(number: int) -> str:
    """What one of the joint departments of an item is called: a proof knows none of them."""
    return f"{_JOINT}{number}"


def is_joint(party: str) -> bool:
    """Whether one who is asked is a joint department of an item."""
    return party.startswith(_JOINT)


@dataclass(frozen=True)
class Opinions:
    """Whose opinions a state asks for, side by side: roles, and departments by code or `joint`.

    `needed` of them have to answer; None: all. After `silence` business days without an answer
    nobody has anything against it; None: there is no going on without answers. Where `closed`,
    nobody reads another's answer before all are in or the item goes on.
    """

    of: tuple[AnyRole, ...]
    needed: int | None
    silence: int | None = None
    departments: tuple[str, ...] = ()
    joint: bool = False
    closed: bool = False

    @property
    def asks_departments(self) -> bool:
        """Whether departments are asked too: their officers answer, or an own role there."""
        return self.joint or bool(self.departments)

    def parties(self, joint: int) -> tuple[str, ...]:
        """Everybody who is asked, as proofs see it, on an item of so many joint departments."""
        named = map(department_party, self.departments)
        return (*self.of, *named, *map(joint_party, range(joint if self.joint else 0)))

    def enough(self, asked: int) -> int:
        """How many have to answer where so many are asked."""
        return asked if self.needed is None else min(self.needed, asked)
