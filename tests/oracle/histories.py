"""Histories of items on every definition that comes with the program, made by real moves."""

from datetime import date
from typing import Final

from tests.support.office import INITIAL, JUNE, PATHS, SEPTEMBER, Office, Step
from workflow.calendar import setup as calendar_setup
from workflow.values.actor import Title
from workflow.work import Work

CYCLES: Final = {
    "standard": SEPTEMBER,
    "consultation_only": JUNE,
    "simple": "2021-10",
    "with_approval": "2021-11",
    "with_concurrence": "2022-01",
}
"""A cycle of each process."""

_HEARD: Final[list[Step]] = [
    ("submit", ""), ("receive", "reviewer"), ("approve", "reviewer"), ("concur", "evaluator"),
]  # fmt: skip
_ENDORSED: Final[list[Step]] = [("submit", ""), ("endorse", "colleague"), ("receive", "reviewer")]
_REPORTED: Final[list[Step]] = [("evaluate", "evaluator2"), ("report", "secretariat")]
_GIVEN_UP: Final[Step] = ("withdraw", "")

WALKS: Final[dict[str, list[list[Step]]]] = {
    "standard": [steps for state, steps in PATHS.items() if state != "consulted"],
    "consultation_only": [PATHS["consulted"], PATHS["returned"], PATHS["withdrawn"]],
    "simple": [
        [("submit", ""), ("approve", "reviewer")],
        [("submit", ""), ("send_back", "reviewer"), ("submit", ""), ("approve", "reviewer")],
        [("submit", ""), _GIVEN_UP],
    ],
    "with_approval": [
        [*_ENDORSED, ("approve", "reviewer"), *_REPORTED],
        [("submit", ""), ("decline", "colleague"), *_ENDORSED, _GIVEN_UP],
        [("submit", ""), ("pull_back", "")],
    ],
    "with_concurrence": [
        [*_HEARD, ("concur", "secretariat"), ("conclude", "reviewer"), *_REPORTED],
        [*_HEARD, ("object", "secretariat"), ("send_back", "reviewer"), _GIVEN_UP],
        _HEARD,
    ],
}
"""What is done with the items of each: to an end, or so far."""


def put_cycles(work: Work) -> None:
    """Add the cycles that the tests' office has not, and a meeting for what they report."""
    added = [cycle for cycle in CYCLES.values() if cycle not in {SEPTEMBER, JUNE, INITIAL}]
    for process_name, cycle_id in CYCLES.items():
        if cycle_id in added:
            calendar_setup.put_cycle(
                work,
                cycle_id=cycle_id,
                title=Title(cycle_id, cycle_id),
                fiscal_year=2021,
                budget_year=2021,
                process_name=process_name,
                opens_on=date(2021, 7, 12),
                submission_deadline=date(2021, 8, 20),
                review_deadline=date(2021, 8, 27),
            )
    for number, cycle_id in enumerate(added, 5):
        calendar_setup.put_meeting(
            work, fiscal_year=2021, number=number, held_on=date(2021, 9, 17), cycles=[cycle_id]
        )


def walk(office: Office, process_name: str, name: str) -> None:
    """An item for each of the walks of a process."""
    for number, steps in enumerate(WALKS[process_name]):
        sheet = office.a_sheet(name=f"{name} {number}")
        item_id = office.a_draft(sheet, cycle=CYCLES[process_name]).item_id
        for action, login in steps:
            office.act(item_id, action, login or "officer")
