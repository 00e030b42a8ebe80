"""Changing the organisation of a fiscal year, from this year on: all of a table, or nothing.

A department or section that has a past is not renamed here, and one that is in use does not end
here: both are a reorganisation, which takes along whatever is under way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from workflow.models import (
    Department,
    DepartmentPlace,
    DepartmentSuccession,
    Item,
    Person,
    RoleGrant,
    Section,
    SectionPlace,
)
from workflow.models.people import not_over
from workflow.organisation import queries
from workflow.organisation.differences import (
    Difference,
    WantedDepartment,
    cleaned,
    differences,
)
from workflow.organisation.places import (
    end_department,
    end_section,
    place_departments,
    place_sections,
)
from workflow.organisation.record import lock, recorded
from workflow.values.actor import require_administrator
from workflow.values.errors import Conflict, InputRefused, Problem
from workflow.values.fiscal import fiscal_year as fiscal_year_of
from workflow.values.vocabulary import Role
from workflow.work import Work

APRIL = 4


class YearIsOver(Conflict):
    """A fiscal year that is over keeps its organisation."""

    key = "organisation_year_over"


class OrganisationChanged(Conflict):
    """Somebody changed the organisation after it was looked at."""

    key = "organisation_changed"


@dataclass(frozen=True)
class Preview:
    """What a table would change, and what is wrong with it; `seen` goes with the order."""

    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    seen: str


def preview(work: Work, fiscal_year: int, wanted: Sequence[WantedDepartment]) -> Preview:
    """What it takes to make `wanted` the year's organisation. Raises WrongRole, YearIsOver."""
    _require(work, fiscal_year)
    there = queries.of(work, fiscal_year).on(work.today)
    try:
        clean = cleaned(wanted)
    except InputRefused as refused:
        return Preview((), refused.problems, there.fingerprint)
    found = tuple(differences(there, clean))
    problems = tuple(_problems(work, found))
    return Preview(found, problems, there.fingerprint)


def change(
    work: Work, fiscal_year: int, wanted: Sequence[WantedDepartment], seen: str = ""
) -> tuple[Difference, ...]:
    """Make `wanted` the organisation of a year and of those after it that are set up.

    Where it is that already, nothing is done. `seen` is the fingerprint of what was looked at.
    Raises WrongRole, YearIsOver, OrganisationChanged, InputRefused (each problem with its row).
    """
    _require(work, fiscal_year)
    lock(work)
    looked = preview(work, fiscal_year, wanted)
    if not looked.differences and not looked.problems:
        return ()
    if seen and seen != looked.seen:
        raise OrganisationChanged()
    if looked.problems:
        raise InputRefused(looked.problems)
    with recorded(work):
        _write(work, fiscal_year, looked.differences, cleaned(wanted))
    return looked.differences


def _require(work: Work, fiscal_year: int) -> None:
    require_administrator(work.actor)
    if fiscal_year < fiscal_year_of(work.today):
        raise YearIsOver(year=str(fiscal_year))


# -------------------------------------------------------------------------- problems


def _problems(work: Work, found: Sequence[Difference]) -> Iterator[Problem]:
    for one in found:
        field = "name" if one.what == "department" else "section"
        data: dict[str, Any] = {"name": (one.before or one.after).partition(" / ")[0]}
        if one.row:
            data["row"] = one.row
        if one.kind == "rename" and one.id and _has_past(work, one):
            yield Problem(field, f"{one.what}_has_past", data)
        elif one.kind == "abolish" and (count := _in_use(work, one)):
            yield Problem(field, f"{one.what}_in_use", {**data, "count": count})
        elif one.kind == "add" and one.what == "department":
            if _code_taken(work, one):
                yield Problem("code", "code_taken", data)
        elif one.kind == "add" and one.id:
            yield Problem("section", "section_elsewhere", data)


def _has_past(work: Work, one: Difference) -> bool:
    """Whether it stood under its name before this year, or items carry it."""
    this_year = fiscal_year_of(work.today)
    if one.what == "department":
        carried = exists().where(Item.department_id == one.id)
        earlier = exists().where(
            DepartmentPlace.department_id == one.id, DepartmentPlace.fiscal_year < this_year
        )
    else:
        carried = exists().where(Item.section_id == one.id)
        earlier = exists().where(
            SectionPlace.section_id == one.id, SectionPlace.fiscal_year < this_year
        )
    return bool(work.session.scalar(select(carried | earlier)))


def _in_use(work: Work, one: Difference) -> int:
    """How many live items it has; without any, how many people hold a role for it."""
    of_it = Item.department_id == one.id if one.what == "department" else Item.section_id == one.id
    rows = work.session.execute(
        select(Item.process_name, Item.process_version, Item.state, func.count())
        .where(of_it)
        .group_by(Item.process_name, Item.process_version, Item.state)
    )
    live: int = sum(
        count
        for name, version, state, count in rows
        if not work.process(name, version).is_final(state)
    )
    if live or one.what == "section":
        return live
    holding = (
        select(func.count())
        .select_from(RoleGrant)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.department_id == one.id,
            RoleGrant.role == Role.OFFICER,
            not_over(RoleGrant, work.today),
            Person.active,
        )
    )
    return work.session.scalar(holding) or 0


def _code_taken(work: Work, one: Difference) -> bool:
    """Whether another department has the code, or this one has ended for good."""
    row = work.session.scalar(select(Department).where(Department.code == one.code))
    if row is None:
        return False
    succeeded = exists().where(DepartmentSuccession.old_id == row.id)
    return row.name_ja != one.after or bool(work.session.scalar(select(succeeded)))


# ------------------------------------------------------------------- what is written


def _write(
    work: Work,
    fiscal_year: int,
    found: Sequence[Difference],
    wanted: Sequence[WantedDepartment],
) -> None:
    for one in found:
        if one.kind == "abolish" and one.id:
            _end(work, fiscal_year, one)
    ids = {one.code: _put_department(work, one) for one in wanted}
    later = [year for year in queries.years(work) if year > fiscal_year]
    sections = {one.code: [_put_section(work, ids[one.code], part) for part in one.sections]
                for one in wanted}  # fmt: skip
    for year in (fiscal_year, *later):
        place_departments(work, year, list(ids.values()))
        for parts in sections.values():
            place_sections(work, year, parts)


def _put_department(work: Work, one: WantedDepartment) -> int:
    row = work.session.scalar(select(Department).where(Department.code == one.code))
    if row is None:
        row = Department(code=one.code)
        work.session.add(row)
    row.name_ja, row.name_en, row.ends_on = one.name.ja, one.name.en, None
    work.session.flush()
    return row.id


def _put_section(work: Work, department_id: int, part: Any) -> int:
    same = (Section.id == part.id) if part.id else (Section.name == part.name)
    query = select(Section).where(Section.department_id == department_id, same)
    row = work.session.scalar(query)
    if row is None:
        last = select(func.max(Section.position)).where(Section.department_id == department_id)
        position = (work.session.scalar(last) or 0) + 1
        row = Section(department_id=department_id, position=position)
        work.session.add(row)
    row.name, row.name_en, row.ends_on = part.name, part.name_en, None
    work.session.flush()
    return row.id


def _end(work: Work, fiscal_year: int, one: Difference) -> None:
    """End a department or a section before a year, or today where the year has begun."""
    begun = fiscal_year <= fiscal_year_of(work.today)
    last = work.today - timedelta(days=1) if begun else date(fiscal_year, APRIL - 1, 31)
    # What was typed by mistake leaves the year; what was there stays in it, with its last day.
    first = fiscal_year + 1 if begun and _has_past(work, one) else fiscal_year
    assert one.id is not None  # noqa: S101 - what is there has an id
    if one.what == "department":
        end_department(work, one.id, last, first)
    else:
        end_section(work, one.id, last, first)
