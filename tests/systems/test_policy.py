"""Who may do what with a system of the inventory: every state, every act, every role."""

from datetime import date
from itertools import product

from workflow.systems.policy import STEPS, SystemNotInState, may, may_add
from workflow.systems.selecting import budget_year
from workflow.values.actor import Actor, Grant, Title
from workflow.values.errors import NotSignedIn, OtherDepartment, WrongRole
from workflow.values.systems import ReviewState, SystemAct
from workflow.values.vocabulary import Role

OWN, OTHER = 1, 2
THERE = ("survey", "study", "policy", "done")
PERMITTED = {
    *((state, act, role) for state in THERE for act in ("edit", "retire")
      for role in ("officer", "reviewer")),
    ("survey", "ask", "reviewer"),
    ("survey", "survey", "officer"),
    ("survey", "survey", "reviewer"),
    ("study", "send_back", "reviewer"),
    ("study", "assess", "reviewer"),
    ("policy", "assess", "reviewer"),
    ("policy", "carry_out", "officer"),
    ("policy", "carry_out", "reviewer"),
    ("policy", "review", "reviewer"),
    ("done", "review", "reviewer"),
}  # fmt: skip
"""Everything that is ever permitted, of an own system."""


def holding(role: Role, department: int | None = None) -> Actor:
    return Actor(7, "someone", Title("誰か", ""), frozenset({Grant(role, department)}))


def test_the_table_of_states_acts_and_roles_permits_this_and_nothing_else():
    found = {
        (state.value, act.value, role.value)
        for state, act, role in product(ReviewState, STEPS, Role)
        if may(holding(role, OWN if role is Role.OFFICER else None), act, state, OWN) is None
    }

    assert found == PERMITTED
    assert isinstance(may(None, SystemAct.EDIT, ReviewState.SURVEY, OWN), NotSignedIn)
    retired = may(holding(Role.REVIEWER), SystemAct.EDIT, ReviewState.RETIRED, OWN)
    assert isinstance(retired, SystemNotInState)


def test_officers_write_on_their_departments_systems_and_the_center_on_all():
    stranger = holding(Role.OFFICER, OTHER)

    for act in (SystemAct.EDIT, SystemAct.SURVEY, SystemAct.RETIRE):
        assert isinstance(may(stranger, act, ReviewState.SURVEY, OWN), OtherDepartment)
        assert may(holding(Role.REVIEWER), act, ReviewState.SURVEY, OTHER) is None
    assert isinstance(may_add(stranger, OWN), OtherDepartment)
    assert isinstance(may_add(holding(Role.SECRETARIAT), OWN), WrongRole)
    assert may_add(stranger, OTHER) is None


def test_the_budget_that_provides_for_what_follows_is_that_of_the_day_after():
    assert budget_year(date(2022, 3, 30)) == 2021
    assert budget_year(date(2022, 3, 31)) == 2022
    assert budget_year(date(2022, 12, 31)) == 2022
