"""What a plan does on its day: the organisation, items under way, roles, all in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from workflow import masters, organisation, systems
from workflow.items.reassigning import Reassignment, reassign
from workflow.items.under_way import under_way
from workflow.models import (
    Cycle,
    Department,
    DepartmentPlace,
    DepartmentSuccession,
    ReorganisationPlan,
    Section,
)
from workflow.organisation import Organisation
from workflow.reorganisation import roles
from workflow.reorganisation.mapping import Outcome, lines_of, resolve, sections_of
from workflow.reorganisation.places import base, sources_of
from workflow.values.fiscal import fiscal_year
from workflow.values.place import Place
from workflow.work import Work


def carry_out(work: Work, row: ReorganisationPlan) -> dict[str, int]:
    """Do everything that a plan says; gives what it touched, in figures.

    Raises DuplicateItem; then nothing has changed.
    """
    year = fiscal_year(row.takes_effect_on)
    there = base(work, row.takes_effect_on)
    outcome = resolve(there, lines_of(row.lines))
    with organisation.recorded(work, row.title):
        if there.fiscal_year < year:
            organisation.copy_year(work, there.fiscal_year, year)
        ids = _departments(work, outcome, there)
        sections = _sections(work, outcome, there, ids)
        reassignment = _reassignment(row, outcome, there, ids, sections)
        _places(work, year, outcome, there, ids, sections, reassignment)
        _ends(work, row, outcome, there, year)
        for one in organisation.years(work):
            if one >= year:
                organisation.place_departments(work, one, _order_now(work, one))
        _succeed(work, outcome, ids)
    moved = reassign(work, reassignment)
    systems.follow(work, reassignment, row.title)
    successors = {
        ids[code]: [ids[one] for one in outcome.successors(code)] for code in outcome.ends
    }
    followed = roles.follow(work, successors, reassignment.places, row.takes_effect_on)
    _old_names(work, outcome, there, ids)
    return {"items": moved, "roles": followed, "ended": len(outcome.ends)}


def _departments(work: Work, outcome: Outcome, there: Organisation) -> dict[str, int]:
    """The id of every department by its code, the new ones too."""
    ids = {one.code: one.id for one in there.departments}
    for code, name in outcome.begins.items():
        row = Department(code=code, name_ja=name)
        work.session.add(row)
        work.session.flush()
        ids[code] = row.id
    return ids


def _sections(
    work: Work, outcome: Outcome, there: Organisation, ids: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """The id of every section that something comes to, made where there is none."""
    found = {(one.code, part.name): part.id for one in there.departments for part in one.sections}
    english = {part.name: part.name_en for one in there.departments for part in one.sections}
    for target in outcome.moves.values():
        if target is None or not target.section or tuple(target) in found:
            continue
        same = select(Section).where(
            Section.department_id == ids[target.department], Section.name == target.section
        )
        section = work.session.scalar(same)
        if section is None:
            section = Section(department_id=ids[target.department], name=target.section)
            section.name_en, section.position = english.get(target.section, ""), len(found) + 1
            work.session.add(section)
        section.ends_on = None
        work.session.flush()
        found[target.department, target.section] = section.id
    return found


def _reassignment(
    row: ReorganisationPlan,
    outcome: Outcome,
    there: Organisation,
    ids: Mapping[str, int],
    sections: Mapping[tuple[str, str], int],
) -> Reassignment:
    places = {}
    for place, source in sources_of(there).items():
        target = outcome.moves.get(source)
        if target is not None:
            section = sections[target.department, target.section] if target.section else None
            places[place] = Place(ids[target.department], section)
    joint = {ids[code]: [ids[one] for one in outcome.successors(code)] for code in outcome.ends}
    told: dict[str, Any] = {
        "plan": row.id,
        "title": row.title,
        "day": row.takes_effect_on.isoformat(),
    }
    return Reassignment(places, joint, told)


def _places(
    work: Work,
    year: int,
    outcome: Outcome,
    there: Organisation,
    ids: Mapping[str, int],
    sections: Mapping[tuple[str, str], int],
    reassignment: Reassignment,
) -> None:
    """Put what is new in its place from the year on, and at the end of years of items under way."""
    later = [one for one in organisation.years(work) if one >= year]
    for one in later:
        organisation.place_departments(work, one, _order(work, one, outcome, ids))
    earlier = _years_of_items(work, reassignment) - set(later)
    for one in earlier:
        organisation.place_departments(work, one, [*_order_now(work, one), *_coming(outcome, ids)])
    for one in (*later, *sorted(earlier)):
        for code in dict.fromkeys(target.department for target in outcome.moves.values() if target):
            _place_sections(work, one, code, outcome, there, sections)


def _place_sections(
    work: Work,
    year: int,
    code: str,
    outcome: Outcome,
    there: Organisation,
    sections: Mapping[tuple[str, str], int],
) -> None:
    known = there.department(code)
    order = [part.id for part in known.sections] if known else []
    coming = [sections[code, name] for name in sections_of(outcome, code)]
    organisation.place_sections(work, year, list(dict.fromkeys([*order, *coming])))


def _coming(outcome: Outcome, ids: Mapping[str, int]) -> Sequence[int]:
    return [ids[code] for code in outcome.begins]


def _order(work: Work, year: int, outcome: Outcome, ids: Mapping[str, int]) -> Sequence[int]:
    """建制順 of a year with each new department before the first that it takes over from."""
    order = list(_order_now(work, year))
    for code in outcome.begins:
        before = [ids[one] for one in outcome.predecessors(code) if ids[one] in order]
        place = min((order.index(one) for one in before), default=len(order))
        order.insert(place, ids[code])
    return order


def _order_now(work: Work, year: int) -> Sequence[int]:
    query = select(DepartmentPlace.department_id).where(DepartmentPlace.fiscal_year == year)
    return work.session.scalars(query.order_by(DepartmentPlace.position)).all()


def _years_of_items(work: Work, reassignment: Reassignment) -> set[int]:
    """The fiscal years of the cycles in which items go along: forms choose from their year."""
    cycles = {one.cycle_id for one in under_way(work, reassignment.departments)}
    return set(work.session.scalars(select(Cycle.fiscal_year).where(Cycle.id.in_(cycles))))


def _ends(
    work: Work, row: ReorganisationPlan, outcome: Outcome, there: Organisation, year: int
) -> None:
    """End what ends the day before; on 1 April it has no place in the new year at all."""
    last = row.takes_effect_on - timedelta(days=1)
    first = year + 1 if fiscal_year(last) == year else year
    for one in there.departments:
        if one.code in outcome.ends:
            organisation.end_department(work, one.id, last, first)
            continue
        for part in one.sections:
            if (one.code, part.name) in outcome.moves:
                organisation.end_section(work, part.id, last, first)


def _succeed(work: Work, outcome: Outcome, ids: Mapping[str, int]) -> None:
    """Write down who takes over from whom, from those too from whom these once did."""
    query = select(DepartmentSuccession.old_id, DepartmentSuccession.new_id)
    known = {(old, new) for old, new in work.session.execute(query)}
    pairs = {(ids[code], ids[one]) for code in outcome.ends for one in outcome.successors(code)}
    before = {(oldest, new) for oldest, middle in known for old, new in pairs if middle == old}
    if rows := sorted((pairs | before) - known):
        work.session.execute(
            insert(DepartmentSuccession), [{"old_id": old, "new_id": new} for old, new in rows]
        )


def _old_names(work: Work, outcome: Outcome, there: Organisation, ids: Mapping[str, int]) -> None:
    """Let files go on calling a department by all its names where one alone takes over."""
    for code in outcome.ends:
        successors = outcome.successors(code)
        department = there.department(code)
        if department and len(successors) == 1:
            masters.follow(work, ids[code], ids[successors[0]])
            masters.add_other_name(work, successors[0], department.name.ja)
