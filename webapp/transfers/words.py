"""What is said of transfer plans: their states, their moves, and what stands against them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.filters import title
from workflow.transfers import (
    HEADINGS,
    LACKS_ROLE,
    NOBODY,
    OrphanKind,
    Passing,
    PassingKind,
    PlanState,
)
from workflow.values import Problem, Subject

SENTENCES: Final[Mapping[str, LazyString]] = {
    "transfer_not_open": _l("The plan is in force or cancelled already."),
    "transfer_overtaken": _l(
        "Somebody in the plan was changed meanwhile. Nothing was done: look at it again."
    ),
    "transfer_too_early": _l("The plan holds from %(day)s: it cannot be put in force before."),
    "not_the_successor": _l("Somebody else takes this over."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "transfer_no_head": _l("There is no row with the headings for old and new roles."),
    "transfer_person_unknown": _l("There is no such person."),
    "transfer_role_not_held": _l("They do not hold this role then."),
    "transfer_says_nothing": _l("This line says nothing that would change."),
    "transfer_has_problems": _l("%(count)s cells need correcting first."),
}

refusals.register(SENTENCES, PROBLEMS)

record_words.register(
    Subject.TRANSFER,
    {
        "title": _p("transfer", "Title"),
        "takes_effect_on": _l("Holds from"),
        "state": _p("transfer", "State"),
        "lines": _p("transfer", "Lines"),
        "decided_by": _l("Decided by"),
    },
)

STATES: Final[Mapping[PlanState, LazyString]] = {
    PlanState.DRAFT: _p("transfer", "Draft"),
    PlanState.DECIDED: _p("transfer", "Decided"),
    PlanState.OVERTAKEN: _p("transfer", "To be looked at again"),
    PlanState.DONE: _p("transfer", "In force"),
    PlanState.CANCELLED: _p("transfer", "Cancelled"),
}

ORPHANS: Final[Mapping[OrphanKind, LazyString]] = {
    OrphanKind.ITEM: _l("Item that nobody could move on"),
    OrphanKind.SEAT: _l("Seat in an evaluation session"),
    OrphanKind.SUBSTITUTE: _l("Substitution without its role"),
    OrphanKind.THREAD: _l("Question that nobody could answer"),
    OrphanKind.CONDITION: _l("Condition that nobody could answer"),
}


PASSINGS: Final[Mapping[PassingKind, LazyString]] = {
    PassingKind.ITEM: _l("Items under review"),
    PassingKind.DEPARTMENT: _l("Departments under review"),
    PassingKind.SEAT: _l("Places in evaluation sessions"),
    PassingKind.SUBSTITUTE: _l("Absences of others"),
}

_STAYS: Final[Mapping[str, LazyString]] = {
    NOBODY: _l("Nobody follows: it stays."),
    LACKS_ROLE: _l("%(name)s does not hold the role for it then: it stays."),
    "own_seat": _l("Your own place, or one for yourself, is changed by somebody else: it stays."),
    "has_seen_scores": _l("%(name)s could read the others' scores there: it stays."),
    "substitute_is_absent": _l("%(name)s is who is away: it stays."),
    "self_appointed": _l("You cannot stand in for others by your own order: it stays."),
}


def stays(one: Passing) -> str:
    """Why something does not pass on."""
    sentence = _STAYS.get(one.obstacle)
    said = str(sentence) if sentence else refusals.problem(Problem("", one.obstacle))
    return said % {"name": title(one.to)} if one.to else said


def column(name: str) -> str:
    """What stands over a column in a file."""
    return HEADINGS[name][0]
