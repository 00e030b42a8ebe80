"""Every way in which a well-formed definition can be unsound, with the path that shows it."""

import pytest

from workflow.process import ProcessInvalid, load_sound, prove
from workflow.process.definition import load
from workflow.process.sentences import FailureKind

STRAIGHT = {"draft": "officer", "done": "final"}
FINISH = ("finish", ["draft"], "done")
EVENTUALLY = {"always": "eventually"}


def found(process):
    return [(failure.kind, failure.trace) for failure in prove(process)]


def test_a_plain_process_is_sound(compose):
    assert prove(compose(STRAIGHT, [FINISH], [EVENTUALLY])) == ()


def test_an_unknown_target_is_shown_by_the_path_to_it(compose):
    process = compose(STRAIGHT, [FINISH, ("stray", ["draft"], "nowhere")])

    assert found(process) == [(FailureKind.UNKNOWN_STATE, ("create", "stray"))]
    assert prove(process)[0].sentence == "'stray' leads to 'nowhere': no such state."


def test_an_unknown_source_is_found(compose):
    process = compose(STRAIGHT, [FINISH, ("stray", ["nowhere"], "done")])

    assert found(process) == [(FailureKind.UNKNOWN_STATE, ())]


def test_an_unknown_initial_state_is_the_only_complaint(composed_text):
    text = composed_text(STRAIGHT, [FINISH]).replace('"draft"\n', '"nowhere"\n')

    with pytest.raises(ProcessInvalid) as refused:
        load_sound(text)

    assert refused.value.problems == (
        "unknown_state: The initial state 'nowhere' is not defined. Path: create.",
    )


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ({"always": "before", "action": "dance", "state": "done"}, FailureKind.UNKNOWN_ACTION),
        ({"always": "before", "action": "finish", "state": "nowhere"}, FailureKind.UNKNOWN_STATE),
        ({"always": "separate", "actions": ["finish", "dance"]}, FailureKind.UNKNOWN_ACTION),
    ],
)
def test_a_rule_about_an_unknown_name_is_found(compose, rule, kind):
    assert found(compose(STRAIGHT, [FINISH], [rule])) == [(kind, ())]


def test_one_action_from_one_state_twice_is_found(compose):
    process = compose(STRAIGHT, [FINISH, ("finish", ["draft"], "draft")])

    assert found(process) == [(FailureKind.DUPLICATE_MOVE, ("create", "finish"))]


def test_one_action_from_two_states_in_two_tables_is_no_duplicate(compose):
    states = {"draft": "officer", "sent": "officer", "done": "final"}
    moves = [("send", ["draft"], "sent"), FINISH, ("finish", ["sent"], "done")]

    assert prove(compose(states, moves)) == ()


def test_an_unreachable_state_is_found(compose):
    states = {**STRAIGHT, "island": "officer"}

    assert found(compose(states, [FINISH, ("leave", ["island"], "done")])) == [
        (FailureKind.UNREACHABLE_STATE, ())
    ]


def test_a_trap_is_shown_by_the_path_into_it(compose):
    states = {**STRAIGHT, "pit": "officer", "bottom": "officer"}
    moves = [FINISH, ("fall", ["draft"], "pit"), ("sink", ["pit"], "bottom")]
    moves.append(("rise", ["bottom"], "pit"))

    assert found(compose(states, moves)) == [
        (FailureKind.TRAP_STATE, ("create", "fall")),
        (FailureKind.TRAP_STATE, ("create", "fall", "sink")),
    ]


def test_a_process_without_an_end_is_a_trap(compose):
    process = compose({"draft": "officer", "sent": "officer"}, [("send", ["draft"], "sent")])

    assert (FailureKind.TRAP_STATE, ("create",)) in found(process)


def test_an_exit_from_a_final_state_is_found(compose):
    process = compose(STRAIGHT, [FINISH, ("revive", ["done"], "draft")])

    assert found(process) == [(FailureKind.FINAL_WITH_EXIT, ("create", "finish", "revive"))]


def test_an_action_that_nobody_may_take_is_found(compose):
    moves = [FINISH, ("bless", ["draft"], "done", {"roles": []})]

    assert found(compose(STRAIGHT, moves)) == [(FailureKind.NO_ROLE, ("create", "bless"))]


def test_a_turn_of_somebody_who_cannot_act_is_found(compose):
    states = {"draft": "officer", "sent": "reviewer", "done": "final"}
    moves = [("send", ["draft"], "sent"), ("finish", ["sent"], "done")]

    assert found(compose(states, moves)) == [(FailureKind.IDLE_TURN, ("create", "send"))]


def test_keeping_the_state_is_not_acting_in_ones_turn(compose):
    states = {"draft": "reviewer", "done": "final"}
    moves = [FINISH, ("postpone", ["draft"], "same", {"roles": ["reviewer"]})]

    assert found(compose(states, moves)) == [(FailureKind.IDLE_TURN, ("create",))]


def test_a_live_state_that_is_nobodys_turn_is_found(compose):
    process = compose({"draft": "", "done": "final"}, [FINISH])

    assert found(process) == [(FailureKind.IDLE_TURN, ("create",))]


def test_a_way_around_a_required_action_is_shown(compose):
    states = {"draft": "officer", "sent": "officer", "done": "final"}
    moves = [
        ("send", ["draft"], "sent"),
        ("check", ["sent"], "same"),
        ("finish", ["sent"], "done"),
        ("rush", ["draft"], "done"),
    ]
    rule = {"always": "before", "action": "check", "state": "done"}

    assert found(compose(states, moves, [rule])) == [(FailureKind.NOT_BEFORE, ("create", "rush"))]
    assert found(compose(states, moves[:-1], [rule])) == [
        (FailureKind.NOT_BEFORE, ("create", "send", "finish"))
    ]


def test_the_action_that_arrives_counts_as_before_the_arrival(compose):
    rule = {"always": "before", "action": "finish", "state": "done"}

    assert prove(compose(STRAIGHT, [FINISH], [rule])) == ()


def test_an_action_done_once_stays_done_on_the_way_back(compose):
    states = {"draft": "officer", "checked": "officer", "done": "final"}
    moves = [
        ("check", ["draft"], "checked"),
        ("reopen", ["checked"], "draft"),
        ("finish", ["checked"], "done"),
    ]
    rule = {"always": "before", "action": "check", "state": "done"}

    assert prove(compose(states, moves, [rule])) == ()


def test_a_limit_that_can_run_out_breaks_eventually(compose):
    states = {"draft": "officer", "sent": "officer", "done": "final"}
    moves = [
        ("send", ["draft"], "sent", {"limit": 2}),
        ("return", ["sent"], "draft"),
        ("finish", ["sent"], "done"),
    ]

    assert prove(compose(states, moves)) == ()
    assert found(compose(states, moves, [EVENTUALLY])) == [
        (FailureKind.NOT_EVENTUALLY, ("create", "send", "return", "send", "return"))
    ]


def test_a_limit_with_another_way_out_keeps_eventually(compose):
    states = {"draft": "officer", "sent": "officer", "done": "final"}
    moves = [
        ("send", ["draft"], "sent", {"limit": 2}),
        ("return", ["sent"], "draft"),
        ("finish", ["sent"], "done"),
        ("drop", ["draft"], "done"),
    ]

    assert prove(compose(states, moves, [EVENTUALLY])) == ()


def test_a_state_behind_an_exhausted_limit_cannot_be_reached(compose):
    states = {"draft": "officer", "sent": "officer", "far": "officer", "done": "final"}
    moves = [
        ("step", ["draft"], "sent", {"limit": 1}),
        ("step", ["sent"], "far", {"limit": 1}),
        ("finish", ["draft", "sent", "far"], "done"),
    ]

    assert found(compose(states, moves)) == [(FailureKind.UNREACHABLE_STATE, ())]


def test_limits_beyond_all_counting_are_refused_rather_than_believed(compose):
    turns = [(f"turn{n}", ["draft"], "same", {"limit": 99}) for n in range(4)]

    assert found(compose(STRAIGHT, [FINISH, *turns])) == [(FailureKind.TOO_MANY_PLACES, ())]


def test_every_failure_is_told_with_its_path_at_load(composed_text):
    text = composed_text(
        {**STRAIGHT, "island": "officer"},
        [FINISH, ("leave", ["island"], "done"), ("revive", ["done"], "draft")],
    )

    with pytest.raises(ProcessInvalid) as refused:
        load_sound(text, "tried.toml")

    assert refused.value.problems == (
        "final_with_exit: 'done' is final, yet 'revive' starts from it."
        " Path: create -> finish -> revive.",
        "unreachable_state: No path leads to 'island'.",
    )
    assert str(refused.value).startswith("tried.toml: final_with_exit:")


def test_a_move_back_into_its_own_state_takes_no_opinion_away(composed_text):
    asked = {"roles": ["reviewer"]}
    text = composed_text(
        STRAIGHT,
        [
            ("disagree", ["draft"], "same", asked | {"effect": "object"}),
            ("agree", ["draft"], "same", asked | {"effect": "agree"}),
            ("again", ["draft"], "draft", {"guards": ["opinions_given"]}),
            ("finish", ["draft"], "done", {"guards": ["opinions_given", "no_objection"]}),
        ],
        [EVENTUALLY],
    ).replace("[states.draft]", '[states.draft]\nopinions = { of = ["reviewer"], needed = "all" }')

    assert found(load(text)) == [(FailureKind.NOT_EVENTUALLY, ("create", "disagree"))]
