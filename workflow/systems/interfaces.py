"""What joins systems: to which one each hands data on, one a line; and which merges into which."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import or_, select

from workflow.models import System, SystemInterface
from workflow.models.base import may_be_id
from workflow.systems.policy import visible_systems
from workflow.values.cleaning import text_problem
from workflow.values.errors import Problem
from workflow.values.systems import Assessment, ReviewState
from workflow.values.text import TextUnclean, clean_line, search_key
from workflow.work import Work

LONGEST_DATA: Final = 200
LONGEST_LINE: Final = 500
MOST: Final = 50
"""Interfaces that leave one system."""
FIELD: Final = "interfaces"
LONGEST_NUMBER: Final = 10

_NUMBERED: Final = re.compile(r"([0-9０-９]+)(?:[ \u3000:：.．](.*))?")


class Interface(NamedTuple):
    """A system to which data are handed on, and which data."""

    target_id: int
    data: str

    @property
    def line(self) -> str:
        """As it is written."""
        return f"{self.target_id} {self.data}".strip()


def read(
    work: Work, given: Iterable[str], system_id: int | None, problems: list[Problem]
) -> tuple[Interface, ...]:
    """What the lines mean; what is wrong with them goes to `problems`."""
    lines = [one for one in map(str.strip, given) if one]
    if len(lines) > MOST:
        problems.append(Problem(FIELD, "too_many", {"limit": MOST}))
        return ()
    found: dict[int, Interface] = {}
    for line in lines:
        try:
            one = meant(work, clean_line(line, LONGEST_LINE), system_id)
        except TextUnclean as unclean:
            problems.append(text_problem(FIELD, unclean))
            continue
        if one is None:
            problems.append(Problem(FIELD, "system_interface_unknown", {"line": line[:60]}))
        elif one.target_id == system_id:
            problems.append(Problem(FIELD, "system_interface_itself"))
        elif len(one.data) > LONGEST_DATA:
            problems.append(Problem(FIELD, "text_too_long", _too_long(one.data)))
        else:
            found.setdefault(one.target_id, one)
    return tuple(found.values())


def _too_long(text: str) -> dict[str, int]:
    return {"length": len(text), "limit": LONGEST_DATA}


def meant(work: Work, line: str, of: int | None = None) -> Interface | None:
    """The one system that a clean line begins with, and what stands after it; None without one.

    A number is that of a system that the person sees, or that of an interface which the system
    `of` has already; whoever writes a whole name knows it.
    """
    if numbered := _NUMBERED.fullmatch(line):
        number = int(numbered[1]) if len(numbered[1]) < LONGEST_NUMBER else 0
        had = select(SystemInterface.target_id).where(SystemInterface.source_id == of)
        known = select(System.id).where(
            System.id == number,
            System.state != ReviewState.RETIRED,
            or_(visible_systems(work.actor), System.id.in_(had)),
        )
        there = work.session.scalar(known) if may_be_id(number) else None
        return Interface(there, (numbered[2] or "").strip(" \u3000:：.．")) if there else None
    name, _sign, data = line.replace("：", ":").partition(":")
    wanted = search_key(name)
    named = select(System.id, System.name).where(
        System.state != ReviewState.RETIRED, System.search_text.startswith(wanted, autoescape=True)
    )
    same = [row.id for row in work.session.execute(named) if search_key(row.name) == wanted]
    return Interface(same[0], data.strip()) if len(same) == 1 else None


def lines(work: Work, ids: Sequence[int]) -> dict[int, list[str]]:
    """The interfaces that leave each of these systems, as they are written: one query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    query = select(SystemInterface).where(SystemInterface.source_id.in_(ids))
    ordered = query.order_by(SystemInterface.source_id, SystemInterface.position)
    for one in work.session.scalars(ordered) if ids else ():
        found[one.source_id].append(Interface(one.target_id, one.data).line)
    return found


# ------------------------------------------------------ which merges into which


MERGED_FIELD = "merges_into"


class Merges:
    """What is decided of mergers and of systems that stop, and what would be if more were."""

    def __init__(self, work: Work) -> None:
        """As it is decided now: one query."""
        self._work = work
        self._into: dict[int, int] = {}
        self._stopping: set[int] = set()
        retired = System.state == ReviewState.RETIRED
        decided = or_(
            retired, System.merges_into_id.is_not(None), System.assessment == Assessment.STOP
        )
        columns = select(System.id, System.merges_into_id, System.assessment, retired.label("gone"))
        for one in work.session.execute(columns.where(decided)):
            if one.gone or one.assessment == Assessment.STOP:
                self._stopping.add(one.id)
            elif one.merges_into_id is not None:
                self._into[one.id] = one.merges_into_id

    def decide(self, system_id: int, assessment: Assessment | None, into: int | None) -> None:
        """Take it that this is decided of a system."""
        self._into.pop(system_id, None)
        self._stopping.discard(system_id)
        if into is not None:
            self._into[system_id] = into
        if assessment is Assessment.STOP:
            self._stopping.add(system_id)

    def meant(self, typed: str) -> int | None:
        """The number of the system whose number or whole name a clean line is."""
        found = meant(self._work, typed) if typed else None
        return found.target_id if found else None

    def against(
        self, system_id: int, assessment: Assessment | None, typed: str, into: int | None
    ) -> list[Problem]:
        """What speaks against a decision; `into` is what is meant by what was `typed`."""
        if assessment is not Assessment.MERGE:
            unmeant = [Problem(MERGED_FIELD, "system_merges_only")] if typed else []
            return [*unmeant, *self._left_alone(system_id, assessment)]
        if not typed:
            return [Problem(MERGED_FIELD, "required")]
        if into is None:
            return [Problem(MERGED_FIELD, "system_merge_unknown", {"line": typed[:60]})]
        key = self._refusal(system_id, into)
        return [Problem(MERGED_FIELD, key)] if key else []

    def onto(self, system_id: int) -> int | None:
        """A system that merges into this one; None where there is none."""
        return next((one for one, into in self._into.items() if into == system_id), None)

    def _left_alone(self, system_id: int, assessment: Assessment | None) -> list[Problem]:
        """What speaks against stopping a system: another one merges into it."""
        other = self.onto(system_id) if assessment is Assessment.STOP else None
        return [Problem("assessment", "system_merged_into", {"number": other})] if other else []

    def _refusal(self, system_id: int, into: int) -> str:
        if into == system_id:
            return "system_merges_itself"
        if into in self._stopping:
            return "system_merge_stops"
        step: int | None = into
        for _turn in self._into:
            step = self._into.get(step) if step else None
            if step == system_id:
                return "system_merge_circle"
        return ""
