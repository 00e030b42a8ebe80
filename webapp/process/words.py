"""What a definition says, in sentences: who acts, what is asked, the rules, what changed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from flask_babel import LazyString

from webapp.process.asked import EFFECTS, opinions, quorum, roles, when
from webapp.request import current
from webapp.words.catalogue import gettext, ngettext
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import labelled, listed
from workflow.process import (
    Always,
    Automatic,
    Due,
    Failure,
    Mark,
    Part,
    PartChange,
    Process,
    Rule,
    State,
    Transition,
    titles_of,
)

MARKS: Final[Mapping[Mark, LazyString]] = {
    Mark.ADDED: _p("version", "new"),
    Mark.REMOVED: _p("version", "gone"),
    Mark.CHANGED: _p("version", "changed"),
}
PARTS: Final[Mapping[Part, LazyString]] = {
    Part.STATE: _p("process", "State"),
    Part.MOVE: _p("process", "Step"),
    Part.RULE: _p("process", "Rule"),
}
FIELDS: Final[Mapping[str, LazyString]] = {
    "title": _p("process", "Title"),
    "turn": _l("Whose turn it is"),
    "final": _l("Is an end"),
    "target": _p("process", "Leads to"),
    "roles": _l("Who may do it"),
    "guards": _l("What is checked"),
    "note": _p("process", "Reason"),
    "limit": _l("How often at most"),
    "due": _l("Days until the next answer"),
    "quorum": _l("Evaluation sheets asked for"),
    "opinions": _l("Whose opinion is asked"),
    "effect": _l("What happens besides"),
    "when": _l("For which sheets"),
    "automatic": _l("Made by itself"),
}
GUARDS: Final[Mapping[str, LazyString]] = {
    "form_complete": _l("the sheet is complete"),
    "funding_sums_to_amount": _l("the funding adds up to the amount"),
    "amount_allowed": _l("the amount is one of this kind of budget"),
    "not_duplicate": _l("the section has no item of this name"),
    "cycle_open": _l("the budget cycle is open"),
    "by_submitter": _l("by whoever submitted it"),
    "evaluation_complete": _l("verdict and findings are there"),
    "sheets_submitted": _l("enough evaluation sheets are submitted"),
    "meeting_given": _l("a meeting is named"),
    "report_not_frozen": _l("the report is not frozen"),
    "next_cycle_given": _l("a later cycle is named"),
    "opinions_given": _l("the opinions that are asked for are given"),
    "no_objection": _l("none of the opinions objects"),
}
NOTES: Final[Mapping[str, LazyString]] = {
    "required": _l("with a reason"),
    "optional": _l("with a remark, if wanted"),
    "none": _l("without words"),
}


def named(titles: Mapping[str, str]) -> str:
    """A title of a definition in the language of the page."""
    return titles[current.language()]


def state(process: Process, name: str) -> str:
    """What a state is called; its name where the version has none."""
    return named(process.states[name].title) if name in process.states else name


def action(process: Process, name: str) -> str:
    """What an action is called; its name where the version has none."""
    found = (move for move in process.transitions if move.action == name)
    return next((named(move.title) for move in found), name)


def days(due: Due | None) -> str:
    """A clock: how many business days; of initial budgets apart where they have more."""
    if due is None:
        return "―"
    usual = ngettext("%(num)d business day", "%(num)d business days", due.business_days)
    if due.initial_budget is None:
        return usual
    return _("%(usual)s (initial budget %(days)d)", usual=usual, days=due.initial_budget)


def conditions(move: Transition) -> list[str]:
    """What is asked of a move: what is checked, its reason, how often it may happen."""
    found = [when(move.when)] if move.when else []
    found += [str(GUARDS.get(guard, guard)) for guard in move.guards]
    found.append(str(NOTES[move.note.value]))
    if move.automatic:
        found = [by_itself(move.automatic), *found[:-1]]
    if move.limit is not None:
        found.append(ngettext("at most %(num)d time", "at most %(num)d times", move.limit))
    return found


def by_itself(automatic: Automatic) -> str:
    """When the program makes a move."""
    return ngettext(
        "by itself %(num)d business day after it was due",
        "by itself %(num)d business days after it was due",
        automatic.after_business_days,
    )


def takers(move: Transition, process: Process | None = None) -> str:
    """Who makes a move: roles, or the program."""
    return _("the system") if move.automatic else roles(move.roles, process)


def rule(process: Process, one: Rule) -> str:
    """A rule in a sentence."""
    if one.always is Always.BEFORE:
        return _(
            "An item comes to “%(state)s” only after “%(action)s”.",
            state=state(process, one.state),
            action=action(process, one.action),
        )
    if one.always is Always.SEPARATE:
        first, second = (action(process, name) for name in one.actions)
        return _(
            "Nobody does both “%(one)s” and “%(other)s” for one item.", one=first, other=second
        )
    if one.always is Always.NEVER:
        return _(
            "After “%(action)s” an item does not come to “%(state)s” any more.",
            state=state(process, one.state),
            action=action(process, one.action),
        )
    if one.always is Always.AT_MOST:
        return ngettext(
            "“%(action)s” happens to an item at most %(num)d time.",
            "“%(action)s” happens to an item at most %(num)d times.",
            one.times,
            action=action(process, one.action),
        )
    return _("From every state an end can be reached.")


def change(process: Process, one: PartChange) -> str:
    """What a difference is about."""
    if one.part is Part.RULE:
        ruled = one.after or one.before
        return rule(process, ruled) if isinstance(ruled, Rule) else ""
    if one.part is Part.STATE:
        return state(process, one.name)
    name = action(process, one.name)
    return labelled(state(process, one.state), name) if one.state else name


def values(process: Process, one: PartChange) -> Iterator[tuple[str, str, str]]:
    """The fields that changed, each with its words before and after."""
    for name, before, after in one.fields:
        label = str(FIELDS.get(name, name))
        yield label, _value(process, name, before), _value(process, name, after)


def _value(process: Process, name: str, given: Any) -> str:
    if given in (None, "", ()):
        return "―"
    if isinstance(given, Due):
        return days(given)
    if isinstance(given, bool):
        return gettext("yes") if given else gettext("no")
    return _SAID[name](process, given) if name in _SAID else str(given)


_SAID: Final[Mapping[str, Callable[[Process, Any], str]]] = {
    "title": lambda _process, given: named(given),
    "turn": lambda process, given: roles(given, process),
    "roles": lambda process, given: roles(given, process),
    "guards": lambda _process, given: listed(str(GUARDS.get(one, one)) for one in given),
    "target": state,
    "note": lambda _process, given: str(NOTES[given.value]),
    "opinions": lambda process, given: opinions(given, process),
    "quorum": lambda _process, given: quorum(given),
    "effect": lambda _process, given: str(EFFECTS.get(given, given)),
    "when": lambda _process, given: when(given),
    "automatic": lambda _process, given: by_itself(given),
}


def failure(process: Process, one: Failure) -> str:
    """What does not hold, with a shortest path that shows it."""
    return one.told(titles_of(process), current.language())


def ways_on(process: Process, of: State) -> list[tuple[Transition, str]]:
    """The moves from a state, each with the state that it leads to."""
    moves = process.moves_from(of.name)
    return [(move, state(process, move.target_from(of.name))) for move in moves]
