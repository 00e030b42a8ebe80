"""What is said of transfer plans: their states, their moves, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import labels, refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import ngettext
from webapp.words.filters import and_section, department, section, title
from workflow.people import DepartmentChoice
from workflow.transfers import (
    HEADINGS,
    IS_OUTSIDE,
    LACKS_ROLE,
    LEAVE_OUT,
    LISTED,
    NEW_PLACE,
    NOBODY,
    OLD_PLACE,
    TWICE,
    WHICH_KIND,
    WHO,
    OrphanKind,
    Passing,
    PassingKind,
    PlanState,
    Question,
)
from workflow.values import Problem, Role, Subject

SENTENCES: Final[Mapping[str, LazyString]] = {
    "transfer_not_open": _l("The plan is in force or cancelled already."),
    "transfer_overtaken": _l(
        "Somebody in the plan was changed meanwhile. Nothing was done: look at it again."
    ),
    "transfer_too_early": _l("The plan holds from %(day)s: it cannot be put in force before."),
    "not_the_successor": _l("Somebody else takes this over."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "transfer_no_head": _l(
        "There is no row with the headings for old and new roles, or for names and new places."
    ),
    "transfer_person_unknown": _l(
        "There is no such person: mend the login, or add the person first."
    ),
    "transfer_role_not_held": _l("They do not hold this role then."),
    "transfer_says_nothing": _l("This line says nothing that would change."),
    "transfer_read_again": _l("Save the plan again, then this line is read."),
    "transfer_namesakes": _l("Several people are called so: write the login or the staff number."),
    "transfer_other_day": _l("The plan holds from %(day)s: this is another day."),
    "transfer_has_problems": _l("%(count)s cells need correcting first."),
}

ASKS: Final[Mapping[str, LazyString]] = {
    WHO: _l("Which user is this?"),
    TWICE: _l("Row %(before)s moves the same person already. This row:"),
    OLD_PLACE: _l("Which department is “%(typed)s”, from which they come?"),
    NEW_PLACE: _l("Which department is “%(typed)s”, to which they go?"),
    WHICH_KIND: _l("What becomes of them?"),
}

refusals.register(SENTENCES, {**PROBLEMS, **ASKS})

record_words.register(
    Subject.TRANSFER,
    {
        "title": _p("transfer", "Title"),
        "takes_effect_on": _l("Holds from"),
        "state": _p("transfer", "State"),
        "lines": _p("transfer", "Lines"),
        "decided_by": _l("Decided by"),
    },
    {"state": lambda given: str(STATES[PlanState(given)])},
)

STATES: Final[Mapping[PlanState, LazyString]] = {
    PlanState.DRAFT: _p("transfer", "Draft"),
    PlanState.DECIDED: _p("transfer", "Decided"),
    PlanState.OUTDATED: _p("transfer", "To be looked at again"),
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


# ------------------------------------------------- what a list leaves open

MOST_NAMES: Final = 5

_ANSWERS: Final[Mapping[str, LazyString]] = {
    "retire": _l("They leave for good: every role ends"),
    "away": _l("They go elsewhere: their roles end"),
    IS_OUTSIDE: _l("A place that takes no part: no role there"),
    LEAVE_OUT: _l("Leave the row out"),
}


def asked(one: Question) -> str:
    """What a list leaves open."""
    return str(ASKS[one.key]) % {"before": one.before, "typed": one.typed}


def names(one: Question) -> list[str]:
    """Of whom it is asked: row and name, the first of many."""
    shown = [
        _("row %(row)s %(name)s", row=row, name=name)
        for row, name in zip(one.rows, one.names, strict=True)
    ]
    more = len(shown) - MOST_NAMES
    if more <= 0:
        return shown
    return [*shown[:MOST_NAMES], ngettext("and %(num)d other", "and %(num)d others", more)]


def place(words: str) -> str:
    """A department and a section as a plan names them, in the language of the page."""
    name, _blank, part = words.partition(" ")
    return and_section(department(name), section(part))


def answers(one: Question, departments: Sequence[DepartmentChoice]) -> Iterator[tuple[str, str]]:
    """What may be answered, by what is sent."""
    if one.key == WHO:
        for who in one.candidates:
            yield who.login, " ".join(filter(None, (who.name, who.place, who.login)))
    if one.key in (OLD_PLACE, NEW_PLACE):
        yield IS_OUTSIDE, str(_ANSWERS[IS_OUTSIDE])
        for place in departments:
            yield str(place.id), title(place.name)
        return
    for word in ("retire", "away") if one.key == WHICH_KIND else ():
        yield word, str(_ANSWERS[word])
    yield LEAVE_OUT, _("No user: leave the row out") if one.key == WHO else str(_ANSWERS[LEAVE_OUT])


def roles() -> Iterator[tuple[str, str]]:
    """The roles that may be given in a plan, none first; administrators are made by hand."""
    yield "", _("No role")
    for value, label in labels.role_choices():
        if value != Role.ADMIN:
            yield value, str(label)


def stays(one: Passing) -> str:
    """Why something does not pass on."""
    sentence = _STAYS.get(one.obstacle)
    said = str(sentence) if sentence else refusals.problem(Problem("", one.obstacle))
    return said % {"name": title(one.to)} if one.to else said


def column(name: str) -> str:
    """What stands over a column in a file."""
    return {**HEADINGS, **LISTED}[name][0]
