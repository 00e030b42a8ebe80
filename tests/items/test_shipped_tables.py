"""Every state x action x role of the shipped definitions beside the paper's: allowed or refused."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.shipped_tables import SHIPPED
from workflow.items import policy
from workflow.items.context import Opinion, OpinionsSoFar
from workflow.items.refusals import (
    NotDueYet,
    NotEditable,
    NotTheFinaliser,
    NotTheSubmitter,
    OnlyBySystem,
    OpinionGiven,
    OpinionObjects,
    OpinionsMissing,
)
from workflow.process import bundled, load_sound
from workflow.process.branches import Facts
from workflow.values.errors import ActionNotPossible, SeparationOfDuties, WrongRole
from workflow.values.vocabulary import Role

LARGE, SMALL = Facts(amount_kyen=10_000), Facts(amount_kyen=9_999)
STATES = [(name, state) for name, table in SHIPPED.items() for state in table]
ALL = ("evaluator", "secretariat")


@pytest.fixture(scope="module")
def processes():
    return {name: load_sound(bundled()[name]) for name in SHIPPED}


@pytest.fixture
def untouched(a_context, processes):
    """`untouched("simple", "submitted", …)`: an item that nobody of the test has acted on."""

    def make(name, state, answered=(), **more):
        opinions = OpinionsSoFar(a_context().today, tuple(Opinion(one, True) for one in answered))
        asks = processes[name].states[state].opinions
        known = {"facts": LARGE, "opinions": opinions if asks else None} | more
        return a_context(state, process=processes[name], **known)

    return make


@pytest.mark.parametrize(("name", "state"), STATES)
def test_who_may_do_what_is_what_the_table_says(untouched, processes, an_actor, name, state):
    table = SHIPPED[name][state]
    assert set(processes[name].actions_from(state)) == set(table)

    for role in Role:
        for action in processes[name].actions:
            decision = policy.may(an_actor(role, 1), untouched(name, state), action)
            to, who = table.get(action, ("", processes[name].takers(action)))
            case = f"{role} {action} in {state}"
            if to and not who:
                assert type(decision.refusal) is OnlyBySystem, case
            elif role not in who:
                assert type(decision.refusal) is WrongRole, case
            elif not to:
                assert type(decision.refusal) is ActionNotPossible, case
            elif action in {"pull_back", "reopen", "conclude"}:
                expected = NotTheSubmitter, NotTheFinaliser, OpinionsMissing
                assert type(decision.refusal) in expected, case
            else:
                assert decision.allowed, case
                assert decision.transition.target_from(state) == to, case


def test_what_is_sent_back_and_forgotten_lapses_by_itself_on_its_day_and_not_before(
    untouched, an_actor
):
    sent_back, answered_by = date(2021, 8, 2), date(2021, 8, 5)
    system = replace(an_actor(Role.OFFICER, 1), grants=frozenset(), is_system=True)

    def refusal(state, today, due_on=answered_by):
        context = untouched("simple", state, today=today, due_on=due_on)
        return type(policy.may(system, context, "lapse").refusal)

    assert refusal("returned", sent_back) is NotDueYet
    assert refusal("returned", date(2021, 8, 20)) is NotDueYet  # ten business days from the 5th
    assert refusal("returned", date(2021, 8, 21)) is type(None)
    assert refusal("returned", date(2021, 8, 21), due_on=None) is NotDueYet
    for state in ("draft", "submitted", "consulted", "withdrawn"):
        assert refusal(state, date(2021, 8, 21)) is WrongRole, state


def test_every_state_is_in_its_table(processes):
    for name, table in SHIPPED.items():
        assert set(processes[name].states) == set(table)


def test_a_small_item_goes_around_the_opinions(untouched, an_actor):
    small = untouched("with_concurrence", "under_review", facts=SMALL)

    assert policy.may(an_actor(Role.REVIEWER), small, "approve").transition.target == "reviewed"


def test_what_waits_for_the_division_head_is_not_written_on(untouched, an_actor):
    officer = an_actor(Role.OFFICER, 1)

    for state, refusal in (("awaiting_approval", NotEditable), ("draft", None), ("returned", None)):
        found = policy.may_edit(officer, untouched("with_approval", state))
        assert (type(found) if found else None) is refusal


def test_nobody_approves_as_division_head_what_they_submitted(untouched, an_actor):
    mine = untouched("with_approval", "awaiting_approval", doers={"submit": frozenset({7})})

    officer = an_actor(Role.OFFICER, 1, person=7)
    other = an_actor(Role.OFFICER, 1, person=8)
    assert type(policy.may(officer, mine, "endorse").refusal) is SeparationOfDuties
    assert policy.may(other, mine, "endorse").allowed
    assert policy.has_turn(other, mine)


def test_an_opinion_is_given_once_and_those_who_gave_it_wait(untouched, an_actor):
    one, both = (untouched("with_concurrence", "concurring", given) for given in (ALL[:1], ALL))
    evaluator, secretariat = an_actor(Role.EVALUATOR), an_actor(Role.SECRETARIAT)
    reviewer = an_actor(Role.REVIEWER)

    assert type(policy.may(evaluator, one, "object").refusal) is OpinionGiven
    assert not policy.has_turn(evaluator, one)
    assert policy.turn_moves(secretariat, one) == {"concur", "object"}
    waiting = policy.may(reviewer, one, "conclude").refusal
    assert (type(waiting), waiting.data) == (OpinionsMissing, {"given": 1, "needed": 2})
    assert policy.may(reviewer, both, "conclude").allowed


def test_an_objection_lets_nobody_conclude_and_the_item_goes_back(untouched, an_actor):
    context = untouched("with_concurrence", "concurring", ALL)
    given = (Opinion("evaluator", agrees=False), Opinion("secretariat", agrees=True))
    context = replace(context, opinions=replace(context.opinions, given=given))
    reviewer = an_actor(Role.REVIEWER)

    refusal = policy.may(reviewer, context, "conclude").refusal
    assert (type(refusal), refusal.data) == (OpinionObjects, {"roles": ("evaluator",)})
    assert policy.may(reviewer, context, "send_back").allowed


def test_silence_is_no_objection_after_the_days_that_the_definition_gives(untouched, an_actor):
    asked = untouched("with_concurrence", "concurring")
    reviewer = an_actor(Role.REVIEWER)

    def refusal(days):
        later = replace(asked, today=asked.today.fromordinal(asked.today.toordinal() + days))
        return policy.may(reviewer, later, "conclude").refusal

    # Until 10 August, five business days on: the 9th is a holiday.
    assert [refusal(days) is None for days in (0, 8, 9)] == [False, False, True]
