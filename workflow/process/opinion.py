"""Parallel opinions (合議): who is asked in a state, and when enough of them have answered."""

from collections.abc import Collection
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

JOINT: Final = "joint_departments"
"""What a proof calls the joint departments of an item: it knows no item, nor how many there are."""

_DEPARTMENT: Final = "department:"


def department_party(code: str) -> str:
    """What a department that is asked is called among roles, by its code."""
    return f"{_DEPARTMENT}{code}"


def department_code(party: str) -> str:
    """The code of a department that is asked, by what it is called among roles."""
    return party.removeprefix(_DEPARTMENT)


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

    @property
    def parties(self) -> tuple[str, ...]:
        """Everybody who is asked, as proofs see it; the joint departments are one."""
        named = map(department_party, self.departments)
        return (*self.of, *named, *((JOINT,) if self.joint else ()))

    def enough(self, asked: int) -> int:
        """How many have to answer where so many are asked."""
        return asked if self.needed is None else min(self.needed, asked)

    def may_be_complete(self, answered: Collection[str]) -> bool:
        """Whether enough have answered on an item that has as few joint departments as helps."""
        sure = [one for one in self.parties if one != JOINT]
        return len(answered) >= self.enough(len(self.parties)) or (
            len(set(answered) - {JOINT}) >= self.enough(len(sure))
        )
