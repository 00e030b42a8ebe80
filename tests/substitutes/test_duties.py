"""Separation of duties and partiality see through substitutes: what is done counts for both."""

from contextlib import suppress
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.ledger import ledger_breaks
from tests.support.office import Office
from tests.support.people import OTHER, OWN
from tests.support.substitutes import stand_in
from tests.support.tables import SEPARATE, STANDARD
from workflow import evaluation, substitutes
from workflow.people import commands
from workflow.values import errors
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Role

PLAYERS = ("officer", "colleague", "reviewer", "reviewer2", "evaluator", "everything", "nothing")
LOANS = [
    (absent, substitute, role)
    for absent, role in (
        ("officer", Role.OFFICER),
        ("reviewer", Role.REVIEWER),
        ("evaluator", Role.EVALUATOR),
        ("everything", Role.REVIEWER),
        ("everything", Role.OFFICER),
    )
    for substitute in PLAYERS
    if substitute != absent
]
ON = ("submit", "receive", "approve", "evaluate")


def test_the_substitute_cannot_approve_what_they_submitted_for_another(shared_office):
    office = shared_office
    _once(office, "neighbour", "everything", Role.OFFICER, OTHER)
    item_id = office.an_item("draft", department=OTHER)
    office.act(item_id, "submit", "everything")
    office.act(item_id, "receive", "reviewer2")

    with pytest.raises(errors.SeparationOfDuties) as refused:
        office.act(item_id, "approve", "everything")
    assert refused.value.data["earlier"] == "submit"


def test_the_absent_person_cannot_approve_what_was_submitted_in_their_name(shared_office):
    office = shared_office
    _once(office, "everything", "neighbour", Role.OFFICER)
    _once(office, "reviewer", "neighbour", Role.REVIEWER)
    item_id = office.an_item("draft")
    office.act(item_id, "submit", "neighbour")
    office.act(item_id, "receive", "reviewer2")

    for who in ("everything", "neighbour"):
        with pytest.raises(errors.SeparationOfDuties):
            office.act(item_id, "approve", who)
    assert office.act(item_id, "approve", "reviewer").state == "reviewed"


def test_nobody_approves_for_one_who_submitted_it(shared_office):
    office = shared_office
    _once(office, "everything", "nothing", Role.REVIEWER)
    item_id = office.an_item("under_review", by="everything")

    with pytest.raises(errors.SeparationOfDuties):
        office.act(item_id, "approve", "nothing")


def _once(
    office: Office, absent: str, substitute: str, role: Role, department: str | None = None
) -> None:
    """Let it be so, on an office that several tests share."""
    with suppress(errors.Conflict):
        stand_in(office, absent, substitute, role, department)


@pytest.mark.parametrize(
    ("partial", "substitute"), [("evaluator", "nothing"), ("evaluator2", "evaluator2")]
)
def test_a_conflict_of_interest_of_either_keeps_the_substitute_out(office, partial, substitute):
    stand_in(office, "evaluator", substitute, Role.EVALUATOR)
    item_id = office.an_item("reviewed")
    who = office.person(partial).person_id
    office.do("secretariat", evaluation.declare_conflict, item_id, who, "親族の会社")

    with pytest.raises(errors.ConflictOfInterest) as refused:
        office.act(item_id, "evaluate", substitute)
    assert refused.value.data["kind"] == "declared"


def test_an_officer_of_the_department_bars_their_substitute_from_evaluating_its_items(office):
    grants = [(Role.EVALUATOR, None), (Role.OFFICER, OWN)]
    office.set_up(
        lambda work: commands.add_person(
            work,
            login="partial",
            name=office.person("officer").name,
            grants=grants,
            password=None,
        )
    )
    stand_in(office, "partial", "nothing", Role.EVALUATOR)
    mine, other = office.an_item("reviewed"), office.an_item("reviewed", department=OTHER)

    with pytest.raises(errors.ConflictOfInterest) as refused:
        office.act(mine, "evaluate", "nothing")
    assert refused.value.data["kind"] == "own_department"
    assert office.act(other, "evaluate", "nothing").state == "evaluated"


def test_who_stands_in_for_an_officer_does_not_evaluate_the_department_s_items(office):
    stand_in(office, "officer", "evaluator", Role.OFFICER)
    item_id = office.an_item("reviewed")

    with pytest.raises(errors.ConflictOfInterest):
        office.act(item_id, "evaluate", "evaluator")
    assert office.act(item_id, "evaluate", "evaluator2").state == "evaluated"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    loans=st.lists(st.sampled_from(LOANS), min_size=2, max_size=6, unique=True),
    choices=st.lists(st.tuples(st.integers(0, 2), st.permutations(PLAYERS)), max_size=9),
)
def test_nobody_is_ever_on_both_sides_of_an_item(office, loans, choices):
    _lend_anew(office, loans)
    item_id = office.an_item("draft", by="colleague")

    for turn, players in choices:
        offered = STANDARD[office.row(item_id).state]
        onward = [action for action in ON if action in offered]
        chosen = onward if turn or not onward else list(offered)
        for action, player in product(chosen, players):
            with suppress(Refusal):
                office.act(item_id, action, player)
                break

    doers: dict[str, set[int]] = {}
    for entry in office.entries(item_id):
        both = {entry.actor_id, entry.particulars.get("for", {}).get("person", entry.actor_id)}
        doers.setdefault(entry.action, set()).update(both)
    for one, other in map(tuple, SEPARATE):
        assert not doers.get(one, set()) & doers.get(other, set())
    assert ledger_breaks(office.engine) == ()


def _lend_anew(office: Office, loans: list[tuple[str, str, Role]]) -> None:
    """End what was lent in the example before, and lend this; a second of a kind is refused."""
    for row in office.look("admin", substitutes.everybody):
        office.do("admin", substitutes.end, row.id)
    for loan in loans:
        with suppress(errors.Conflict):
            stand_in(office, *loan)
    office.meet_anew()
