"""Who may order an action for many items, and how long a preview holds: rules on facts alone."""

from datetime import datetime, timedelta

import pytest

from workflow.bulk import policy
from workflow.process import bundled, load_sound
from workflow.values.actor import Actor, Grant, Principal, Title
from workflow.values.clock import JAPAN
from workflow.values.errors import NotSignedIn, WrongRole
from workflow.values.vocabulary import Action, Role

STANDARD = load_sound(bundled()["standard"], "standard")
NOW = datetime(2021, 8, 2, 9, 0, tzinfo=JAPAN)

OFFERED = {
    Role.OFFICER: {"submit", "pull_back", "withdraw"},
    Role.REVIEWER: {"receive", "send_back", "approve", "carry_over"},
    Role.EVALUATOR: {"reopen"},
    Role.SECRETARIAT: {"report"},
    Role.VIEWER: set(),
    Role.ADVISOR: set(),
    Role.ADMIN: set(),
}
PAIRS = [(role, action) for role in Role for action in [*Action, "nonsense"]]


def with_role(role: Role, principals: tuple[Principal, ...] = ()) -> Actor:
    grants = frozenset({Grant(role, None)})
    return Actor(1, "somebody", Title("誰か", "Somebody"), grants, principals=principals)


def test_every_role_is_looked_at():
    assert set(OFFERED) == set(Role)


@pytest.mark.parametrize(("role", "action"), PAIRS)
def test_one_orders_what_ones_role_takes_and_never_an_evaluation(role, action):
    refusal = policy.order_refusal([STANDARD], with_role(role), action)

    assert isinstance(refusal, WrongRole) == (action not in OFFERED[role])
    offered = {one.action for one in policy.offered([STANDARD], with_role(role))}
    assert (action in offered) == (refusal is None)


def test_a_stranger_is_offered_nothing_and_asked_to_sign_in():
    assert policy.offered([STANDARD], None) == ()
    assert isinstance(policy.order_refusal([STANDARD], None, "receive"), NotSignedIn)


def test_whoever_stands_in_for_somebody_orders_what_that_one_takes():
    lent = frozenset({Grant(Role.REVIEWER, None)})
    substitute = with_role(Role.VIEWER, (Principal(2, "away", Title("不在", "Away"), lent),))

    assert policy.order_refusal([STANDARD], substitute, "receive") is None
    assert isinstance(policy.order_refusal([STANDARD], substitute, "report"), WrongRole)


@pytest.mark.parametrize(
    ("action", "rule"), [("send_back", "required"), ("submit", "optional"), ("nonsense", "none")]
)
def test_the_strictest_rule_of_a_reason_holds(action, rule):
    assert policy.note_rule([STANDARD], action) == rule


@pytest.mark.parametrize(
    ("committed", "left", "reason"),
    [
        (False, timedelta(seconds=1), None),
        (False, timedelta(0), "expired"),
        (True, timedelta(hours=1), "committed"),
        (True, timedelta(0), "committed"),
    ],
)
def test_a_preview_is_open_until_it_is_committed_or_expires(committed, left, reason):
    refusal = policy.open_refusal(NOW if committed else None, NOW + left, NOW)

    assert (refusal.data["reason"] if refusal else None) == reason
