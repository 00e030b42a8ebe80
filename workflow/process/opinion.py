"""Parallel opinions (合議): who is asked in a state, and when enough of them have answered."""

from dataclasses import dataclass
from typing import Final

from workflow.process.effect import Effect
from workflow.values.vocabulary import AnyRole

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
