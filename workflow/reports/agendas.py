"""A meeting's agenda: papers with their numbers, saved as a whole, every version saved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from workflow import office
from workflow.calendar.meetings import lock_meeting
from workflow.documents import Document, Draft, report
from workflow.documents.list_building import title_of_budgets
from workflow.documents.listing import STAGES
from workflow.documents.rendering import draft
from workflow.items.list_views import ItemFilter
from workflow.items.reference import MeetingView, cycles, meeting, meetings
from workflow.models import Agenda, Meeting, Person
from workflow.reports import policy
from workflow.values.actor import Title
from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem, SomeoneElseActedFirst
from workflow.values.text import TextUnclean, clean_line
from workflow.values.vocabulary import AgendaKind, Stage
from workflow.work import Work, built

LONGEST_TITLE: Final = 200
MOST_ENTRIES: Final = 60
GREATEST_NUMBER: Final = 99
_PAPER: Final = re.compile(r"([1-9][0-9]?)-([1-9][0-9]?)$")


@dataclass(frozen=True)
class AgendaEntry:
    """A paper of a meeting: 資料1-6 is group 1, number 6."""

    group: int
    number: int
    title: str
    kind: AgendaKind = AgendaKind.FREE

    @property
    def paper(self) -> str:
        """資料1-6."""
        return f"資料{self.group}-{self.number}"


@dataclass(frozen=True)
class AgendaView:
    """The newest agenda of a meeting; version 0 where there is none yet."""

    meeting: MeetingView
    version: int
    entries: tuple[AgendaEntry, ...]
    frozen: bool
    by: Title | None = None
    at: datetime | None = None

    def paper_of(self, kind: AgendaKind) -> str | None:
        """The number of the first paper of a kind."""
        return next((one.paper for one in self.entries if one.kind is kind), None)


def save_agenda(work: Work, meeting_id: int, entries: Sequence[AgendaEntry], seen: int) -> None:
    """Make `entries` the agenda; `seen` is the version that was on the screen, 0 for none.

    The same entries again change nothing. Raises WrongRole, NotFound, AgendaFrozen,
    InputRefused, SomeoneElseActedFirst.
    """
    actor = policy.require_edit(work.actor)
    row = lock_meeting(work, meeting_id)
    if refusal := policy.agenda_refusal(is_frozen=row.report_frozen_at is not None):
        raise refusal
    cleaned = cleaned_entries(entries)
    last = _last(work.session, meeting_id)
    if last is not None and last.entries == cleaned:
        return
    if seen != (last.version if last else 0):
        raise SomeoneElseActedFirst()
    _add(work, meeting_id, seen + 1, cleaned, actor.person_id)


def set_up_agenda(work: Work, meeting_id: int, entries: Sequence[AgendaEntry]) -> None:
    """The first agenda of a meeting, as it comes with reference data.

    Raises NotFound, InputRefused, SomeoneElseActedFirst where there is one.
    """
    lock_meeting(work, meeting_id)
    if _last(work.session, meeting_id):
        raise SomeoneElseActedFirst()
    _add(work, meeting_id, 1, cleaned_entries(entries), None)


def _last(session: Session, meeting_id: int) -> Agenda | None:
    query = select(Agenda).where(Agenda.meeting_id == meeting_id)
    return session.scalar(query.order_by(Agenda.version.desc()).limit(1))


def _add(
    work: Work, meeting_id: int, version: int, entries: list[dict[str, int | str]], by: int | None
) -> None:
    work.session.add(
        Agenda(
            meeting_id=meeting_id, version=version, entries=entries, saved_by=by, saved_at=work.now
        )
    )
    work.session.flush()


def cleaned_entries(entries: Sequence[AgendaEntry]) -> list[dict[str, int | str]]:
    """The entries in the order of their numbers, as they are stored. Raises InputRefused."""
    problems = list(_problems(entries))
    if problems:
        raise InputRefused(problems)
    return [
        {"group": one.group, "number": one.number, "title": one.title.strip(), "kind": one.kind}
        for one in sorted(entries, key=lambda one: (one.group, one.number))
    ]


def entries_of(stored: Sequence[Mapping[str, Any]]) -> tuple[AgendaEntry, ...]:
    """The entries that were stored so."""
    return tuple(
        AgendaEntry(e["group"], e["number"], e["title"], AgendaKind(e["kind"])) for e in stored
    )


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


def agenda(work: Work, meeting_id: int) -> AgendaView:
    """The newest agenda of a meeting. Raises NotFound."""
    there = meeting(work, meeting_id)
    row = work.objects(built(_newest), meeting_id=meeting_id).one()
    is_frozen = row.report_frozen_at is not None
    return _view(there, row, is_frozen) if row.Agenda else AgendaView(there, 0, (), is_frozen)


def _newest() -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting.report_frozen_at, Agenda, Person.name_ja, Person.name_en)
        .select_from(Meeting)
        .outerjoin(Agenda, Agenda.meeting_id == Meeting.id)
        .outerjoin(Person, Person.id == Agenda.saved_by)
        .where(Meeting.id == bindparam("meeting_id"))
        .order_by(Agenda.version.desc())
        .limit(1)
    )


def proposed(work: Work, there: AgendaView) -> tuple[AgendaEntry, ...]:
    """The papers with which an agenda that has none may begin: the results of its cycles.

    They have the number that the office gives the list where no agenda does.
    """
    taken = [one for one in cycles(work) if one.id in there.meeting.cycle_ids]
    if there.entries or not taken:
        return ()
    usual = office.office(work).list_number
    numbered = _PAPER.search(usual)
    group, number = map(int, numbered.groups()) if numbered else (1, 1)
    title = title_of_budgets(taken, STAGES[Stage.EVALUATED])[:LONGEST_TITLE]
    return (AgendaEntry(group, number, title, AgendaKind.EVALUATED),)


KINDS: Final = {Stage.PLANNED: AgendaKind.PLANNED, Stage.EVALUATED: AgendaKind.EVALUATED}


def paper_number(work: Work, wanted: ItemFilter, stage: Stage) -> str:
    """The number of a list on its meeting's agenda: 資料1-6 where no agenda gives it one.

    Of a cycle, the next meeting that takes it (or the last that did) counts. Raises NotFound.
    """
    if wanted.meeting_id is not None:
        there = meeting(work, wanted.meeting_id)
    else:
        taking = [one for one in meetings(work) if wanted.cycle_id in one.cycle_ids]
        if not taking:
            return office.office(work).list_number
        there = next((one for one in taking if one.held_on >= work.today), taking[-1])
    return agenda(work, there.id).paper_of(KINDS[stage]) or office.office(work).list_number


def _view(there: MeetingView, row: Row[Any], is_frozen: bool) -> AgendaView:
    saved: Agenda = row.Agenda
    return AgendaView(
        meeting=there,
        version=saved.version,
        entries=entries_of(saved.entries),
        frozen=is_frozen,
        by=Title(row.name_ja, row.name_en) if row.name_ja else None,
        at=saved.saved_at,
    )


# ---------------------------------------------------- the list under its number


def list_draft(work: Work, wanted: ItemFilter, form: str, *, codes: bool = True) -> Draft:
    """The list that `wanted` names as `csv`, `json`, `xlsx` or `pdf`.

    Without `codes` the csv's headings are in Japanese. Raises NotFound.
    """
    found = report(work, wanted)
    return draft(found, form, paper_number(work, wanted, found.stage), codes=codes)


def list_file(work: Work, wanted: ItemFilter, form: str, *, codes: bool = True) -> Document:
    """The same, written. Raises NotFound, PaperNotMade."""
    return list_draft(work, wanted, form, codes=codes).written()
