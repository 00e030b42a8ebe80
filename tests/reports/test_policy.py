"""Who may freeze, lift and read meetings' reports, and when: asked on plain facts."""

import pytest

from workflow.editions.policy import NothingChanged, may_read
from workflow.reports import policy
from workflow.values.errors import NotSignedIn, WrongRole
from workflow.values.vocabulary import Role, Stage

PLANNED, EVALUATED = Stage.PLANNED, Stage.EVALUATED


@pytest.mark.parametrize("role", Role)
def test_the_secretariat_alone_freezes_lifts_and_sets_agendas(an_actor, role):
    refusal = policy.may_edit(an_actor(role))

    assert (type(refusal) if refusal else None) is (None if role is Role.SECRETARIAT else WrongRole)


@pytest.mark.parametrize("role", Role)
def test_everybody_but_officers_reads_frozen_editions(an_actor, role):
    refusal = may_read(an_actor(role))

    assert (type(refusal) if refusal else None) is (WrongRole if role is Role.OFFICER else None)


def test_an_advisor_limited_to_what_they_are_asked_about_reads_none(an_actor):
    assert type(may_read(an_actor(Role.ADVISOR), limited=True)) is WrongRole
    assert may_read(an_actor(Role.VIEWER), limited=True) is None


@pytest.mark.parametrize("may", [policy.may_edit, may_read])
def test_whoever_holds_nothing_or_is_unknown_may_do_neither(an_actor, may):
    assert type(may(an_actor())) is WrongRole
    assert type(may(None)) is NotSignedIn


@pytest.mark.parametrize(
    ("stage", "has_cycles", "is_frozen", "last", "answer"),
    [
        (PLANNED, True, False, None, None),
        (PLANNED, True, False, 1, None),
        (PLANNED, True, True, 1, None),
        (EVALUATED, True, False, None, None),
        (EVALUATED, True, False, 1, None),
        (EVALUATED, True, True, 1, policy.EditionStands),
        (PLANNED, False, False, None, policy.NoReportHere),
        (EVALUATED, False, True, 1, policy.NoReportHere),
    ],
)
def test_results_are_frozen_once_until_the_freeze_is_lifted(
    stage, has_cycles, is_frozen, last, answer
):
    refusal = policy.freeze_refusal(stage, has_cycles=has_cycles, is_frozen=is_frozen, last=last)

    assert (type(refusal) if refusal else None) is answer


def test_frozen_results_name_the_edition_that_holds():
    refusal = policy.freeze_refusal(EVALUATED, has_cycles=True, is_frozen=True, last=3)

    assert refusal is not None
    assert refusal.data == {"edition": 3}


@pytest.mark.parametrize(
    ("stage", "last", "has_changes", "answer"),
    [
        (PLANNED, None, False, None),
        (PLANNED, 1, True, None),
        (PLANNED, 1, False, NothingChanged),
        (EVALUATED, 1, False, None),
    ],
)
def test_a_planned_list_is_frozen_again_only_with_a_change(stage, last, has_changes, answer):
    refusal = policy.change_refusal(stage, last=last, has_changes=has_changes)

    assert (type(refusal) if refusal else None) is answer


def test_an_agenda_is_closed_while_the_results_are_frozen():
    assert type(policy.agenda_refusal(is_frozen=True)) is policy.AgendaFrozen
    assert policy.agenda_refusal(is_frozen=False) is None
