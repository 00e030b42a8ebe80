"""Who administers people, mails and jobs: administrators alone."""

import pytest

from workflow.values.actor import OPERATOR, Actor, Grant, Title, require_administrator
from workflow.values.errors import NotSignedIn, WrongRole
from workflow.values.vocabulary import ADMINISTRATORS, Role


def holding(role: Role) -> Actor:
    return Actor(1, "somebody", Title("誰か", "Somebody"), frozenset({Grant(role, None)}))


@pytest.mark.parametrize("role", sorted(set(Role) - ADMINISTRATORS))
def test_no_other_role_administers(role):
    with pytest.raises(WrongRole) as refused:
        require_administrator(holding(role))

    assert refused.value.data == {"roles": (Role.ADMIN,)}


def test_a_stranger_is_asked_to_sign_in():
    with pytest.raises(NotSignedIn):
        require_administrator(None)


@pytest.mark.parametrize("actor", [holding(Role.ADMIN), OPERATOR])
def test_administrators_and_the_operator_of_the_machine_do(actor):
    assert require_administrator(actor) is actor
