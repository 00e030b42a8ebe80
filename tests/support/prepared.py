"""The small office of `tests/support/office.py`, set up in an empty database."""

from datetime import date
from typing import Final

from tests.support.new_office import new_office
from tests.support.office import DECEMBER, INITIAL, JUNE, NOW, SECTIONS, SEPTEMBER
from tests.support.people import PEOPLE
from workflow import goals, organisation, people
from workflow.calendar import setup as calendar_setup
from workflow.masters import setup
from workflow.values.actor import Title
from workflow.values.office import HEADS, usual_funding
from workflow.values.office import Office as OfficeNames
from workflow.values.vocabulary import OfficeKind
from workflow.work import Work

OFFICE: Final = OfficeNames(
    OfficeKind.PREFECTURE,
    Title("試験県", "Test Prefecture"),
    center=Title("DXセンター", "DX center"),
    center_short=Title("センター", "center"),
    headquarters=Title("DX戦略本部", "DX strategy headquarters"),
    headquarters_short=Title("本部", "headquarters"),
    finance=Title("財政課", "finance division"),
    head=HEADS[OfficeKind.PREFECTURE],
)
"""What it calls itself and its parts."""

FIELDS: Final = {
    "administration": Title("行政", "Administration"),
    "living": Title("くらし", "Living"),
    "industry": Title("産業", "Industry"),
}


def prepare(url: str) -> None:
    """Migrate an empty database and set the office up through the services."""
    with new_office(url, NOW, OFFICE) as work:
        _organisation(work)
        _masters(work)
        _calendar(work)
        for login, grants in PEOPLE.items():
            name = Title(login, login.title())
            people.add_person(work, login=login, name=name, grants=grants, password=None)


def _organisation(work: Work) -> None:
    for year in (2021, 2022):
        for code in SECTIONS:
            organisation.add_department(work, year, code, Title(code, code))
    for code, sections in SECTIONS.items():
        for section in sections:
            organisation.add_section(work, code, section)


def _masters(work: Work) -> None:
    for position, (code, title) in enumerate(FIELDS.items(), 1):
        setup.put_field(work, code, title, position)
    for position, kind in enumerate(usual_funding("地方債"), 1):
        setup.put_funding(work, kind.code, kind.title, position)
    for position, code in enumerate(("procedure", "training", "retired")):
        used = code != "retired"
        setup.put_category(work, code, Title(code, code), position, active=used)
    for code in ("appropriate", "conditional", "needs_revision"):
        setup.put_verdict(work, code, Title(code, code), 1, needs_conditions=code == "conditional")
    goals.add_goal(
        work,
        fiscal_year=2021,
        number=20,
        departments=["kensetsu"],
        title="目標",
        overview="",
        indicators_this_year=[],
        indicators_later=[],
    )


def _calendar(work: Work) -> None:
    for cycle_id, budget_year, process, days in (
        (JUNE, 2021, "consultation_only", ((4, 12), (5, 14), (5, 21))),
        (SEPTEMBER, 2021, "standard", ((7, 12), (8, 20), (8, 27))),
        (INITIAL, 2022, "standard", ((7, 20), (10, 29), (11, 15))),
        (DECEMBER, 2021, "standard", ((10, 4), (10, 29), (11, 8))),
    ):
        opens, submission, review = (date(2021, *day) for day in days)
        calendar_setup.put_cycle(
            work,
            cycle_id=cycle_id,
            title=Title(cycle_id, cycle_id),
            fiscal_year=2021,
            budget_year=budget_year,
            process_name=process,
            opens_on=opens,
            submission_deadline=submission,
            review_deadline=review,
        )
    for number, held_on, cycle_id in (
        (2, date(2021, 9, 17), SEPTEMBER),
        (3, date(2021, 12, 3), DECEMBER),
        (4, date(2022, 2, 4), INITIAL),
    ):
        calendar_setup.put_meeting(
            work, fiscal_year=2021, number=number, held_on=held_on, cycles=[cycle_id]
        )
