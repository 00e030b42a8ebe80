"""Everybody as a file that can be brought back: one row a person and role, held or to be held."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workflow.documents import Document, plain_table
from workflow.models import Person, RoleGrant
from workflow.people.particulars import particulars_of
from workflow.people.policy import require_administrator
from workflow.rosters.columns import HEADINGS
from workflow.rosters.reading import Places, places
from workflow.rosters.views import cells
from workflow.values.actor import SYSTEM_KIND
from workflow.values.paper_words import role_word
from workflow.values.vocabulary import role_named
from workflow.work import Work

NAME: Final = "利用者一覧"
WIDTH: Final = 14
"""Digits of a column that asks for no other."""
WIDTHS: Final = {"name": 20, "kana": 20, "name_en": 22, "section": 22, "email": 28}


def listed(work: Work) -> tuple[dict[str, str], ...]:
    """The rows of the list by column, by login. Raises WrongRole."""
    require_administrator(work.actor)
    return tuple(_rows(work))


def _rows(work: Work) -> Iterator[dict[str, str]]:
    known = places(work)
    everybody = select(Person).where(Person.kind != SYSTEM_KIND).order_by(Person.login)
    query = everybody.options(selectinload(Person.grants))
    for person in work.session.scalars(query):
        about = {"login": person.login} | cells(particulars_of(person), person.active, known)
        held = [one for one in person.grants if not one.period.is_over(work.today)]
        for grant in sorted(held, key=lambda one: one.id):
            yield about | _role(grant, known)
        if not held:
            yield about | dict.fromkeys(("role", "role_department", "from_on", "until_on"), "")


def workbook(work: Work, form: str) -> Document:
    """The list as `xlsx` or `csv`. Raises WrongRole, NotFound for another form."""
    rows = [[row[column] for column in HEADINGS] for row in listed(work)]
    heads = {words[0]: WIDTHS.get(column, WIDTH) for column, words in HEADINGS.items()}
    return plain_table(NAME, form, heads, rows, standing=1)


def _role(grant: RoleGrant, known: Places) -> dict[str, str]:
    first, last = grant.period
    return {
        "role": role_word(role_named(grant.role), known.office),
        "role_department": known.department_names.get(grant.department_id or 0, ""),
        "from_on": first.isoformat() if first else "",
        "until_on": last.isoformat() if last else "",
    }
