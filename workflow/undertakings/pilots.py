"""Pilot projects (実証プロジェクト) of an undertaking: chosen, carried out, and their results."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from workflow import ledger
from workflow.models import UndertakingPilot
from workflow.undertakings import record
from workflow.undertakings.policy import require_writer
from workflow.undertakings.record import locked_part, require_room
from workflow.undertakings.rows import locked
from workflow.undertakings.steps import LONGEST_TEXT
from workflow.values.cleaning import Checking
from workflow.values.promotion import Conclusion
from workflow.work import Work

LONGEST_THEME: Final = 200
MOST_PILOTS: Final = 100
"""Pilots of one undertaking."""


@dataclass(frozen=True)
class PilotDraft:
    """A pilot as typed; `conclusion` and `outcome` once it is over."""

    theme: str
    partner: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    conclusion: Conclusion | None = None
    outcome: str = ""


def add_pilot(work: Work, undertaking_id: int, given: PilotDraft) -> int:
    """Add a pilot; gives its id. One with the same theme and partner is not added twice.

    Raises WrongRole, NotFound, InputRefused (theme, partner, ends_on, conclusion, outcome).
    """
    require_writer(work.actor)
    ledger.lock(work)  # the same sent twice at once would find nothing
    row = locked(work, undertaking_id)
    values = _values(given)
    same = {name: values[name] for name in ("theme", "partner")} | {"undertaking_id": row.id}
    there = work.session.scalar(select(UndertakingPilot.id).filter_by(**same).limit(1))
    if there is not None:
        return there
    require_room(work, UndertakingPilot, row.id, MOST_PILOTS, field="theme")
    pilot = UndertakingPilot(undertaking_id=row.id, **values)
    work.session.add(pilot)
    work.session.flush()
    record.put(work, pilot)
    return pilot.id


def change_pilot(work: Work, pilot_id: int, given: PilotDraft, seen: str) -> None:
    """Write a pilot anew, with what it came to.

    Raises WrongRole, NotFound, UndertakingChanged, InputRefused as `add_pilot`.
    """
    require_writer(work.actor)
    pilot = locked_part(work, UndertakingPilot, pilot_id)
    record.rewrite(work, pilot, _values(given), seen)


def _values(given: PilotDraft) -> dict[str, Any]:
    check = Checking()
    check.in_order("ends_on", given.begins_on, given.ends_on)
    over = given.conclusion is not None
    values = {
        "theme": check.line("theme", given.theme, LONGEST_THEME, needed=True),
        "partner": check.line("partner", given.partner, LONGEST_THEME),
        "begins_on": given.begins_on,
        "ends_on": given.ends_on,
        "conclusion": given.conclusion.value if given.conclusion else None,
        "outcome": check.block("outcome", given.outcome, LONGEST_TEXT, needed=over),
    }
    if values["outcome"] and not over:
        check.wrong("conclusion", "required")
    check.done()
    return values
