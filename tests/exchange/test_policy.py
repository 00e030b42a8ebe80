"""Who may bring files in, and what hinders a file from being committed: rules on facts alone."""

from dataclasses import replace

import pytest

from workflow.exchange import policy
from workflow.exchange.policy import Readiness
from workflow.values.actor import Actor, Grant, Title
from workflow.values.errors import NotSignedIn, WrongRole
from workflow.values.vocabulary import Role

READY = Readiness(rows_read=3, rows_total=3, kinds={"create": 1, "change": 1, "same": 1})


@pytest.mark.parametrize("role", Role)
def test_officers_and_the_center_bring_files_in_and_nobody_else(role):
    person = Actor(1, "somebody", Title("誰か", "Somebody"), frozenset({Grant(role, None)}))

    allowed = {Role.OFFICER, Role.REVIEWER, Role.SECRETARIAT}
    assert isinstance(policy.import_refusal(person), WrongRole) == (role not in allowed)


def test_a_stranger_is_asked_to_sign_in():
    assert isinstance(policy.import_refusal(None), NotSignedIn)


@pytest.mark.parametrize("kind", ["create", "change"])
def test_one_row_that_does_something_is_enough(kind):
    assert policy.commit_refusal(replace(READY, kinds={kind: 1, "same": 2})) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_committed": True}, "committed"),
        ({"rows_read": 2}, "unread"),
        ({"kinds": {"create": 2, "wrong": 1}}, "wrong"),
        ({"head_is_wrong": True}, "wrong"),
        ({"open_conflicts": 1}, "conflicts"),
        ({"kinds": {"same": 3}}, "nothing"),
        ({"kinds": {}, "rows_read": 0, "rows_total": 0}, "nothing"),
    ],
)
def test_each_thing_that_hinders_is_named(changes, reason):
    refusal = policy.commit_refusal(replace(READY, **changes))

    assert refusal is not None
    assert refusal.data == {"reason": reason}


def test_the_first_thing_to_do_is_named_first():
    refusal = policy.commit_refusal(
        replace(READY, rows_read=1, kinds={"wrong": 1}, open_conflicts=2)
    )

    assert refusal is not None
    assert refusal.data == {"reason": "unread"}
