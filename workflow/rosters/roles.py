"""Which roles begin, end or last otherwise by the rows of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.models import RoleGrant
from workflow.people.administration import begun, holding
from workflow.people.policy import Holding, OwnRoles, end_problems, role_problems
from workflow.rosters.reading import RosterRow
from workflow.values.days import Period
from workflow.values.errors import Problem

_COLUMNS = {"department": "role_department"}


@dataclass(frozen=True)
class RoleStep:
    """A role that is given (`grant` is None), or whose last day becomes another one.

    `after` are its days then; `at_once`: it is taken back today.
    """

    holding: Holding
    grant: RoleGrant | None
    after: Period
    at_once: bool = False

    @property
    def before(self) -> Period | None:
        """The days on which it is held as it stands; None for one that is given."""
        return self.grant.period if self.grant else None


def role_steps(
    grants: Sequence[RoleGrant], rows: Sequence[RosterRow], today: date, own: OwnRoles
) -> list[RoleStep]:
    """What has to be done so that the person holds what the rows say; others stay as they are."""
    free = [one for one in grants if not one.period.is_empty]
    matched = _matched(free, rows, today)
    held = {id(one): holding(one) for one in free}
    steps: list[RoleStep] = []
    for row in rows:
        grant = matched.get(id(row))
        if row.role is None or row.problems:
            continue
        if grant is None:
            step = _given(row, list(held.values()), today, own)
        elif _is_as(grant, row):
            continue
        else:
            others = [one for key, one in held.items() if key != id(grant)]
            step = _ended(row, grant, others, today)
        if step is not None:
            steps.append(step)
            held[id(grant) if grant else id(step)] = step.holding._replace(period=step.after)
    return steps


def _matched(free: list[RoleGrant], rows: Sequence[RosterRow], today: date) -> dict[int, RoleGrant]:
    """The grant of each row, by its id: of the same days before of the same first day."""
    left, found = list(free), dict[int, RoleGrant]()
    for exactly in (True, False):
        for row in rows:
            if row.role is None or id(row) in found:
                continue
            fits = [one for one in left if _fits(one, row, exactly, today)]
            if fits:
                found[id(row)] = fits[0]
                left.remove(fits[0])
    return found


def _fits(grant: RoleGrant, row: RosterRow, exactly: bool, today: date) -> bool:
    if grant.grant != (row.role, row.department_id):
        return False
    if exactly:
        return grant.period == row.period
    return not grant.period.is_over(today) and row.period.from_on in (None, grant.from_on)


def _is_as(grant: RoleGrant, row: RosterRow) -> bool:
    return grant.period.until_on == row.period.until_on


def _given(row: RosterRow, held: Sequence[Holding], today: date, own: OwnRoles) -> RoleStep | None:
    if row.role is None:
        return None
    asked = begun(Holding(row.role, row.department_id, row.period), today)
    if _say(row, list(role_problems(asked, held, today, own))):
        return None
    return RoleStep(asked, None, asked.period)


def _ended(
    row: RosterRow, grant: RoleGrant, others: Sequence[Holding], today: date
) -> RoleStep | None:
    """Another last day; the day before today is how a file says: at once."""
    last, yesterday = row.period.until_on, today - timedelta(days=1)
    if last is None or last >= today:
        problems = list(end_problems(holding(grant), others, last or date.max, today))
    else:
        problems = [] if last == yesterday else [Problem("until_on", "roster_day_too_early")]
    if _say(row, problems):
        return None
    after = Period(grant.period.from_on, last)
    return RoleStep(holding(grant), grant, after, at_once=last == yesterday)


def _say(row: RosterRow, problems: Sequence[Problem]) -> bool:
    """Say each problem beside its cell; whether there was one."""
    for one in problems:
        row.wrong(_COLUMNS.get(one.field, one.field), one.key, **one.data)
    return bool(problems)
