"""The people of the tests' office: every role, some twice, some for one department only."""

from typing import Final

from workflow import accounts, people
from workflow.engine import Engine
from workflow.values.actor import OPERATOR, Actor
from workflow.values.vocabulary import Role

Grants = list[tuple[Role, str | None]]

OWN: Final = "soumu"
OTHER: Final = "kensetsu"

PEOPLE: Final[dict[str, Grants]] = {
    "officer": [(Role.OFFICER, OWN)],
    "colleague": [(Role.OFFICER, OWN)],
    "neighbour": [(Role.OFFICER, OTHER)],
    "planner": [(Role.OFFICER, "kikaku")],
    "reviewer": [(Role.REVIEWER, None)],
    "reviewer2": [(Role.REVIEWER, None)],
    "evaluator": [(Role.EVALUATOR, None)],
    "evaluator2": [(Role.EVALUATOR, None)],
    "secretariat": [(Role.SECRETARIAT, None)],
    "viewer": [(Role.VIEWER, None)],
    "advisor": [(Role.ADVISOR, None)],
    "admin": [(Role.ADMIN, None)],
    # Holds everything for everyone: only the separation of duties stands in the way.
    "everything": [
        (Role.OFFICER, OWN),
        (Role.REVIEWER, None),
        (Role.EVALUATOR, None),
        (Role.SECRETARIAT, None),
    ],
    # Two at once: a reader who is also an officer.
    "reading-officer": [(Role.OFFICER, OTHER), (Role.VIEWER, None)],
    "nothing": [],
}
"""login -> what the person holds; None is for every department."""

OFFICER_OF: Final = {OWN: "officer", OTHER: "neighbour", "kikaku": "planner"}


def person_named(engine: Engine, login: str) -> Actor:
    """The person with this login, as an actor with their roles of today."""
    with engine.read() as work:
        return people.actor_named(work, login)


def set_password(engine: Engine, login: str, password: str) -> None:
    """Give a person a password, as the operator does from the shell."""
    with engine.write(OPERATOR) as work:
        accounts.set_password(work, login, password)
