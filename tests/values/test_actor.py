"""Whose items alone somebody sees."""

import pytest

from workflow.values.actor import Actor, Grant, Principal, Title
from workflow.values.vocabulary import Role

NAME = Title("誰か", "Somebody")
LENT_VIEWER = Principal(2, "absent", NAME, frozenset({Grant(Role.VIEWER, None)}))
LENT_REVIEWER = Principal(2, "absent", NAME, frozenset({Grant(Role.REVIEWER, None)}))
LENT_OFFICER = Principal(2, "absent", NAME, frozenset({Grant(Role.OFFICER, 9)}))


@pytest.mark.parametrize(
    ("role", "department", "lent", "confined_to"),
    [
        (Role.OFFICER, 5, (), {5}),
        (Role.OFFICER, 5, (LENT_OFFICER,), {5, 9}),
        (Role.OFFICER, 5, (LENT_VIEWER,), {5}),
        (Role.OFFICER, 5, (LENT_REVIEWER,), None),
        (Role.VIEWER, None, (), None),
        (Role.ADVISOR, None, (), None),
        (Role.SECRETARIAT, None, (), None),
    ],
)
def test_a_reading_role_counts_where_it_is_held_and_not_where_it_is_lent(
    role, department, lent, confined_to
):
    actor = Actor(1, "somebody", NAME, frozenset({Grant(role, department)}), principals=lent)

    assert actor.confined_to == confined_to
