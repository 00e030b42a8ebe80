"""A meeting's agenda: papers with their numbers, saved as a whole, every version kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.errors import Conflict, InputRefused, Problem, SomeoneElseActedFirst
from workflow.models import Agenda
from workflow.queries.views.editions import AgendaEntry
from workflow.services import meetings
from workflow.services.reports import require_keep
from workflow.services.sheets import text_problem
from workflow.text import TextUnclean, clean_line

LONGEST_TITLE: Final = 200
MOST_ENTRIES: Final = 60
GREATEST_NUMBER: Final = 99


class AgendaFrozen(Conflict):
    """The meeting's report is frozen, and its papers' numbers with it."""

    key = "agenda_frozen"


def save(
    session: Session,
    meeting_id: int,
    entries: Sequence[AgendaEntry],
    actor: Actor | None,
    at: datetime,
    seen: int,
) -> None:
    """Make `entries` the agenda; `seen` is the version that was on the screen, 0 for none.

    The same entries again change nothing. Raises WrongRole, NotFound, AgendaFrozen,
    InputRefused, SomeoneElseActedFirst.
    """
    actor = require_keep(actor)
    if meetings.held(session, meeting_id).report_frozen_at:
        raise AgendaFrozen()
    kept = _cleaned(entries)
    last = _last(session, meeting_id)
    if last is not None and last.entries == kept:
        return
    if seen != (last.version if last else 0):
        raise SomeoneElseActedFirst()
    _add(session, meeting_id, seen + 1, kept, actor.person_id, at)


def set_up(session: Session, meeting_id: int, entries: Sequence[AgendaEntry], at: datetime) -> None:
    """The first agenda of a meeting, as it comes with reference data.

    Raises NotFound, InputRefused, SomeoneElseActedFirst where there is one.
    """
    meetings.held(session, meeting_id)
    if _last(session, meeting_id):
        raise SomeoneElseActedFirst()
    _add(session, meeting_id, 1, _cleaned(entries), None, at)


def _last(session: Session, meeting_id: int) -> Agenda | None:
    kept = select(Agenda).where(Agenda.meeting_id == meeting_id)
    return session.scalar(kept.order_by(Agenda.version.desc()).limit(1))


def _add(
    session: Session,
    meeting_id: int,
    version: int,
    kept: list[dict[str, int | str]],
    by: int | None,
    at: datetime,
) -> None:
    session.add(
        Agenda(meeting_id=meeting_id, version=version, entries=kept, saved_by=by, saved_at=at)
    )
    session.flush()


def _cleaned(entries: Sequence[AgendaEntry]) -> list[dict[str, int | str]]:
    """The entries in the order of their numbers, as they are kept."""
    problems = list(_problems(entries))
    if problems:
        raise InputRefused(problems)
    return [
        {"group": one.group, "number": one.number, "title": one.title.strip(), "kind": one.kind}
        for one in sorted(entries, key=lambda one: (one.group, one.number))
    ]


def _problems(entries: Sequence[AgendaEntry]) -> Iterator[Problem]:
    if len(entries) > MOST_ENTRIES:
        yield Problem("entries", "too_many", {"limit": MOST_ENTRIES})
        return
    numbers: set[tuple[int, int]] = set()
    for place, one in enumerate(entries):
        if not (0 < one.group <= GREATEST_NUMBER and 0 < one.number <= GREATEST_NUMBER):
            yield Problem(f"number-{place}", "paper_number_out_of_range")
        elif (one.group, one.number) in numbers:
            yield Problem(f"number-{place}", "paper_number_twice", {"paper": one.paper})
        numbers.add((one.group, one.number))
        yield from _title_problems(place, one.title)


def _title_problems(place: int, title: str) -> Iterator[Problem]:
    try:
        if not clean_line(title, LONGEST_TITLE):
            yield Problem(f"title-{place}", "required")
    except TextUnclean as unclean:
        yield text_problem(f"title-{place}", unclean)
