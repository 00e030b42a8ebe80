"""The two definitions of the paper, which come with the program say what the field's table says."""

import pytest

from workflow.process import bundled, load_sound
from workflow.process.moves import Due, NoteRule
from workflow.values.vocabulary import Action, Role

LIVE_TILL_REVIEW = {
    "draft": ("submit", "withdraw", "carry_over"),
    "submitted": ("pull_back", "receive", "withdraw", "carry_over"),
    "under_review": ("send_back", "approve", "withdraw", "carry_over"),
    "returned": ("submit", "withdraw", "carry_over"),
}
ACTIONS = {
    "standard": {
        **LIVE_TILL_REVIEW,
        "reviewed": ("send_back", "evaluate", "withdraw", "carry_over"),
        "evaluated": ("reopen", "report", "withdraw"),
        "reported": (),
        "withdrawn": (),
    },
    "consultation_only": {**LIVE_TILL_REVIEW, "consulted": (), "withdrawn": ()},
}
STATE_TITLES = {
    "draft": "起案中",
    "submitted": "提出済",
    "under_review": "審査中",
    "returned": "差戻し",
    "reviewed": "評価待ち",
    "evaluated": "評価済",
    "reported": "本部報告済",
    "consulted": "協議済",
    "withdrawn": "取下げ",
}
BUTTONS = {
    "create": "起案する",
    "submit": "提出する",
    "pull_back": "引戻し",
    "receive": "受付する",
    "send_back": "差戻し",
    "approve": "審査完了",
    "evaluate": "評価を確定する",
    "reopen": "評価を取り消す",
    "report": "本部報告済とする",
    "withdraw": "取下げ",
    "carry_over": "次回へ繰越",
}
WHO = {
    "create": Role.OFFICER,
    "submit": Role.OFFICER,
    "pull_back": Role.OFFICER,
    "withdraw": Role.OFFICER,
    "receive": Role.REVIEWER,
    "send_back": Role.REVIEWER,
    "approve": Role.REVIEWER,
    "carry_over": Role.REVIEWER,
    "evaluate": Role.EVALUATOR,
    "reopen": Role.EVALUATOR,
    "report": Role.SECRETARIAT,
}
GUARDS = {
    "create": {"cycle_open"},
    "submit": {
        "form_complete",
        "amount_allowed",
        "funding_sums_to_amount",
        "not_duplicate",
        "cycle_open",
    },
    "pull_back": {"by_submitter"},
    "receive": {"cycle_open"},
    "send_back": {"cycle_open"},
    "approve": {"cycle_open"},
    "evaluate": {"evaluation_complete", "sheets_submitted", "cycle_open"},
    "reopen": {"report_not_frozen"},
    "report": {"meeting_given"},
    "withdraw": set(),
    "carry_over": {"next_cycle_given"},
}
NOTES = {
    "create": NoteRule.NONE,
    "send_back": NoteRule.REQUIRED,
    "reopen": NoteRule.REQUIRED,
    "withdraw": NoteRule.REQUIRED,
    "carry_over": NoteRule.REQUIRED,
}
DUE = {"submit": Due(2), "receive": Due(5, initial_budget=10), "send_back": Due(3)}
TURNS = {
    "draft": (Role.OFFICER,),
    "returned": (Role.OFFICER,),
    "submitted": (Role.REVIEWER,),
    "under_review": (Role.REVIEWER,),
    "reviewed": (Role.EVALUATOR,),
    "evaluated": (Role.SECRETARIAT,),
}


@pytest.fixture(params=sorted(ACTIONS))
def process(request):
    return load_sound(bundled()[request.param], f"{request.param}.toml")


def test_there_are_five_and_each_is_named_as_its_file():
    assert set(bundled()) == {*ACTIONS, "simple", "with_approval", "with_concurrence"}
    assert {load_sound(text).name for text in bundled().values()} == set(bundled())


def test_each_state_has_exactly_its_actions(process):
    assert {name: process.actions_from(name) for name in process.states} == ACTIONS[process.name]


def test_an_item_ends_where_nothing_can_be_done(process):
    ends = {name for name in process.states if process.is_final(name)}

    assert ends == {name for name, actions in ACTIONS[process.name].items() if not actions}


def test_states_and_buttons_have_the_titles_of_the_paper(process):
    for state in process.states.values():
        assert state.title["ja"] == STATE_TITLES[state.name]
        assert state.title["en"].isascii()
    for transition in process.transitions:
        assert transition.title["ja"] == BUTTONS[transition.action]
        assert transition.title["en"].isascii()


def test_every_action_has_its_role_guards_note_and_clock(process):
    for transition in process.transitions:
        assert transition.roles == {WHO[transition.action]}
        assert set(transition.guards) == GUARDS[transition.action]
        assert transition.note is NOTES.get(transition.action, NoteRule.OPTIONAL)
        assert transition.due == DUE.get(transition.action)
        assert transition.limit is None


def test_every_live_state_is_somebodys_turn(process):
    assert {state.name: state.turn for state in process.live_states} == {
        name: turn for name, turn in TURNS.items() if name in process.states
    }


def test_no_action_is_outside_the_vocabulary(process):
    assert set(process.actions) <= set(Action)


def test_the_standard_process_knows_every_action():
    assert set(load_sound(bundled()["standard"]).actions) == set(Action)


def test_targets_are_those_of_the_table(process):
    targets = {
        (transition.action, source): transition.target_from(source)
        for transition in process.transitions
        for source in transition.sources or (None,)
    }
    last = "consulted" if process.name == "consultation_only" else "reviewed"

    assert targets["create", None] == "draft"
    assert targets["submit", "draft"] == targets["submit", "returned"] == "submitted"
    assert targets["pull_back", "submitted"] == "draft"
    assert targets["receive", "submitted"] == "under_review"
    assert targets["approve", "under_review"] == last
    for (action, source), target in targets.items():
        fixed = {"send_back": "returned", "withdraw": "withdrawn", "carry_over": source}
        assert target == fixed.get(action, target)


def test_duties_are_separated():
    assert load_sound(bundled()["standard"]).separate_pairs() == {
        frozenset(pair)
        for pair in [
            ("submit", "receive"),
            ("submit", "send_back"),
            ("submit", "approve"),
            ("submit", "evaluate"),
            ("approve", "evaluate"),
        ]
    }
    assert load_sound(bundled()["consultation_only"]).separate_pairs() == {
        frozenset(pair)
        for pair in [("submit", "receive"), ("submit", "send_back"), ("submit", "approve")]
    }


def test_what_bars_from_a_move_is_what_it_is_kept_apart_from():
    standard = load_sound(bundled()["standard"])
    of_officers = standard.barring(frozenset({Role.OFFICER}))
    of_reviewers = standard.barring(frozenset({Role.REVIEWER}))

    assert of_officers == {"receive", "send_back", "approve", "evaluate"}
    assert of_reviewers == {"submit", "evaluate"}
    assert standard.barring(frozenset({Role.VIEWER})) == set()
