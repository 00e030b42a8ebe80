"""Who may do what, asked on plain facts; the whole table is crossed in the engine's tests."""

from dataclasses import fields, replace
from datetime import date

import pytest

from workflow.items import policy, refusals, visibility
from workflow.items.context import ItemContext, OpinionsSoFar
from workflow.process.branches import Facts
from workflow.values import errors
from workflow.values.vocabulary import OwnRole, Role

OWN, OTHER = 1, 2


def test_nobody_may_do_anything(a_context):
    for action in ("create", "submit", "approve", "destroy"):
        decision = policy.may(None, a_context(), action)
        assert not decision.allowed
        assert type(decision.refusal) is errors.NotSignedIn
    assert type(policy.may_edit(None, a_context())) is errors.NotSignedIn
    assert not visibility.may_see(None, a_context())


def test_yes_comes_with_the_transition_to_take(a_context, an_actor):
    decision = policy.may(an_actor(Role.OFFICER, OWN), a_context("draft"), "submit")

    assert decision.allowed
    assert decision.transition is not None
    assert decision.transition.target == "submitted"


def test_no_comes_with_the_reason_and_without_a_transition(a_context, an_actor):
    decision = policy.may(an_actor(Role.VIEWER), a_context("draft"), "submit")

    assert decision.transition is None
    assert type(decision.refusal) is errors.WrongRole
    assert decision.refusal.data == {"roles": (Role.OFFICER,)}


def test_an_officer_of_another_department_is_told_so(a_context, an_actor):
    decision = policy.may(an_actor(Role.OFFICER, OTHER), a_context("draft"), "submit")

    assert type(decision.refusal) is errors.OtherDepartment


def test_what_is_no_action_is_nobody_s(a_context, an_actor):
    for role in Role:
        decision = policy.may(an_actor(role, OWN), a_context(), "destroy")
        assert type(decision.refusal) is errors.WrongRole


@pytest.mark.parametrize(
    ("department", "answer"), [(OWN, None), (None, None), (OTHER, errors.OtherDepartment)]
)
def test_a_role_is_held_for_one_department_or_for_all(a_context, an_actor, department, answer):
    reviewer = an_actor(Role.REVIEWER, department)

    refusal = policy.may(reviewer, a_context("submitted"), "receive").refusal

    assert (type(refusal) if refusal else None) is answer


@pytest.mark.parametrize(
    ("earlier", "action", "role", "state"),
    [
        ("submit", "approve", Role.REVIEWER, "under_review"),
        ("approve", "evaluate", Role.EVALUATOR, "reviewed"),
        ("evaluate", "approve", Role.REVIEWER, "under_review"),
        ("send_back", "submit", Role.OFFICER, "returned"),
    ],
)
def test_the_other_half_of_a_separated_pair_is_refused(
    a_context, an_actor, earlier, action, role, state
):
    actor = an_actor(role, OWN, person=7)
    mine = a_context(state, doers={earlier: frozenset({7, 8})})
    another_s = a_context(state, doers={earlier: frozenset({8})})

    refusal = policy.may(actor, mine, action).refusal
    assert (type(refusal), refusal.data) == (errors.SeparationOfDuties, {"earlier": earlier})
    assert policy.may(actor, another_s, action).allowed


@pytest.mark.parametrize(
    ("state", "answer"),
    [
        ("draft", None),
        ("returned", None),
        ("submitted", refusals.NotEditable),
        ("evaluated", refusals.NotEditable),
        ("withdrawn", refusals.NotEditable),
    ],
)
def test_the_sheet_is_written_while_it_is_the_department_s_turn(a_context, an_actor, state, answer):
    refusal = policy.may_edit(an_actor(Role.OFFICER, OWN), a_context(state))

    assert (type(refusal) if refusal else None) is answer
    assert refusal is None or refusal.data == {"state": state}


def test_the_sheet_is_written_by_the_department_s_own_officers_in_an_open_cycle(
    a_context, an_actor, a_cycle
):
    closed = a_context(cycle=a_cycle(closed=True))

    assert type(policy.may_edit(an_actor(Role.OFFICER, OWN), closed)) is refusals.CycleClosed
    assert type(policy.may_edit(an_actor(Role.OFFICER, OTHER), a_context())) is (
        errors.OtherDepartment
    )
    assert type(policy.may_edit(an_actor(Role.ADMIN), a_context())) is errors.WrongRole


@pytest.mark.parametrize(
    ("role", "department", "state", "rounds", "released", "sees"),
    [
        (Role.OFFICER, OWN, "draft", 0, False, True),
        (Role.OFFICER, OTHER, "reported", 1, True, False),
        (Role.REVIEWER, OTHER, "draft", 0, False, True),
        (Role.ADMIN, None, "draft", 0, False, True),
        (Role.VIEWER, None, "draft", 0, False, False),
        (Role.VIEWER, None, "draft", 1, True, False),
        (Role.VIEWER, None, "withdrawn", 0, False, False),
        (Role.VIEWER, None, "submitted", 1, True, True),
        (Role.VIEWER, None, "awaiting_approval", 1, False, False),
        (Role.ADVISOR, None, "withdrawn", 1, True, False),
        (OwnRole("section_head"), OWN, "draft", 1, True, False),
        (OwnRole("section_head"), OWN, "awaiting_approval", 1, False, True),
        (OwnRole("section_head"), OTHER, "reported", 1, True, False),
        (OwnRole("finance"), None, "draft", 1, True, False),
        (OwnRole("finance"), None, "awaiting_approval", 1, False, False),
        (OwnRole("finance"), None, "submitted", 1, True, True),
        (None, None, "reported", 1, True, False),
    ],
)
def test_who_sees_an_item(a_context, an_actor, role, department, state, rounds, released, sees):
    context = a_context(state, round=rounds, released=released)

    assert visibility.may_see(an_actor(role, department), context) is sees


def test_an_advisor_sees_what_is_submitted_of_what_they_read(a_context, an_actor):
    advisor = an_actor(Role.ADVISOR, person=7)
    released = {"round": 1, "released": True}
    theirs, others = frozenset({7}), frozenset({8})

    assert visibility.may_see(advisor, a_context("submitted", advisors=theirs, **released))
    assert not visibility.may_see(advisor, a_context("submitted", round=1, advisors=theirs))
    assert not visibility.may_see(advisor, a_context("draft", advisors=theirs))
    assert not visibility.may_see(advisor, a_context("submitted", advisors=others, **released))


def test_a_department_that_carries_an_item_jointly_sees_it_but_does_not_write(a_context, an_actor):
    context = a_context(joint_department_ids=frozenset({OTHER}))
    partner = an_actor(Role.OFFICER, OTHER)

    assert visibility.may_see(partner, context)
    assert type(policy.may_edit(partner, context)) is errors.OtherDepartment


FACTS = [
    ("state", "submitted"),
    ("department_id", OTHER),
    ("joint_department_ids", frozenset({OTHER})),
    ("submitted_by", 8),
    ("submitted_for", 8),
    ("report_frozen", True),
    ("conflicted", frozenset({8})),
    ("finalisers", frozenset({8})),
    ("evaluated_by", 8),
    ("frozen", True),
    ("facts", Facts(amount_kyen=1)),
    ("opinions", OpinionsSoFar(date(2021, 8, 2))),
    ("doers", {"approve": frozenset({8})}),
]


@pytest.mark.parametrize(("fact", "other"), FACTS)
def test_items_that_the_policy_could_tell_apart_are_no_one_situation(a_context, fact, other):
    assert policy.situation(a_context()) == policy.situation(a_context())
    assert policy.situation(a_context(**{fact: other})) != policy.situation(a_context())


def test_how_often_an_action_was_taken_tells_apart_where_it_is_limited(a_context, standard):
    twice = [
        replace(one, limit=2) if one.action == "submit" else one for one in standard.transitions
    ]
    limited = replace(standard, transitions=tuple(twice))

    def situation(process, times):
        return policy.situation(a_context(process=process, times={"submit": times}))

    assert situation(limited, 1) != situation(limited, 2)
    assert situation(standard, 1) == situation(standard, 2)


def test_items_of_two_cycles_or_of_two_processes_are_no_one_situation(
    a_context, a_cycle, consulted_only
):
    here = policy.situation(a_context())

    assert policy.situation(a_context(cycle=a_cycle(id="2021-12"))) != here
    assert policy.situation(a_context(process=consulted_only)) != here


def test_every_fact_that_moves_are_asked_with_tells_situations_apart():
    for_readers = {"round", "released", "advisors", "consulted"}
    of_the_system = {"due_on"}
    asked = {field.name for field in fields(ItemContext)} - {"today"} - for_readers - of_the_system

    told_apart = {"process", "cycle", "times", *(fact for fact, _ in FACTS)}

    assert told_apart == asked
