"""What is asked of whoever keeps the substitutes: one person shall stand in for another."""

from dataclasses import dataclass
from datetime import date

from workflow.vocabulary import Role

Act = tuple[int, int]
"""A move: the item and the place in its history."""


@dataclass(frozen=True)
class Appointment:
    """Who shall stand in for whom, in which role and for which department, on which days."""

    person_id: int
    substitute_id: int
    role: Role
    department_id: int | None
    from_on: date
    until_on: date
