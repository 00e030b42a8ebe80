"""Every state x every action x every role: each either happens or is refused, and for its reason.

What is expected comes from `tests/support/tables.py`, which is written out and not computed.
"""

from typing import NamedTuple

import pytest

from tests.support.office import JUNE, NOTE, PATHS, SEPTEMBER, Office
from tests.support.people import OTHER, OWN
from tests.support.tables import ACTIONS, CONSULTATION_ONLY, NOT_WHEN_ONLY_CONSULTED, STANDARD
from tests.support.units import look
from workflow import items, people
from workflow.items.refusals import NotTheFinaliser
from workflow.values.actor import Title
from workflow.values.errors import (
    ActionNotPossible,
    NotSignedIn,
    OtherDepartment,
    Refusal,
    SomeoneElseActedFirst,
    WrongRole,
)
from workflow.values.vocabulary import Role
from workflow.work import Work

TABLES = {SEPTEMBER: STANDARD, JUNE: CONSULTATION_ONLY}

EVERY_STATE = [(cycle, state) for cycle, table in TABLES.items() for state in table]


class Who(NamedTuple):
    """A role and for whom it is held: the own department, another one, all of them."""

    role: Role | None
    scope: str

    @property
    def login(self) -> str:
        return f"{self.role}-{self.scope}"


SCOPES = {"own": OWN, "other": OTHER, "everyone": None}
OFFICERS = [Who(Role.OFFICER, "own"), Who(Role.OFFICER, "other")]
OTHERS = [Who(role, scope) for role in Role if role is not Role.OFFICER for scope in SCOPES]
NOBODY = Who(None, "not signed in")
EVERYONE = [*OFFICERS, *OTHERS, NOBODY]


@pytest.fixture(scope="module")
def hall(shared_office: Office) -> Office:
    """The office with one more person for every role and scope, who has done nothing yet."""

    def arrive(work: Work) -> None:
        for who in [*OFFICERS, *OTHERS]:
            assert who.role is not None
            grants = [(who.role, SCOPES[who.scope])]
            name = Title(who.login, "")
            people.add_person(work, login=who.login, name=name, grants=grants, password=None)

    shared_office.set_up(arrive)
    return shared_office


def expected(cycle: str, state: str, action: str, who: Who) -> type[Refusal] | str:
    """What the tables say: the state to arrive in, or the refusal."""
    role = None if cycle == JUNE and action in NOT_WHEN_ONLY_CONSULTED else ACTIONS[action]
    if who is NOBODY:
        return NotSignedIn
    if role is None or who.role is not role:
        return WrongRole
    if who.scope == "other":
        return OtherDepartment
    if action == "reopen" and action in TABLES[cycle][state]:
        # Only whoever finalised, or a session's finaliser; see test_taking_back.
        return NotTheFinaliser
    return TABLES[cycle][state].get(action) or too_late(cycle, state, action)


def too_late(cycle: str, state: str, action: str) -> type[Refusal]:
    """Somebody else was quicker if the step was there before the item's latest move."""
    moves = [action for action, _ in PATHS[state]]
    before = "draft"
    for move in moves[:-1]:
        before = TABLES[cycle][before][move]
    taken = bool(moves) and action in TABLES[cycle][before]
    return SomeoneElseActedFirst if taken else ActionNotPossible


@pytest.mark.parametrize(("cycle", "state"), EVERY_STATE)
def test_what_the_tables_do_not_allow_is_refused_with_its_reason_and_leaves_nothing(
    hall, cycle, state
):
    item_id = hall.an_item(state, cycle=cycle)
    before = hall.row(item_id)
    written = hall.count_entries()

    for who in EVERYONE:
        actor = hall.person(who.login) if who.role else None
        for action in ACTIONS:
            answer = expected(cycle, state, action, who)
            if isinstance(answer, str):
                continue
            particulars = hall.particulars(cycle, action, {})
            with pytest.raises(Refusal) as refused:
                hall.engine.perform(
                    item_id, action, actor, before.content_hash, NOTE, particulars=particulars
                )
            assert type(refused.value) is answer, f"{who.login} {action} in {state} of {cycle}"
        assert hall.count_entries() == written, f"something {who.login} did in {state} of {cycle}"

    after = hall.row(item_id)
    assert (after.state, after.version) == (state, before.version)


@pytest.mark.parametrize(("cycle", "state"), EVERY_STATE)
def test_what_the_tables_allow_happens_and_leaves_exactly_one_entry(hall, cycle, state):
    for who in EVERYONE:
        for action in ACTIONS:
            answer = expected(cycle, state, action, who)
            if not isinstance(answer, str):
                continue
            case = f"{who.login} {action} in {state} of {cycle}"
            # Only the submitter pulls back: there the officer of the table is the item's own.
            by = who.login if action == "pull_back" else "officer"
            item_id = hall.an_item(state, cycle=cycle, by=by)
            written = len(hall.entries(item_id))

            receipt = hall.act(item_id, action, who.login)

            entries = hall.entries(item_id)
            assert len(entries) == written + 1, case
            assert (entries[-1].action, entries[-1].from_state) == (action, state), case
            assert entries[-1].to_state == receipt.state == hall.row(item_id).state == answer, case
            assert entries[-1].actor_login == who.login, case


@pytest.mark.parametrize("cycle", TABLES)
def test_only_an_officer_of_the_department_begins_an_item(hall, cycle):
    for who in EVERYONE:
        written = hall.count_entries()
        if who == Who(Role.OFFICER, "own"):
            receipt = hall.a_draft(cycle=cycle, by=who.login)
            assert [entry.action for entry in hall.entries(receipt.item_id)] == ["create"]
            continue
        with pytest.raises(Refusal) as refused:
            hall.a_draft(cycle=cycle, by=who.login if who.role else None)
        assert type(refused.value) is expected(cycle, "withdrawn", "create", who), who
        assert hall.count_entries() == written, who


@pytest.mark.parametrize("cycle", TABLES)
def test_the_buttons_give_the_same_answer_as_the_door(hall, cycle):
    for state in TABLES[cycle]:
        item_id = hall.an_item(state, cycle=cycle, by="officer")
        for who in EVERYONE:
            if who.role in (None, Role.VIEWER, Role.ADVISOR) or who in OFFICERS:
                continue
            shown = {
                view.action: view.refusal
                for view in look(hall.engine, hall.person(who.login), items.get, item_id).actions
            }
            assert set(shown) == set(TABLES[cycle][state]), (state, who)
            for action, refusal in shown.items():
                answer = expected(cycle, state, action, who)
                found = type(refusal) if refusal else TABLES[cycle][state][action]
                assert found == answer, (state, who, action)


def test_every_live_state_of_both_processes_is_in_the_tables(hall):
    published = {one.name: one for one in hall.look(None, lambda work: work.published)}

    assert set(published["standard"].states) == set(STANDARD)
    assert set(published["consultation_only"].states) == set(CONSULTATION_ONLY)
