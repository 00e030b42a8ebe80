"""Who may do what with a goal: every state, every act, every role."""

from itertools import product

import pytest

from workflow.goals import policy
from workflow.goals.policy import STEPS, TURNS, GoalFacts, may
from workflow.values.actor import Actor, Grant, Title
from workflow.values.errors import OtherDepartment, SeparationOfDuties, WrongRole
from workflow.values.promotion import GoalAct, GoalState
from workflow.values.vocabulary import Role

OWN, JOINT, OTHER = 1, 2, 3
PERMITTED = {
    ("draft", "edit", "officer"),
    ("draft", "submit", "officer"),
    ("draft", "withdraw", "officer"),
    ("returned", "edit", "officer"),
    ("returned", "submit", "officer"),
    ("returned", "withdraw", "officer"),
    ("submitted", "withdraw", "officer"),
    ("submitted", "confirm", "reviewer"),
    ("submitted", "send_back", "reviewer"),
    ("confirmed", "withdraw", "officer"),
    ("confirmed", "send_back", "reviewer"),
    ("confirmed", "set", "secretariat"),
    ("set", "report", "officer"),
    ("set", "carry", "officer"),
    ("set", "close", "secretariat"),
    ("closed", "carry", "officer"),
}
"""Everything that is ever permitted, of an own goal."""


def holding(role: Role, department: int | None = None, person: int = 7) -> Actor:
    return Actor(person, "someone", Title("誰か", ""), frozenset({Grant(role, department)}))


def test_the_table_of_states_acts_and_roles_permits_this_and_nothing_else():
    found = {
        (state.value, act.value, role.value)
        for state, act, role in product(GoalState, STEPS, Role)
        if may(
            holding(role, OWN if role is Role.OFFICER else None),
            act,
            GoalFacts(state, OWN, frozenset({OWN, JOINT})),
        )
        is None
    }

    assert found == PERMITTED
    assert all(may(None, act, GoalFacts(GoalState.SET, OWN, frozenset({OWN}))) for act in STEPS)


def test_whose_turn_it_is_can_move_the_goal_on():
    for state, roles in TURNS.items():
        acts = {role for kind, _act, role in PERMITTED if kind == state}
        assert {role.value for role in roles} <= acts


@pytest.mark.parametrize(
    ("department", "act", "refused"),
    [
        (JOINT, GoalAct.REPORT, None),
        (JOINT, GoalAct.CARRY, OtherDepartment),
        (OTHER, GoalAct.REPORT, OtherDepartment),
        (OTHER, GoalAct.CARRY, OtherDepartment),
    ],
)
def test_a_joint_department_reports_and_the_lead_alone_decides(department, act, refused):
    facts = GoalFacts(GoalState.SET, OWN, frozenset({OWN, JOINT}))

    found = may(holding(Role.OFFICER, department), act, facts)

    assert (found and type(found)) == refused


def test_nobody_confirms_what_they_submitted_themselves_and_strangers_begin_nothing():
    facts = GoalFacts(GoalState.SUBMITTED, OWN, frozenset({OWN}), submitted_by=7)

    assert isinstance(may(holding(Role.REVIEWER), GoalAct.CONFIRM, facts), SeparationOfDuties)
    assert may(holding(Role.REVIEWER, person=8), GoalAct.CONFIRM, facts) is None
    assert isinstance(policy.may_draft(holding(Role.REVIEWER), OWN), WrongRole)
    assert isinstance(policy.may_draft(holding(Role.OFFICER, OTHER), OWN), OtherDepartment)
    assert policy.may_draft(holding(Role.OFFICER, OWN), OWN) is None
