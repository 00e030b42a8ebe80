"""What is said of transfer plans: their states, their moves, and what stands against them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from webapp.audit import words as record_words
from webapp.words import labels, refusals
from workflow.rosters import CellProblem
from workflow.transfers import HEADINGS, OrphanKind, PlanState, RoleName
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


def column(name: str) -> str:
    """What stands over a column in a file."""
    return HEADINGS[name][0]


def problem(one: CellProblem) -> str:
    """What is wrong with a cell."""
    return refusals.problem(Problem(one.column, one.key, dict(one.data)))


def role(one: RoleName) -> str:
    """The department, where there is one, and the role."""
    return f"{one.department} {labels.role(one.role)}".strip()
