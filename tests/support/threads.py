"""Questions on items, in tests: asked before the item goes on."""

from typing import Final

from tests.support.office import PATHS, Office
from tests.support.people import OWN, PEOPLE
from workflow import threads
from workflow.threads import ThreadView
from workflow.values.vocabulary import Role

QUESTION: Final = "単価@500円の根拠を示してください。"
SECRET: Final = "この積算は昨年も疑わしかった。"

DEPARTMENT: Final = {login for login, held in PEOPLE.items() if (Role.OFFICER, OWN) in held}
"""Those who speak for the department, whatever else they hold."""

CENTER: Final = {
    login
    for login, held in PEOPLE.items()
    if {role for role, _ in held} & {Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT}
} - DEPARTMENT

READERS: Final = DEPARTMENT | CENTER | {"admin"}


def asked(office: Office, state: str = "under_review") -> tuple[int, int, int]:
    """An item in `state`, a question of the reviewer on it, and an internal note."""
    item_id = office.an_item("draft")
    question = office.do(
        "reviewer", threads.ask, item_id, QUESTION, field="amount_kyen", answer_in=3
    )
    note = office.do("reviewer", threads.ask, item_id, SECRET, internal=True)
    for action, login in PATHS[state]:
        office.act(item_id, action, login or "officer", despite_questions=True)
    return item_id, question, note


def thread(office: Office, item_id: int, thread_id: int, by: str = "reviewer") -> ThreadView:
    """A thread as this person reads it."""
    return office.look(by, threads.of, item_id).thread(thread_id)
