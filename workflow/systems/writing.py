"""What is written of a system: made clean, and put in its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, delete, insert, select

from workflow import organisation
from workflow.models import Department, Section, System, SystemCost, SystemInterface
from workflow.systems import interfaces
from workflow.systems.interfaces import Interface
from workflow.values.cleaning import Checking
from workflow.values.days import DayUnreadable
from workflow.values.errors import InputRefused, Problem
from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR
from workflow.values.money import LARGEST
from workflow.values.systems import Hosting, PersonalData, StandardTask
from workflow.values.text import search_key
from workflow.values.vocabulary import Network, SystemForm
from workflow.work import Work

LINES: Final[Mapping[str, int]] = {"name": 200, "vendor": 200, "section": 100}
BLOCKS: Final[Mapping[str, int]] = {"purpose": 2000, "holds": 2000}
"""Characters of each text."""
MOST_USERS: Final = 9_999_999
DAYS: Final = ("contract_from", "contract_until", "support_until")


@dataclass(frozen=True)
class SystemDraft:
    """What is written of a system. Empty text, None and () all mean: not said.

    `department` is a code, `costs` are 千円 by fiscal year, `interfaces` lines as
    `workflow.systems.interfaces` reads them.
    """

    department: str
    name: str
    section: str = ""
    purpose: str = ""
    vendor: str = ""
    form: SystemForm | None = None
    networks: tuple[Network, ...] = ()
    personal_data: PersonalData | None = None
    users: int | None = None
    hosting: Hosting | None = None
    task: StandardTask | None = None
    holds: str = ""
    contract_from: date | None = None
    contract_until: date | None = None
    support_until: date | None = None
    costs: Mapping[int, int] = field(default_factory=dict, hash=False)
    interfaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class CleanSystem:
    """A draft that can be kept, with what it refers to."""

    draft: SystemDraft
    department_id: int
    section_id: int | None
    interfaces: tuple[Interface, ...]


def cleaned(
    work: Work,
    draft: SystemDraft,
    system_id: int | None = None,
    departments: Mapping[str, int] | None = None,
) -> CleanSystem:
    """The draft with clean texts; `system_id` is what it will be written to.

    `departments` are those of today by code, where they were read already. Raises InputRefused
    naming every bad field.
    """
    check = Checking()
    problems = check.problems
    texts: dict[str, Any] = {
        **{name: check.line(name, getattr(draft, name), limit) for name, limit in LINES.items()},
        **{name: check.block(name, getattr(draft, name), limit) for name, limit in BLOCKS.items()},
    }
    given = replace(draft, **texts, networks=_in_order(draft.networks))
    there = departments_today(work) if departments is None else departments
    department_id = there.get(given.department)
    section_id = _section(work, department_id, given.section)
    found = interfaces.read(work, given.interfaces, system_id, problems)
    if not given.name and not any(one.field == "name" for one in problems):
        problems.append(Problem("name", "required"))
    if department_id is None:
        problems.append(Problem("department", "unknown_department"))
    if given.section and section_id is None:
        problems.append(Problem("section", "unknown_section", {"name": given.section}))
    problems += _out_of_range(given)
    if problems or department_id is None:
        raise InputRefused(problems)
    lines = tuple(one.line for one in found)
    return CleanSystem(replace(given, interfaces=lines), department_id, section_id, found)


def _in_order(networks: Iterable[Network]) -> tuple[Network, ...]:
    return tuple(one for one in Network if one in set(networks))


def _out_of_range(given: SystemDraft) -> list[Problem]:
    found = []
    if given.users is not None and given.users > MOST_USERS:
        found.append(Problem("users", "count_out_of_range", {"limit": MOST_USERS}))
    for name in DAYS:
        day = getattr(given, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            found.append(Problem(name, DayUnreadable.key))
    if given.contract_from and given.contract_until and given.contract_until < given.contract_from:
        found.append(Problem("contract_until", "system_ends_before"))
    for year, kyen in given.costs.items():
        if not 0 <= kyen <= LARGEST:
            found.append(Problem(f"cost_{year}", "system_cost", {"limit": LARGEST}))
    return found


def departments_today(work: Work) -> dict[str, int]:
    """The departments that are there today, by code."""
    there = organisation.today(work).departments
    return {one.code: one.id for one in there}


def _section(work: Work, department_id: int | None, name: str) -> int | None:
    if not name or department_id is None:
        return None
    same = (Section.department_id == department_id, Section.name == name)
    return work.session.scalar(select(Section.id).where(*same))


def columns(clean: CleanSystem) -> dict[str, Any]:
    """What the row of a system holds of it."""
    said = clean.draft
    searched = (said.name, said.purpose, said.vendor, said.holds, said.section)
    return {
        "department_id": clean.department_id,
        "section_id": clean.section_id,
        "name": said.name,
        "purpose": said.purpose,
        "vendor": said.vendor,
        "form": said.form,
        "networks": " ".join(said.networks),
        "personal_data": said.personal_data,
        "users": said.users,
        "hosting": said.hosting,
        "task": said.task,
        "holds": said.holds,
        "contract_from": said.contract_from,
        "contract_until": said.contract_until,
        "support_until": said.support_until,
        "search_text": search_key("\n".join(searched)),
    }


def write(work: Work, system: System, clean: CleanSystem) -> None:
    """Put a clean draft down as what the inventory says of a system; its row is there already."""
    for name, value in columns(clean).items():
        setattr(system, name, value)
    work.session.flush()
    for table, key in (
        (SystemCost, SystemCost.system_id),
        (SystemInterface, SystemInterface.source_id),
    ):
        work.session.execute(delete(table).where(key == system.id))
    put_parts(work, {system.id: clean})


def put_parts(work: Work, written: Mapping[int, CleanSystem]) -> None:
    """Add costs and interfaces to systems, by their ids, that have none."""
    costs = [
        {"system_id": one, "fiscal_year": year, "kyen": kyen}
        for one, clean in written.items()
        for year, kyen in sorted(clean.draft.costs.items())
    ]
    flows = [
        {"source_id": one, "position": place, "target_id": to.target_id, "data": to.data}
        for one, clean in written.items()
        for place, to in enumerate(clean.interfaces, 1)
    ]
    for table, rows in ((SystemCost, costs), (SystemInterface, flows)):
        if rows:
            work.session.execute(insert(table), rows)


def written(work: Work, systems: Sequence[System]) -> dict[int, SystemDraft]:
    """What the inventory says of each system by id, as it could be written again: four queries."""
    ids = [one.id for one in systems]
    codes = _pairs(work, select(Department.id, Department.code))
    sections = {one.section_id for one in systems if one.section_id}
    named = select(Section.id, Section.name).where(Section.id.in_(sections))
    names = _pairs(work, named) if sections else {}
    drafts = {
        one.id: _draft(one, codes[one.department_id], names.get(one.section_id or 0, ""))
        for one in systems
    }
    costs = costs_of(work, ids)
    lines = interfaces.lines(work, ids)
    return {
        id_: replace(draft, costs=costs.get(id_, {}), interfaces=tuple(lines.get(id_, ())))
        for id_, draft in drafts.items()
    }


def _draft(one: System, department: str, section: str) -> SystemDraft:
    """What the row of a system says; costs and interfaces are read apart."""
    return SystemDraft(
        department=department,
        name=one.name,
        section=section,
        purpose=one.purpose,
        vendor=one.vendor,
        form=SystemForm(one.form) if one.form else None,
        networks=tuple(map(Network, one.networks.split())),
        personal_data=PersonalData(one.personal_data) if one.personal_data else None,
        users=one.users,
        hosting=Hosting(one.hosting) if one.hosting else None,
        task=StandardTask(one.task) if one.task else None,
        holds=one.holds,
        contract_from=one.contract_from,
        contract_until=one.contract_until,
        support_until=one.support_until,
    )


def _pairs(work: Work, query: Select[int, str]) -> dict[int, str]:
    return {row[0]: row[1] for row in work.session.execute(query)}


def costs_of(work: Work, ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """千円 by system and fiscal year, the earliest year first: one query."""
    found: dict[int, dict[int, int]] = {}
    query = select(SystemCost).where(SystemCost.system_id.in_(ids))
    for one in work.session.scalars(query.order_by(SystemCost.fiscal_year)) if ids else ():
        found.setdefault(one.system_id, {})[one.fiscal_year] = one.kyen
    return found
