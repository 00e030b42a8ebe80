"""Who may score, see scores, set sessions up and record conflicts, asked on plain facts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from workflow.evaluation import policy
from workflow.evaluation.policy import Panel, PanelMember
from workflow.items.context import ItemContext
from workflow.values import errors
from workflow.values.actor import Actor, Title
from workflow.values.vocabulary import Action, Role

OWN, OTHER = 1, 2
ME, ANOTHER = 7, 8
FOLLOW = {Role.EVALUATOR, Role.SECRETARIAT, Role.ADMIN}
KEEP = {Role.SECRETARIAT, Role.ADMIN}


def answer(refusal: errors.Refusal | None) -> type[errors.Refusal] | None:
    return type(refusal) if refusal else None


@pytest.fixture
def a_panel(an_actor: Callable[..., Actor]) -> Callable[..., Panel]:
    """`a_panel(scorers=(7,), finalisers=(8,))`: evaluators on the panel of an open session."""

    def make(
        scorers: tuple[int, ...] = (ME,), finalisers: tuple[int, ...] = (), *, is_open: bool = True
    ) -> Panel:
        members = tuple(
            PanelMember(
                an_actor(Role.EVALUATOR, person=one),
                active=True,
                scores=one in scorers,
                finalises=one in finalisers,
            )
            for one in {*scorers, *finalisers}
        )
        return Panel(1, Title("評価会", "Session"), is_open, (), members)

    return make


@pytest.fixture
def reviewed(a_context: Callable[..., ItemContext]) -> ItemContext:
    """An item that awaits its evaluation."""
    return a_context("reviewed")


def test_nobody_unknown_may_do_anything(reviewed, a_panel):
    for refusal in (
        policy.may_set_up(None),
        policy.may_score(None, reviewed, a_panel()),
        policy.may_see_scores(None, reviewed, a_panel(), submitted=True, looked=True),
        policy.may_see_sessions(None),
        policy.may_see_progress(None),
        policy.may_declare(None, ME),
        policy.may_lift(None),
    ):
        assert answer(refusal) is errors.NotSignedIn


@pytest.mark.parametrize("role", Role)
def test_evaluators_follow_sessions_and_only_the_secretariat_sets_them_up(an_actor, role):
    sets_up = None if role in KEEP else errors.WrongRole
    follows = None if role in FOLLOW else errors.WrongRole

    assert answer(policy.may_set_up(an_actor(role))) is sets_up
    assert answer(policy.may_see_sessions(an_actor(role))) is follows
    assert answer(policy.may_see_progress(an_actor(role))) is follows


def test_nobody_changes_their_own_place_in_a_session(an_actor):
    secretariat = an_actor(Role.SECRETARIAT, person=ME)

    assert answer(policy.seats_refusal(secretariat, frozenset({ME, ANOTHER}))) is policy.OwnSeat
    assert policy.seats_refusal(secretariat, frozenset({ANOTHER})) is None


@pytest.mark.parametrize("role", Role)
def test_a_conflict_is_recorded_and_lifted_by_the_secretariat(an_actor, role):
    expected = None if role in KEEP else errors.WrongRole

    assert answer(policy.may_declare(an_actor(role), ANOTHER)) is expected
    assert answer(policy.may_lift(an_actor(role))) is expected


def test_evaluators_declare_their_own_conflict_and_lift_none(an_actor):
    assert policy.may_declare(an_actor(Role.EVALUATOR, person=ME), ME) is None
    assert answer(policy.may_declare(an_actor(Role.REVIEWER, person=ME), ME)) is errors.WrongRole
    assert answer(policy.may_lift(an_actor(Role.EVALUATOR, person=ME))) is errors.WrongRole


@pytest.mark.parametrize("role", Role)
def test_only_an_evaluator_scores_or_sees_scores_even_from_the_panel(
    an_actor, reviewed, a_panel, role
):
    actor, panel = an_actor(role, person=ME), a_panel(finalisers=(ME,))
    expected = None if role is Role.EVALUATOR else errors.WrongRole

    assert answer(policy.may_score(actor, reviewed, panel)) is expected
    seen = policy.may_see_scores(actor, reviewed, panel, submitted=True, looked=True)
    assert answer(seen) is expected


def test_an_evaluator_of_one_department_scores_its_items_alone(an_actor, reviewed, a_panel):
    assert policy.may_score(an_actor(Role.EVALUATOR, OWN), reviewed, a_panel()) is None
    elsewhere = policy.may_score(an_actor(Role.EVALUATOR, OTHER), reviewed, a_panel())
    assert answer(elsewhere) is errors.WrongRole


def test_nothing_is_scored_without_an_open_session(an_actor, reviewed, a_panel):
    actor = an_actor(Role.EVALUATOR, person=ME)

    for panel in (None, a_panel(is_open=False)):
        assert answer(policy.may_score(actor, reviewed, panel)) is errors.SessionNotOpen


def test_scores_stay_to_be_seen_when_the_session_is_closed(an_actor, reviewed, a_panel):
    actor, closed = an_actor(Role.EVALUATOR, person=ME), a_panel(is_open=False)

    assert policy.may_see_scores(actor, reviewed, closed, submitted=True, looked=True) is None
    never_opened = policy.may_see_scores(actor, reviewed, None, submitted=True, looked=True)
    assert answer(never_opened) is errors.SessionNotOpen


@pytest.mark.parametrize("state", ["draft", "submitted", "under_review", "evaluated", "reported"])
def test_an_item_is_scored_only_while_it_can_be_evaluated(an_actor, a_context, a_panel, state):
    actor, context = an_actor(Role.EVALUATOR, person=ME), a_context(state)

    assert not policy.is_evaluated_now(context)
    refusal = policy.may_score(actor, context, a_panel())
    assert answer(refusal) is errors.ActionNotPossible
    assert refusal.data == {"action": Action.EVALUATE, "state": state}


def test_an_evaluator_who_is_not_on_the_panel_neither_scores_nor_sees(an_actor, reviewed, a_panel):
    actor, panel = an_actor(Role.EVALUATOR, person=9), a_panel(finalisers=(ANOTHER,))

    assert answer(policy.may_score(actor, reviewed, panel)) is policy.NotSeated
    refusal = policy.may_see_scores(actor, reviewed, panel, submitted=False, looked=False)
    assert answer(refusal) is policy.NotSeated


def test_where_no_finaliser_is_named_nobody_without_a_seat_sees_the_scores(
    an_actor, reviewed, a_panel
):
    actor = an_actor(Role.EVALUATOR, person=9)

    refusal = policy.may_see_scores(actor, reviewed, a_panel(), submitted=False, looked=False)
    assert answer(refusal) is policy.NotSeated
    assert a_panel().finalisers == {ME}


def test_a_finaliser_sees_the_scores_and_gives_none(an_actor, reviewed, a_panel):
    actor, panel = an_actor(Role.EVALUATOR, person=ANOTHER), a_panel(finalisers=(ANOTHER,))

    assert policy.may_see_scores(actor, reviewed, panel, submitted=False, looked=False) is None
    assert answer(policy.may_score(actor, reviewed, panel)) is policy.NotSeated


@pytest.mark.parametrize("finalisers", [(), (ME,), (ANOTHER,)])
def test_whoever_scores_is_blind_until_they_submit_and_say_that_they_look(
    an_actor, reviewed, a_panel, finalisers
):
    actor, panel = an_actor(Role.EVALUATOR, person=ME), a_panel(finalisers=finalisers)

    def seen(*, submitted: bool, looked: bool) -> type[errors.Refusal] | None:
        return answer(
            policy.may_see_scores(actor, reviewed, panel, submitted=submitted, looked=looked)
        )

    assert seen(submitted=False, looked=False) is policy.ScoresAreBlind
    assert seen(submitted=True, looked=False) is policy.ScoresNotOpened
    assert seen(submitted=True, looked=True) is None


def test_whoever_scored_once_in_the_session_stays_blind_as_a_finaliser(an_actor, reviewed, a_panel):
    actor = an_actor(Role.EVALUATOR, person=ME)
    panel = replace(a_panel(scorers=(ANOTHER,), finalisers=(ME,)), once_scored=frozenset({ME}))

    refusal = policy.may_see_scores(actor, reviewed, panel, submitted=False, looked=False)
    assert answer(refusal) is policy.ScoresAreBlind


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"conflicted": frozenset({ME})}, errors.ConflictOfInterest),
        ({"conflicted": frozenset({ANOTHER})}, None),
        ({"doers": {"approve": frozenset({ME})}}, errors.SeparationOfDuties),
        ({"doers": {"approve": frozenset({ANOTHER})}}, None),
    ],
)
def test_whoever_is_partial_or_took_an_earlier_step_neither_scores_nor_sees(
    an_actor, a_context, a_panel, facts, expected
):
    actor, context = an_actor(Role.EVALUATOR, person=ME), a_context("reviewed", **facts)

    assert answer(policy.may_score(actor, context, a_panel())) is expected
    assert answer(policy.may_ever_score(actor, context, a_panel())) is expected
    seen = policy.may_see_scores(actor, context, a_panel(), submitted=True, looked=True)
    assert answer(seen) is expected


def test_a_finaliser_who_left_the_office_is_none(an_actor):
    gone = PanelMember(an_actor(Role.EVALUATOR), active=False, scores=False, finalises=True)

    assert Panel(1, Title("", ""), True, (), (gone,)).finalisers == frozenset()
