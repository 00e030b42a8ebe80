"""The lines of the standard set that an office lacks: each may be left out."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow import masters, office
from workflow.calendar import CycleDraft, MeetingDraft, SessionDraft
from workflow.masters import Entry
from workflow.models import Cycle, EvaluationSession, Item, Meeting
from workflow.values import business_days, fiscal
from workflow.values.actor import Title
from workflow.values.fiscal import CycleId
from workflow.values.text import search_key
from workflow.values.vocabulary import Master
from workflow.work import Work

PROCESS: Final = "standard"
"""By which process the items of its cycles go: the whole way to the report."""


class Part(StrEnum):
    """What a line is put into, in the order in which the lines are put."""

    FIELDS = "fields"
    CATEGORIES = "categories"
    FUNDING = "funding"
    CRITERIA = "criteria"
    VERDICTS = "verdicts"
    REQUIRED = "required"
    HIDDEN = "hidden"
    CYCLES = "cycles"
    SESSIONS = "sessions"
    MEETINGS = "meetings"


LISTS: Final[Mapping[Part, Master]] = {
    Part.FIELDS: Master.FIELD,
    Part.CATEGORIES: Master.CATEGORY,
    Part.FUNDING: Master.FUNDING,
    Part.CRITERIA: Master.CRITERION,
    Part.VERDICTS: Master.VERDICT,
}


@dataclass(frozen=True)
class Line:
    """One thing that the office lacks.

    `days` of a cycle are those of opening, submission and review. `is_advised` is false where
    the office has already decided otherwise: it has entries of its own in the list.
    """

    part: Part
    code: str
    name: Title
    days: tuple[date, ...] = ()
    cycles: tuple[str, ...] = ()
    weight: int = 0
    """Of a criterion, in the evaluation sessions of the set."""
    needs_conditions: bool = False
    is_advised: bool = True
    draft: Any = None
    """What is added, of the calendar."""

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.part}/{self.code}"


def lacking(work: Work, year: int) -> Iterator[Line]:
    """Every line of the set that is not there yet, in the order of the parts."""
    listed = masters.listed(work)
    for part, master in LISTS.items():
        yield from _entries(work, part, [one for one in listed if one.master is master])
    yield from _sheet(work)
    yield from _cycles(work, year)
    yield from _sessions(work, year)
    yield from _meetings(work, year)


def weights() -> Mapping[str, int]:
    """The weights of the criteria, by code."""
    return {one["code"]: one["weight"] for one in _told()["criterion"]}


@cache
def _told() -> Mapping[str, Any]:
    file = resources.files("workflow.standard_set").joinpath("standard_set.toml")
    return tomllib.loads(file.read_text("utf-8"))


def _entries(work: Work, part: Part, there: Sequence[Entry]) -> Iterator[Line]:
    told = _funding(work) if part is Part.FUNDING else _told()[LISTS[part].value]
    known = {one.code for one in there}
    titles = {search_key(one.title.ja) for one in there if one.active}
    is_untouched = {one.code for one in there if one.active} <= {one["code"] for one in told}
    for one in told:
        if one["code"] not in known and search_key(one["ja"]) not in titles:
            yield Line(
                part,
                one["code"],
                Title.of(one),
                weight=one.get("weight", 0),
                needs_conditions=one.get("conditions", False),
                is_advised=is_untouched,
            )


def _funding(work: Work) -> list[dict[str, Any]]:
    return [
        {"code": one.code, "ja": one.title.ja, "en": one.title.en} for one in masters.usual_of(work)
    ]


def _sheet(work: Work) -> Iterator[Line]:
    """What the sheet asks for; an office that has items already works with all of its fields."""
    said = office.profile(work).office
    decided = {*said.required, *said.hidden}
    is_in_use = work.session.scalar(select(Item.id).limit(1)) is not None
    for part in (Part.REQUIRED, Part.HIDDEN):
        for name in _told()["sheet"][part.value]:
            if name not in decided:
                yield Line(part, name, Title("", ""), is_advised=not (decided or is_in_use))


def _cycles(work: Work, year: int) -> Iterator[Line]:
    known = set(work.session.scalars(select(Cycle.id)))
    for one in _told()["cycle"]:
        cycle = CycleId.parse(_cycle_id(one["kind"], year))
        if str(cycle) in known:
            continue
        opens, submission, review = (
            _day(one[name], year) for name in ("opens", "submission", "review")
        )
        budget_year = year + (one["kind"] == "initial")
        draft = CycleDraft(year, budget_year, one["kind"], PROCESS, opens, submission, review)
        name = Title(f"{cycle.title()}予算", cycle.title("en"))
        days = (opens, submission, review)
        yield Line(Part.CYCLES, str(cycle), name, days, draft=draft)


def _sessions(work: Work, year: int) -> Iterator[Line]:
    """Sessions of cycles that no session of the year has."""
    rows = work.session.scalars(
        select(EvaluationSession)
        .where(EvaluationSession.fiscal_year == year)
        .options(selectinload(EvaluationSession.cycles))
    )
    taken = {cycle.id for row in rows for cycle in row.cycles}
    for number, one in enumerate(_told()["session"], 1):
        cycles = _of_year(one, year)
        if taken.isdisjoint(cycles):
            day = _day(one["day"], year)
            ja, en = f"{fiscal.era_year(year)} {one['ja']}", f"{one['en']}, FY{year}"
            draft = SessionDraft(ja, day, cycles)
            yield Line(Part.SESSIONS, str(number), Title(ja, en), (day,), cycles, draft=draft)


def _meetings(work: Work, year: int) -> Iterator[Line]:
    """Meetings with a number that none of the year has."""
    known = set(work.session.scalars(select(Meeting.number).where(Meeting.fiscal_year == year)))
    for one in _told()["meeting"]:
        number, cycles, day = one["number"], _of_year(one, year), _day(one["day"], year)
        if number not in known:
            name = Title(f"第{number}回", f"No. {number}")
            draft = MeetingDraft(number, day, cycles)
            yield Line(Part.MEETINGS, str(number), name, (day,), cycles, draft=draft)


def _of_year(one: Mapping[str, Any], year: int) -> tuple[str, ...]:
    return tuple(_cycle_id(kind, year) for kind in one["cycles"])


def _cycle_id(kind: str, year: int) -> str:
    return f"{year + (kind == 'initial'):04d}-{kind}"


def _day(of: Sequence[int], year: int) -> date:
    """The day of the fiscal year, or the next open one."""
    month, day = of
    return business_days.next_business_day(date(year if month >= 4 else year + 1, month, day))
