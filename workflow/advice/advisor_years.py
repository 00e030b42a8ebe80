"""A year's record of the advisors: their terms, what they were asked and what they said."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import or_, select

from workflow.advice.advisors import Expertise, expertise_of
from workflow.advice.queries import AdviceView, asked_between
from workflow.models import AdvisorExpertise, Person, RoleGrant
from workflow.models.people import period_of
from workflow.values.actor import Actor, Title, require_role
from workflow.values.clock import JAPAN
from workflow.values.days import Period
from workflow.values.vocabulary import CENTER_ROLES, Role
from workflow.work import Work

READERS_OF_RECORD: Final = CENTER_ROLES | {Role.ADVISOR}
"""The center reads the record of every advisor, an advisor their own."""


@dataclass(frozen=True)
class AdvisorYear:
    """One advisor in one fiscal year; `asked` as far as the reader may read it, the first first."""

    person_id: int
    name: Title
    terms: tuple[Period, ...]
    """The days on which the role was held, as far as they touch the year, whole."""
    expertise: tuple[Expertise, ...]
    asked: tuple[AdviceView, ...]

    @property
    def answered(self) -> int:
        """Requests that have an answer."""
        return sum(one.latest is not None for one in self.asked)


def year_record(work: Work, fiscal_year: int) -> tuple[AdvisorYear, ...]:
    """Who was an advisor in a year, with all that they were asked then: four queries.

    Raises NotSignedIn, WrongRole.
    """
    by = require_role(work.actor, READERS_OF_RECORD)
    first, after = date(fiscal_year, 4, 1), date(fiscal_year + 1, 4, 1)
    since, until = (datetime(day.year, 4, 1, tzinfo=JAPAN) for day in (first, after))
    terms, names = _terms(work, by, Period(first, date(fiscal_year + 1, 3, 31)))
    asked: defaultdict[int, list[AdviceView]] = defaultdict(list)
    for one in asked_between(work, since, until):
        if one.advisor_id in names:
            asked[one.advisor_id].append(one)
    known = expertise_of(
        work.session,
        AdvisorExpertise.begun_at < until,
        or_(AdvisorExpertise.ended_at.is_(None), AdvisorExpertise.ended_at >= since),
    )
    return tuple(
        AdvisorYear(
            id_, name, tuple(terms[id_]), tuple(dict.fromkeys(known[id_])), tuple(asked[id_])
        )
        for id_, name in names.items()
    )


def _terms(
    work: Work, by: Actor, year: Period
) -> tuple[defaultdict[int, list[Period]], dict[int, Title]]:
    """By person the periods of the role that touch the year, and their names, in order."""
    query = (
        select(
            RoleGrant.person_id,
            RoleGrant.from_on,
            RoleGrant.until_on,
            RoleGrant.ended_on,
            Person.name_ja,
            Person.name_en,
        )
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.role == Role.ADVISOR)
        .order_by(RoleGrant.person_id, RoleGrant.from_on, RoleGrant.id)
    )
    if not by.roles & CENTER_ROLES:
        query = query.where(RoleGrant.person_id == by.person_id)
    terms: defaultdict[int, list[Period]] = defaultdict(list)
    names: dict[int, Title] = {}
    for row in work.session.execute(query):
        period = period_of(row)
        if not period.is_empty and period.overlaps(year):
            terms[row.person_id].append(period)
            names[row.person_id] = Title(row.name_ja, row.name_en)
    return terms, names
