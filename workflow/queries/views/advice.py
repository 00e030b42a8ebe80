"""What advisors know, what they were asked, and what they said."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow.actor import Title
from workflow.errors import Refusal
from workflow.vocabulary import Field


@dataclass(frozen=True)
class Expertise:
    """What an advisor is asked about: a field, a department's matters, or (neither) everything."""

    field: Field | None = None
    department_code: str | None = None
    department: Title | None = None

    @property
    def general(self) -> bool:
        """Whether it is everything."""
        return self.field is None and self.department_code is None


@dataclass(frozen=True)
class AdvisorView:
    """An advisor; the last three are about one item where one is looked at."""

    person_id: int
    name: Title
    expertise: tuple[Expertise, ...]
    fits: bool = False
    """Whether the expertise covers the item."""
    asked: bool = False
    """Whether a request waits for an answer."""
    involved: bool = False
    """Whether they are an officer of a department that carries the item: never asked then."""

    @property
    def general(self) -> bool:
        """Whether this is a generalist."""
        return any(one.general for one in self.expertise)

    @property
    def proposed(self) -> bool:
        """Whether the request should go to this advisor unless the center says otherwise."""
        return self.fits and not self.asked and not self.involved


@dataclass(frozen=True)
class Said:
    """One piece of advice; `on_this_sheet` is false where the sheet was changed since."""

    id: int
    text: str
    at: datetime
    replaced: bool
    on_this_sheet: bool


@dataclass(frozen=True)
class AdviceView:
    """What one advisor was asked about one item, and said to it, the latest first.

    To officers `question` is "" and `asked_by` None: what the center asks is its own affair.
    """

    request_id: int
    item_id: int
    item_name: str
    cycle_id: str
    department: Title
    section: str
    item_state: str
    advisor: Title
    advisor_id: int
    question: str
    asked_by: Title | None
    asked_at: datetime
    due_on: date
    days_left: int
    withdrawn_at: datetime | None
    said: tuple[Said, ...]
    advise_refusal: Refusal | None
    withdraw_refusal: Refusal | None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still expected."""
        return not self.said and self.withdrawn_at is None

    @property
    def latest(self) -> Said | None:
        """What holds now."""
        return self.said[0] if self.said else None
