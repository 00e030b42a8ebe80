"""Many systems at once: the next round of review opens, and departments are asked to answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from workflow import ledger
from workflow.models import System
from workflow.systems import record
from workflow.systems.commands import answer_day, begin_round
from workflow.systems.policy import ASSESSORS
from workflow.systems.queries import by_state
from workflow.systems.record import tell_all
from workflow.systems.selecting import narrowing
from workflow.systems.views import SystemFilter
from workflow.values.actor import require_role
from workflow.values.errors import Conflict, InputRefused, Problem
from workflow.values.systems import ReviewState, SystemAct
from workflow.work import Work

MOST: Final = 1000
"""Systems asked about at one time: each is an entry of the record, which nobody else writes to
meanwhile."""


class NothingToAsk(Conflict):
    """No system that a filter leaves waits for a survey or for the next round of review."""

    key = "systems_nothing_to_ask"


@dataclass(frozen=True)
class Round:
    """How many systems a filter leaves whose survey is open, and whose next round would begin."""

    asked: int
    opened: int

    @property
    def total(self) -> int:
        """How many departments would have to answer on."""
        return self.asked + self.opened


def foreseen(work: Work, wanted: SystemFilter) -> Round:
    """What `ask_all` would do. Raises NotSignedIn, WrongRole."""
    require_role(work.actor, ASSESSORS)
    counts = by_state(work, wanted)
    asked = {ReviewState.SURVEY, ReviewState.DONE}
    if wanted.state:
        asked &= {wanted.state}
    return Round(
        *(counts[one] if one in asked else 0 for one in (ReviewState.SURVEY, ReviewState.DONE))
    )


def ask_all(work: Work, wanted: SystemFilter, answer_by: date | None) -> Round:
    """Ask for the surveys of all that a filter leaves; systems that are done begin a new round.

    Systems of which the same was asked already stay as they are. Raises NotSignedIn, WrongRole,
    InputRefused (answer_by), NothingToAsk.
    """
    require_role(work.actor, ASSESSORS)
    day = answer_day(work, SystemAct.ASK, answer_by)
    asking = System.state.in_((ReviewState.SURVEY, ReviewState.DONE))
    query = select(System).where(asking, *narrowing(work.actor, wanted)).order_by(System.id)
    found = work.session.scalars(query.limit(MOST + 1).with_for_update()).all()
    if not found or day is None:
        raise NothingToAsk()
    if len(found) > MOST:
        raise InputRefused([Problem("answer_by", "too_many", {"limit": MOST})])
    ledger.lock(work)
    done = [one for one in found if one.state == ReviewState.DONE]
    asked = [one for one in found if one.state == ReviewState.SURVEY and one.answer_by != day]
    for act, systems in ((SystemAct.REVIEW, done), (SystemAct.ASK, asked)):
        before = record.fields_of(work.session, systems)
        for system in systems:
            if act is SystemAct.REVIEW:
                begin_round(system)
                system.state = ReviewState.SURVEY
            system.answer_by = day
        record.put_all(work, systems, act, before)
    tell_all(work, [*done, *asked], day)
    return Round(len(asked), len(done))
