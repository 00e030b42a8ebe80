"""What is read of substitutes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workflow.actor import Title
from workflow.queries.views.evaluation import PersonView
from workflow.queries.views.items import Move
from workflow.vocabulary import Role


class Standing(StrEnum):
    """Where a substitution stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True)
class SubstituteView:
    """One person standing in for another; `department` is None for all of them."""

    id: int
    person: PersonView
    substitute: PersonView
    role: Role
    department: Title | None
    from_on: date
    until_on: date
    set_by: Title
    set_at: datetime
    ended_at: datetime | None
    ended_by: Title | None
    standing: Standing

    @property
    def can_end(self) -> bool:
        """Whether there is anything left to end."""
        return self.standing in (Standing.COMING, Standing.IN_FORCE)


@dataclass(frozen=True)
class DoneForMe:
    """A move made in one's name, with its item; `acknowledged_at` is the moment of 後閲."""

    item_id: int
    item_name: str
    section: str
    move: Move
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class DonePage:
    """What was done in one's name, what waits for 後閲 first; `more` where there is further."""

    rows: tuple[DoneForMe, ...]
    waiting: int
    more: bool


@dataclass(frozen=True)
class GrantChoice:
    """A role that somebody could have a substitute in."""

    role: Role
    department_id: int | None
    department: Title | None


@dataclass(frozen=True)
class Candidate:
    """An active person, and what of theirs a substitute could be set for."""

    id: int
    login: str
    name: Title
    grants: tuple[GrantChoice, ...]
    departments: tuple[Title, ...]
    """Where they are officers: to tell people of one name apart."""
