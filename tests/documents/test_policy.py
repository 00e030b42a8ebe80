"""Who may have which paper, asked on plain facts."""

import pytest

from workflow.documents import policy
from workflow.values.errors import NotSignedIn, OtherDepartment, WrongRole
from workflow.values.vocabulary import CENTER_ROLES, Role

OWN, OTHER = 1, 2


@pytest.mark.parametrize("role", sorted(CENTER_ROLES))
def test_the_center_may_have_the_notice_of_any_department(an_actor, role):
    assert policy.may_have_results(an_actor(role), OWN) is None


@pytest.mark.parametrize(
    ("role", "department", "answer"),
    [
        (Role.OFFICER, OWN, None),
        (Role.OFFICER, OTHER, OtherDepartment),
        (Role.VIEWER, None, WrongRole),
        (Role.ADVISOR, None, WrongRole),
    ],
)
def test_a_notice_is_for_the_department_it_is_written_to(an_actor, role, department, answer):
    refusal = policy.may_have_results(an_actor(role, department), OWN)

    assert (type(refusal) if refusal else None) is answer


@pytest.mark.parametrize("role", Role)
def test_the_list_for_the_finance_division_is_for_the_center_and_viewers(an_actor, role):
    refusal = policy.may_have_finance_list(an_actor(role))

    may = role in (
        Role.REVIEWER,
        Role.EVALUATOR,
        Role.SECRETARIAT,
        Role.ADMIN,
        Role.VIEWER,
    )
    assert (type(refusal) if refusal else None) is (None if may else WrongRole)


def test_nobody_unknown_has_either():
    assert type(policy.may_have_results(None, OWN)) is NotSignedIn
    assert type(policy.may_have_finance_list(None)) is NotSignedIn
