"""What is wrong with a plan to move items, and why an item cannot go on: for pages and shell."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.process.words import action
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import listed
from workflow.process import Process
from workflow.versions import Against, Objection, PlanFault

AGAINST: Final[Mapping[Against, LazyString]] = {
    Against.NOT_DONE: _l("This state comes only after “%(actions)s”, which was not done."),
    Against.USED_UP: _l("It took a step more often than the new version allows on the way here."),
    Against.SEPARATION: _l("One person took %(actions)s, which the new version keeps apart."),
    Against.EVALUATED: _l("An evaluation stands, and it would be evaluated a second time."),
    Against.NOBODY: _l("Nobody could act on it."),
}
FAULTS: Final[Mapping[str, LazyString]] = {
    "syntax": _l("This cannot be read as TOML: %(value)s"),
    "unknown_key": _l("A plan has no such key. Is it mistyped?"),
    "missing": _l("It is missing, or not of the right kind."),
    "other_process": _l("The definition is one of the process “%(value)s”."),
    "other_version": _l("The definition is version %(value)s."),
    "same_version": _l("The items are on version %(value)s already."),
    "no_old_state": _l("The old version has no such state under way."),
    "no_new_state": _l("The new version has no state “%(value)s” under way."),
    "no_target": _l("Say which state of the new version it becomes."),
}


def objection(process: Process, one: Objection) -> str:
    """Why an item could not go on by another version."""
    names = listed(action(process, name) for name in one.actions)
    return str(AGAINST[one.against]) % {"actions": names}


def fault(one: PlanFault) -> str:
    """What is wrong with a plan."""
    return str(FAULTS[one.what]) % {"value": one.value}
