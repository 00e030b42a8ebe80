"""Interfaces between systems: to which other one a system hands data on, one a line.

A line begins with the number of the other system, or is its whole name; what is handed on
stands behind it: 12 納税者の氏名と住所, or 住民情報システム：納税者の氏名と住所.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import select

from workflow.models import System, SystemInterface
from workflow.models.base import may_be_id
from workflow.values.cleaning import text_problem
from workflow.values.errors import Problem
from workflow.values.systems import ReviewState
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
    """That data are handed on to another system."""

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
            one = meant(work, clean_line(line, LONGEST_LINE))
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


def meant(work: Work, line: str) -> Interface | None:
    """The one system that a clean line begins with, and what stands behind it; None without one."""
    if numbered := _NUMBERED.fullmatch(line):
        number = int(numbered[1]) if len(numbered[1]) < LONGEST_NUMBER else 0
        known = select(System.id).where(System.id == number, System.state != ReviewState.RETIRED)
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
