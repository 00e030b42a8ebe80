"""A session of three evaluators, and short ways to say who gives which sheet."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from tests.support.databases import Databases
from tests.support.office import SEPTEMBER, Office, open_office
from tests.support.people import OTHER, OWN
from tests.support.prepared import prepare
from tests.support.scoring import awaiting, submit_first
from workflow import evaluation
from workflow.engine import Engine
from workflow.evaluation import Mark, Scorecard, SessionPlan
from workflow.masters import setup
from workflow.models import Person, ScoreSheet, ScoreSheetEntry
from workflow.people import commands
from workflow.values.actor import Title
from workflow.values.vocabulary import Role
from workflow.work import Work

T = TypeVar("T")

SCORERS = ("evaluator", "evaluator2", "evaluator3")
CRITERIA = ("plan", "amount", "security")

MORE_PEOPLE = {
    "evaluator3": [(Role.EVALUATOR, None)],
    "finaliser": [(Role.EVALUATOR, None)],
    "outsider": [(Role.EVALUATOR, None)],
    # Evaluate, and are an officer of a department: partial in its items.
    "own-evaluator": [(Role.EVALUATOR, None), (Role.OFFICER, OWN)],
    "other-evaluator": [(Role.EVALUATOR, None), (Role.OFFICER, OTHER)],
    "joint-evaluator": [(Role.EVALUATOR, None), (Role.OFFICER, "kikaku")],
    "partial-later": [(Role.EVALUATOR, None)],
    # Keeps the sessions, and evaluates.
    "keeper": [(Role.SECRETARIAT, None), (Role.EVALUATOR, None)],
    "approver": [(Role.EVALUATOR, None), (Role.REVIEWER, None)],
}


class Panel:
    """An office whose September items are evaluated by several, and what its people do."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.engine: Engine = office.engine

    def do(self, login: str, verb: Callable[..., T], *args: Any, **more: Any) -> T:
        """What `verb` gives in a writing unit of work of this person."""
        return self.office.do(login, verb, *args, **more)

    def look(self, login: str, verb: Callable[..., T], *args: Any, **more: Any) -> T:
        """What `verb` gives in a reading unit of work of this person."""
        return self.office.look(login, verb, *args, **more)

    def person(self, login: str):
        return self.office.person(login)

    def plan(self, **changes) -> SessionPlan:
        chosen = {
            "fiscal_year": 2021,
            "title": Title("第2回評価会議", "Second session"),
            "begins_on": None,
            "cycle_ids": (SEPTEMBER,),
            "scorers": SCORERS,
            "finalisers": ("finaliser",),
            "criteria": CRITERIA,
        } | changes
        for name in ("scorers", "finalisers"):
            chosen[name] = tuple(self.person(login).person_id for login in chosen[name])
        return SessionPlan(**chosen)

    def sit(self, **changes) -> int:
        """Set a session up and open it."""
        session_id = self.do("secretariat", evaluation.set_up_session, self.plan(**changes))
        self.do("secretariat", evaluation.open_session, session_id)
        return session_id

    def card(self, *scores: int | None, verdict: str = "", comment: str = "") -> Scorecard:
        marks = tuple(Mark(code, score) for code, score in zip(CRITERIA, scores, strict=False))
        return Scorecard(marks, comment, verdict)

    def version(self, login: str, item_id: int) -> int:
        own = self.view(login, item_id).own
        return own.version if own else 0

    def save(self, login: str, item_id: int, card: Scorecard, version: int | None = None) -> int:
        """Save a draft, written on the version there is now if `version` is not given."""
        version = self.version(login, item_id) if version is None else version
        return self.do(login, evaluation.save_sheet, item_id, card, version)

    def submit(self, login: str, item_id: int, card: Scorecard, seen: str | None = None) -> int:
        seen = seen or self.office.row(item_id).content_hash
        version = self.version(login, item_id)
        return self.do(login, evaluation.submit_sheet, item_id, card, version, seen)

    def look_at_scores(self, login: str, item_id: int) -> None:
        """Look at the others' scores: the own sheet stands from then on."""
        self.do(login, evaluation.look_at_scores, item_id)

    def second(self, login: str, item_id: int, card: Scorecard) -> None:
        """Submit a second sheet, beside the one that stands."""
        seen = self.office.row(item_id).content_hash
        self.do(login, evaluation.submit_second_sheet, item_id, card, seen)

    def take_back(self, login: str, item_id: int) -> None:
        self.do(login, evaluation.take_back_sheet, item_id)

    def declare(self, login: str, item_id: int, reason: str = "親族が委託先に勤める") -> None:
        """Declare an own conflict of interest."""
        person_id = self.person(login).person_id
        self.do(login, evaluation.declare_conflict, item_id, person_id, reason)

    def logins(self) -> set[str]:
        """Everyone who signs in."""
        with self.engine.database.reading() as session:
            return set(session.scalars(select(Person.login)))

    def history(self, item_id: int) -> list[dict[str, Any]]:
        """What the sheets of an item said each time one was submitted."""
        with self.engine.database.reading() as session:
            query = select(ScoreSheetEntry.content).join(ScoreSheet)
            found = session.scalars(query.where(ScoreSheet.item_id == item_id))
            return list(found)

    def view(self, login: str, item_id: int):
        return self.look(login, evaluation.scoring, item_id)


def _prepare(url: str) -> None:
    prepare(url)
    office = open_office(url)

    def arrive(work: Work) -> None:
        for position, code in enumerate((*CRITERIA, "exit")):
            setup.put_criterion(work, code, Title(f"観点 {code}", code), position)
        for login, grants in MORE_PEOPLE.items():
            name = Title(login, login)
            commands.add_person(work, login=login, name=name, grants=grants, password=None)

    office.set_up(arrive)
    office.engine.close()


@pytest.fixture
def panel(databases: Databases) -> Iterator[Panel]:
    """An office of this test alone, with criteria and enough evaluators; nobody sits yet."""
    url = databases.copy_of(_prepare)
    office = open_office(url)
    yield Panel(office)
    office.engine.close()
    databases.drop(url)


@pytest.fixture
def item_id(demo_engine: Engine) -> int:
    """An item of the demonstration, in an open session of both evaluators."""
    return awaiting(demo_engine)


@pytest.fixture
def submitted(demo_engine: Engine, item_id: int) -> int:
    """The same, the first evaluator's sheet submitted and the others' looked at."""
    submit_first(demo_engine, item_id)
    return item_id
