"""The words for goals: their states, acts, indicators; and what is refused about them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import labels, refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import labelled, with_commas
from workflow.goals import IndicatorView
from workflow.ledger import Referred
from workflow.values import (
    Conclusion,
    DxStep,
    GoalAct,
    GoalState,
    IndicatorKind,
    Reached,
    Subject,
)

STATES: Final[Mapping[GoalState, tuple[str, LazyString]]] = {
    GoalState.DRAFT: ("draft", _p("goal", "Draft")),
    GoalState.SUBMITTED: ("submitted", _p("goal", "Submitted")),
    GoalState.RETURNED: ("returned", _p("goal", "Sent back")),
    GoalState.CONFIRMED: ("reviewed", _p("goal", "Confirmed")),
    GoalState.SET: ("evaluated", _p("goal", "Set")),
    GoalState.CLOSED: ("reported", _p("goal", "Closed")),
    GoalState.WITHDRAWN: ("withdrawn", _p("goal", "Withdrawn")),
}
"""How each state looks (as a state of items does), and its word."""

ACTS: Final[Mapping[GoalAct, LazyString]] = {
    GoalAct.SUBMIT: _p("goal", "Submit the goal"),
    GoalAct.CONFIRM: _p("goal", "Confirm"),
    GoalAct.SEND_BACK: _p("goal", "Send back to the department"),
    GoalAct.SET: _p("goal", "Set the goal"),
    GoalAct.CLOSE: _p("goal", "Close with this result"),
    GoalAct.CARRY: _p("goal", "Carry into the next year"),
    GoalAct.WITHDRAW: _p("goal", "Withdraw the goal"),
}

DONE: Final[Mapping[GoalAct, LazyString]] = {
    GoalAct.SUBMIT: _l("The goal is submitted."),
    GoalAct.CONFIRM: _l("The goal is confirmed: it is set next."),
    GoalAct.SEND_BACK: _l("The goal has gone back to the department."),
    GoalAct.SET: _l("The goal is set."),
    GoalAct.CLOSE: _l("The goal is closed."),
    GoalAct.CARRY: _l("The goal goes on as a draft of the next year."),
    GoalAct.WITHDRAW: _l("The goal is withdrawn."),
}

WORDS: Final[Mapping[StrEnum, LazyString]] = {
    Reached.YES: _p("goal", "Reached"),
    Reached.NOT_YET: _p("goal", "Not reached"),
    Reached.UNMEASURED: _p("goal", "Not yet measured"),
    Conclusion.REACHED: _p("goal", "Reached"),
    Conclusion.PARTLY: _p("goal", "Partly reached"),
    Conclusion.MISSED: _p("goal", "Not reached"),
    IndicatorKind.NUMBER: _p("goal", "Number"),
    IndicatorKind.SHARE: _p("goal", "Share"),
    IndicatorKind.YES_NO: _p("goal", "Yes or no"),
    IndicatorKind.STATE: _p("goal", "State of work"),
}
SIGNS: Final[Mapping[Reached, str]] = {
    Reached.YES: "●",
    Reached.NOT_YET: "◔",
    Reached.UNMEASURED: "○",
}

FIELDS: Final[Mapping[str, LazyString]] = {
    "number": _l("No."),
    "title": _l("Goal"),
    "departments": _l("Department"),
    "overview": _l("Overview"),
    "field": _l("Field"),
    "dx_step": _l("DX step"),
    "state": _l("State"),
    "submitted_by": _p("goal", "Submitted by"),
    "carried_from": _p("goal", "Carried from"),
    "indicators": _p("goal", "Indicators and results"),
    "conclusion": _p("goal", "Result"),
    "outcome": _p("goal", "What it came to"),
    "revision": _p("goal", "Number of changes"),
    "team": _p("goal", "Team"),
    "year_end": _p("goal", "Indicators of this year's end"),
    "later": _p("goal", "Indicators of later years"),
}

SENTENCES: Final[Mapping[str, LazyString]] = {
    "goal_not_in_state": _l("This is not done with a goal in its present state."),
    "goal_changed": _l(
        "Somebody changed the goal after the page was opened. Nothing of yours was done: look at"
        " it again."
    ),
    "goal_incomplete": _l(
        "Before it is submitted a goal needs an overview, a field, a DX step and an indicator of"
        " this year's end."
    ),
    "goal_incomplete:team": _l(
        "Before it is submitted a team's goal needs an indicator of this year's end."
    ),
    "goals_not_ready": _l("The file cannot be carried out."),
    "goals_not_ready:problems": _l("Something in the file needs correcting. Nothing was done."),
    "goals_not_ready:nothing": _l("Everything is as the file says: there is nothing to change."),
    "goals_not_ready:committed": _l("The file was carried out already."),
}
PROBLEMS: Final[Mapping[str, LazyString]] = {
    "goal_day_outside": _l("Type a day from the beginning of the goal's year until today."),
    "goals_no_head": _l("No sheet has a row with the headings for department and goal."),
    "goals_cell_error": _l("This cell holds an error. Type its value."),
    "goals_row_twice": _l("Another row is about the same goal."),
    "goals_number_unknown": _l("There is no goal with this number in the fiscal year."),
    "goals_not_written": _l("This goal is not being written: it was submitted or set already."),
    "goals_step_unknown": _l("Write the DX step with its number, 1 to 3."),
    "goals_other_department": _l("You write no goals of this department."),
}

refusals.register(SENTENCES, PROBLEMS)
record_words.register(
    Subject.GOAL,
    FIELDS,
    {
        "state": lambda value: state(GoalState(value)),
        "indicators": lambda value: _said(value),
        "conclusion": lambda value: word(Conclusion(value)),
        "dx_step": lambda value: labels.enum(DxStep(value)),
        "field": record_words.refers_to(Referred.FIELD_CODE),
        "departments": record_words.refers_to(Referred.DEPARTMENT_CODE),
        "carried_from": record_words.refers_to(Referred.GOAL),
    },
)


def _said(one: Mapping[str, Any]) -> str:
    """An indicator of the record with its results."""
    results = (
        labelled(
            record_words.day(said["on"]), with_commas((str(said["value"]), str(said["basis"])))
        )
        for said in one["results"]
    )
    return " / ".join([one["text"], *results])


def state(value: GoalState) -> str:
    """The word for a state."""
    return str(STATES[value][1])


def look(value: GoalState) -> str:
    """The state of items that it looks like."""
    return STATES[value][0]


def word(value: StrEnum) -> str:
    """The word for how something stands, or what it is."""
    return str(WORDS[value])


def sign(value: Reached) -> str:
    """Its sign, readable without colour."""
    return SIGNS[value]


def act(value: GoalAct | str) -> str:
    """What the button of an act says."""
    return str(ACTS[GoalAct(value)])


def measured(one: IndicatorView) -> str:
    """What the latest result says beside how the indicator stands; empty without one."""
    if one.latest is None:
        return ""
    return one.latest_words if one.said.is_counted else one.latest.words


def turn(roles: tuple[str, ...]) -> str:
    """Whose turn it is."""
    return with_commas(labels.role(role) for role in roles)


def column(name: str) -> str:
    """What a column of a file is called."""
    return str(FIELDS[name])
