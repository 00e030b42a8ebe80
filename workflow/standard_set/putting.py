"""The standard set is shown before it is put in place, and put again for what is missing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select

from workflow import calendar, evaluation, ledger, masters, office
from workflow.evaluation import SessionPlan
from workflow.models import Criterion, Cycle
from workflow.standard_set.lines import LISTS, Line, Part, lacking, weights
from workflow.values.actor import require_administrator
from workflow.values.canonical import fingerprint
from workflow.values.errors import ContentChanged, InputRefused, Problem
from workflow.values.fiscal import fiscal_year
from workflow.work import Work


@dataclass(frozen=True)
class StandardSet:
    """What the office lacks of the set in this fiscal year; `seen` goes with the order."""

    fiscal_year: int
    lines: tuple[Line, ...]

    def of(self, part: Part) -> tuple[Line, ...]:
        """The lines of a part."""
        return tuple(one for one in self.lines if one.part is part)

    @property
    def seen(self) -> str:
        """A fingerprint of what is lacking."""
        lines = [[one.key, one.name.ja, [str(day) for day in one.days]] for one in self.lines]
        return fingerprint([self.fiscal_year, lines])


def proposal(work: Work) -> StandardSet:
    """What the office lacks of the set. Raises WrongRole."""
    require_administrator(work.actor)
    year = fiscal_year(work.today)
    return StandardSet(year, tuple(lacking(work, year)))


def put(work: Work, chosen: Collection[str], seen: str) -> int:
    """Put the chosen lines (by key) in place, all or none; gives how many there were.

    What is there already is left as it is: sent twice it is done once. Raises WrongRole,
    InputRefused (lines: none is chosen), ContentChanged (something else is lacking now).
    """
    require_administrator(work.actor)
    ledger.lock(work)  # two at once would both find the same lacking
    found = proposal(work)
    if not chosen:
        raise InputRefused([Problem("lines", "required")])
    wanted = [one for one in found.lines if one.key in chosen]
    if not wanted:
        return 0
    if seen != found.seen:
        raise ContentChanged()
    return _put(work, found.fiscal_year, wanted)


def put_all(work: Work) -> int:
    """Put everything in place that the office lacks and has not decided otherwise; gives how many.

    Raises WrongRole.
    """
    found = proposal(work)
    return _put(work, found.fiscal_year, [one for one in found.lines if one.is_advised])


def _put(work: Work, year: int, lines: Sequence[Line]) -> int:
    for part, do in _MAKERS.items():
        if of_part := [one for one in lines if one.part is part]:
            do(work, year, of_part)
    return len(lines)


def _add_entries(work: Work, _year: int, lines: Sequence[Line]) -> None:
    for one in lines:
        masters.add(
            work, LISTS[one.part], one.code, one.name, needs_conditions=one.needs_conditions
        )


def _require(work: Work, _year: int, lines: Sequence[Line]) -> None:
    known = office.profile(work)
    required = {*known.office.required, *(one.code for one in lines)}
    office.ask_for(work, required, known.office.hidden, known.version)


def _hide(work: Work, _year: int, lines: Sequence[Line]) -> None:
    known = office.profile(work)
    hidden = {*known.office.hidden, *(one.code for one in lines)}
    office.ask_for(work, known.office.required, hidden, known.version)


def _add_cycles(work: Work, _year: int, lines: Sequence[Line]) -> None:
    for one in lines:
        calendar.add_cycle(work, one.draft)


def _add_sessions(work: Work, year: int, lines: Sequence[Line]) -> None:
    """Each with those of its cycles that there are, by the criteria in use; without evaluators."""
    criteria = tuple(work.session.scalars(select(Criterion.code).where(Criterion.active)))
    for one in lines:
        if not (cycles := _there(work, one)):
            continue
        calendar.add_session(work, replace(one.draft, cycle_ids=cycles))
        plan = SessionPlan(year, one.name, one.days[0], cycles, (), (), criteria, weights=weights())
        evaluation.set_up_session(work, plan)


def _add_meetings(work: Work, _year: int, lines: Sequence[Line]) -> None:
    for one in lines:
        calendar.add_meeting(work, replace(one.draft, cycle_ids=_there(work, one)))


def _there(work: Work, line: Line) -> tuple[str, ...]:
    """Those of its cycles that the office has."""
    query = select(Cycle.id).where(Cycle.id.in_(line.cycles)).order_by(Cycle.id)
    return tuple(work.session.scalars(query))


_MAKERS: Final[Mapping[Part, Callable[[Work, int, Sequence[Line]], None]]] = {
    **dict.fromkeys(LISTS, _add_entries),
    Part.REQUIRED: _require,
    Part.HIDDEN: _hide,
    Part.CYCLES: _add_cycles,
    Part.SESSIONS: _add_sessions,
    Part.MEETINGS: _add_meetings,
}
"""In the order in which the parts need one another."""
