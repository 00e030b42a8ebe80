"""Lists of people that are brought in: kept for one administrator, and carried out whole."""

from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow import organisation, staging
from workflow.files import grid
from workflow.files.headed import CellProblem, headed
from workflow.files.workbooks import FileRefused
from workflow.models import Person, StagedRoster
from workflow.people import record
from workflow.people.administration import granted
from workflow.people.locking import administration, lock_people
from workflow.people.particulars import put
from workflow.people.policy import PersonChanged
from workflow.rosters.columns import NEEDED, NUMBERED, READ, speaking, titles, usual, whose
from workflow.rosters.planning import PersonStep, Roster, RosterPlan, plan
from workflow.rosters.reading import FILLED_DOWN, people_of, places, read_rows
from workflow.rosters.views import changes_of, seen_of
from workflow.staging import Brought
from workflow.values.actor import require_administrator
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


def planned(
    work: Work, cells: bytes, everybody: str = "", by_title: Sequence[str] = ()
) -> RosterPlan:
    """What a list would change as everything stands now. Raises FileRefused.

    `everybody` is the role that each row gives where there is no column for roles: one of
    `USUAL_ROLES`. `by_title` are those (of `TITLE_ROLES`) of people for whom no row
    names one, in the order of the plan's `titles`. Any other text is none.
    """
    found = grid.unpacked(cells)
    tables = (headed(found, READ, needed, FILLED_DOWN) for needed in (NEEDED, NUMBERED))
    table = next(filter(None, tables), None)
    if table is None:
        return RosterPlan([], [CellProblem(row=1, column="login", key="roster_no_head")])
    if len(table.rows) > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    known = places(work)
    people = work.session.scalars(select(Person).options(selectinload(Person.grants)))
    roster = Roster({person.login: person for person in people}, known, work.today)
    rows = list(people_of(table))
    speaks = speaking(rows)
    found_titles = titles(rows, speaks)
    given = usual(everybody, by_title, found_titles)
    read = (read_rows(row, known, given.of(row, speaks)) for row in rows)
    made = plan(list(chain.from_iterable(read)), roster)
    made.titles = found_titles
    has_one = speaks | {whose(row) for row in rows if given.of(row, speaks)}
    made.without_role = len({whose(row) for row in rows} - has_one)
    made.has_roles, made.has_logins = "role" in table.columns, "login" in table.columns
    made.unread = table.unread
    return made


class Done(NamedTuple):
    """How many people were added and changed, and how many roles were given."""

    added: int
    changed: int
    given: int


def commit(
    work: Work,
    roster_id: int,
    seen: str,
    everybody: str = "",
    by_title: Sequence[str] = (),
) -> Done:
    """Carry a list out, whole; gives what was done.

    `seen` is what the preview showed, with the same roles as `planned` takes. Raises WrongRole,
    NotFound, RosterNotReady, PersonChanged.
    """
    staged = own(work, roster_id, locked=True)
    if staged.committed_at is not None:
        raise RosterNotReady(reason="committed")
    done = take_in(work, staged.content or b"", seen, everybody, by_title)
    staging.settle(work, staged, done.added, done.changed)
    return done


def take_in(
    work: Work, cells: bytes, seen: str, everybody: str = "", by_title: Sequence[str] = ()
) -> Done:
    """The same with the cells of a list that is not kept, as the shell has them."""
    require_administrator(work.actor)
    organisation.keep(work)
    lock_people(work)  # a list is compared with everybody: to read it twice takes longer
    with administration(work, "active"):
        found = planned(work, cells, everybody, by_title)
        if found.problems or not found.steps:
            raise RosterNotReady(reason="problems" if found.problems else "nothing")
        if seen != seen_of(changes_of(found, places(work))):
            raise PersonChanged()
        added = sum(one.person is None for one in found.steps)
        _carry_out(work, found.steps)
    given = sum(role.grant is None for one in found.steps for role in one.roles)
    return Done(added, len(found.steps) - added, given)


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
