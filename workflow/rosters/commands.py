"""Lists of people that are brought in: kept for one administrator, and carried out whole."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow import staging
from workflow.files import grid
from workflow.files.headed import CellProblem, headed
from workflow.files.workbooks import FileRefused
from workflow.models import Person, StagedRoster
from workflow.people import record
from workflow.people.administration import administration, granted
from workflow.people.particulars import put
from workflow.people.policy import PersonChanged, require_administrator
from workflow.rosters.columns import NEEDED, NUMBERED, READ, USUAL_ROLES
from workflow.rosters.personnel import people_of
from workflow.rosters.planning import PersonStep, Roster, RosterPlan, plan
from workflow.rosters.reading import places, read_row
from workflow.rosters.views import changes_of, seen_of
from workflow.staging import Brought
from workflow.values.changes import ChangeAction
from workflow.values.errors import Conflict
from workflow.work import Work

MOST_ROWS: Final = 10_000


class RosterNotReady(Conflict):
    """The list cannot be carried out. Data: reason (problems, committed, nothing)."""

    key = "roster_not_ready"


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused."""
    require_administrator(work.actor)
    return staging.read(work, name, content)


def stage(work: Work, brought: Brought) -> int:
    """Keep a list, for a look at what it would change; gives its number. Raises WrongRole."""
    require_administrator(work.actor)
    return staging.keep(work, StagedRoster, brought)


def own(work: Work, roster_id: int, *, locked: bool = False) -> StagedRoster:
    """An administrator's own list. Raises WrongRole; NotFound for another's or an expired one."""
    require_administrator(work.actor)
    return staging.own(work, StagedRoster, roster_id, locked=locked)


def planned(work: Work, cells: bytes, usual: str = "") -> RosterPlan:
    """What a list would change as everything stands now. Raises FileRefused.

    `usual` is the role that each row gives where there is no column for roles: one of
    `USUAL_ROLES`, any other text is none.
    """
    found = grid.unpacked(cells)
    table = headed(found, READ, NEEDED) or headed(found, READ, NUMBERED)
    if table is None:
        return RosterPlan([], [CellProblem(row=1, column="login", key="roster_no_head")])
    if len(table.rows) > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    known = places(work)
    given = next((one for one in USUAL_ROLES if one == usual), None)
    everybody = work.session.scalars(select(Person).options(selectinload(Person.grants)))
    roster = Roster({person.login: person for person in everybody}, known, work.today)
    made = plan([read_row(row, known, given) for row in people_of(table, found)], roster)
    made.has_roles, made.has_logins = "role" in table.columns, "login" in table.columns
    made.unread = table.unread
    return made


def commit(work: Work, roster_id: int, seen: str, usual: str = "") -> tuple[int, int]:
    """Carry a list out, whole; gives how many people were added and changed.

    `seen` is what the preview showed, for the same `usual` role. Raises WrongRole,
    NotFound, RosterNotReady, PersonChanged.
    """
    staged = own(work, roster_id, locked=True)
    if staged.committed_at is not None:
        raise RosterNotReady(reason="committed")
    counts = take_in(work, staged.content or b"", seen, usual)
    staging.settle(work, staged, *counts)
    return counts


def take_in(work: Work, cells: bytes, seen: str, usual: str = "") -> tuple[int, int]:
    """The same with the cells of a list that is not kept, as the shell has them."""
    require_administrator(work.actor)
    with administration(work, "active"):
        found = planned(work, cells, usual)
        if found.problems or not found.steps:
            raise RosterNotReady(reason="problems" if found.problems else "nothing")
        if seen != seen_of(changes_of(found, places(work))):
            raise PersonChanged()
        added = sum(one.person is None for one in found.steps)
        _carry_out(work, found.steps)
    return added, len(found.steps) - added


def _carry_out(work: Work, steps: Sequence[PersonStep]) -> None:
    """Do what was planned and record it, each person as one change."""
    known = record.codes(work.session)
    there = [one.person for one in steps if one.person is not None]
    with record.recorded(work, there, ChangeAction.CHANGE, known):
        _free_numbers(work, steps)
        for step in steps:
            if step.person is not None:
                _apply(step, step.person, work)
    added = []
    for step in steps:
        if step.person is None:
            person = Person(login=step.login, grants=[])
            _apply(step, person, work)
            added.append(person)
    work.session.add_all(added)
    record.record_new(work, added, known)


def _free_numbers(work: Work, steps: Sequence[PersonStep]) -> None:
    """Numbers may change hands: whoever gets another one gives theirs up first."""
    for step in steps:
        if step.person is not None and step.person.staff_number != step.particulars.staff_number:
            step.person.staff_number = None
    work.session.flush()


def _apply(step: PersonStep, person: Person, work: Work) -> None:
    put(person, step.particulars)
    person.active = step.active
    for one in step.roles:
        if one.grant is None:
            person.grants.append(granted(one.holding._replace(period=one.after)))
        elif one.at_once:
            one.grant.ended_on = work.today
        else:
            one.grant.until_on = one.after.until_on
