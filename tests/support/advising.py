"""Advice in tests: advisors, what they are asked, what they say."""

from datetime import date
from typing import Final

from tests.support.office import Office
from workflow import advice
from workflow.people import commands
from workflow.values.actor import Title
from workflow.values.vocabulary import Role
from workflow.work import Work

FRIDAY: Final = date(2021, 8, 6)
QUESTION: Final = "単価は妥当か。"
WORDS: Final = "他県の例より二割ほど高い。"

ASKERS: Final = {"reviewer", "reviewer2", "evaluator", "evaluator2", "secretariat", "everything"}
CANNOT_SEE: Final = {"neighbour", "planner", "nothing"}
"""Of an item of the own department that was submitted."""


def an_advisor(office: Office, login: str, *grants, **knows) -> int:
    """Another advisor, with what they are asked about."""

    def add(work: Work) -> int:
        person_id = commands.add_person(
            work,
            login=login,
            name=Title(login, login),
            grants=[(Role.ADVISOR, None), *grants],
            password=None,
        )
        advice.put_expertise(work, person_id, **knows)
        return person_id

    found: list[int] = []
    office.set_up(lambda work: found.append(add(work)))
    return found[0]


def reach(office: Office, *, limited: bool, by: str = "admin", login: str = "advisor") -> None:
    """Say whether an advisor reads only what they are asked about."""
    office.do(by, advice.limit, office.person(login).person_id, limited=limited)


def ask(office: Office, item_id: int, by: str = "reviewer", advisors=("advisor",), **given) -> int:
    ids = [office.person(login).person_id for login in advisors]
    question, due_on = given.get("question", QUESTION), given.get("due", FRIDAY)
    return office.do(by, advice.ask, item_id, ids, question, due_on)


def requested(office: Office, state: str = "under_review", **more) -> tuple[int, int]:
    """An item about which the advisor was asked, and the request."""
    item_id = office.an_item(state, **more)
    ask(office, item_id)
    return item_id, office.look("reviewer", advice.of, item_id)[0].request_id


def advise(office: Office, request_id: int, words: str = WORDS, by: str = "advisor", replaces=0):
    office.do(by, advice.give, request_id, words, replaces)
