"""Who may change the editable masters, and the calendar: plain facts, no database."""

import pytest

from workflow.calendar import policy as calendar
from workflow.masters import policy as masters
from workflow.values.actor import Actor, Grant, Principal, Title
from workflow.values.errors import NotSignedIn, WrongRole
from workflow.values.vocabulary import Role

MAINTAINERS = {Role.SECRETARIAT, Role.ADMIN}
NAME = Title("人", "Person")


def somebody(*roles: Role, department: int | None = None, principals=()) -> Actor:
    grants = frozenset(Grant(role, department) for role in roles)
    return Actor(7, "somebody", NAME, grants, principals=principals)


@pytest.fixture(params=[masters, calendar], ids=["masters", "calendar"])
def policy(request):
    return request.param


@pytest.mark.parametrize("role", Role)
def test_only_the_secretariat_and_administrators_may(policy, role):
    refusal = policy.may_maintain(somebody(role))

    assert (refusal is None) == (role in MAINTAINERS)
    assert refusal is None or type(refusal) is WrongRole


def test_one_role_among_several_is_enough(policy):
    assert policy.may_maintain(somebody(Role.VIEWER, Role.ADMIN)) is None


def test_a_person_without_a_role_and_a_stranger_are_told_why_not(policy):
    assert type(policy.may_maintain(somebody())) is WrongRole
    assert type(policy.may_maintain(None)) is NotSignedIn


def test_who_stands_in_for_the_secretariat_may_not(policy):
    lent = Principal(8, "secretariat", NAME, frozenset({Grant(Role.SECRETARIAT, None)}))

    assert type(policy.may_maintain(somebody(Role.REVIEWER, principals=(lent,)))) is WrongRole


def test_the_verbs_raise_what_the_rule_says(policy):
    maintainer = somebody(Role.SECRETARIAT)

    assert policy.require_maintainer(maintainer) is maintainer
    with pytest.raises(WrongRole):
        policy.require_maintainer(somebody(Role.OFFICER, department=1))
    with pytest.raises(NotSignedIn):
        policy.require_maintainer(None)
