"""Refusals that are stored in rows read like those that were raised."""

from datetime import UTC, date, datetime

import pytest

from workflow.bulk import policy
from workflow.items.refusals import CycleNotOpenYet, FormIncomplete
from workflow.values.actor import Title
from workflow.values.canonical import canonical_bytes
from workflow.values.errors import (
    InputRefused,
    Problem,
    SeparationOfDuties,
    SomeoneElseActedFirst,
    WrongRole,
)
from workflow.values.vocabulary import Action, Role

RAISED = (
    CycleNotOpenYet(cycle="2021-12", opens_on=date(2021, 10, 4)),
    FormIncomplete(fields=("name", "funding")),
    SeparationOfDuties(earlier=Action.SUBMIT),
    SomeoneElseActedFirst(who=Title("甲", "A"), when=datetime(2021, 8, 2, tzinfo=UTC)),
    WrongRole(roles=(Role.OFFICER, Role.REVIEWER)),
)


@pytest.mark.parametrize("raised", RAISED, ids=[one.key for one in RAISED])
def test_a_kept_refusal_has_its_family_and_its_facts(raised):
    kept = policy.to_json(raised)
    canonical_bytes(kept)

    again = policy.from_json(kept)

    assert (type(again), again.data) == (type(raised), raised.data)


def test_of_what_was_typed_only_the_family_is_kept():
    kept = policy.to_json(InputRefused([Problem("note", "text_control")]))

    assert isinstance(policy.from_json(kept), InputRefused)
