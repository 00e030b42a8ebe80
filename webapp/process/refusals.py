"""The sentences for refusals about versions, and for what is wrong with a plan to move items."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.process.words import action
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import listed
from workflow.process import Process
from workflow.values import Subject
from workflow.versions import Against, Objection, PlanFault

record_words.register(Subject.PROCESS, {"source_hash": _l("Hash"), "in_force": _l("In force")})
record_words.register(
    Subject.MIGRATION,
    {
        "name": _p("migration", "Process"),
        "from_version": _p("migration", "From version"),
        "to_version": _p("migration", "To version"),
        "states": _p("migration", "States"),
        "ordered_by": _p("migration", "Ordered by"),
        "ordered_at": _p("migration", "Ordered on"),
    },
)
refusals.register(
    {
        "migration_plan_invalid": _l("The plan does not fit the two versions."),
        "process_version_behind": _l(
            "Version %(newest)s is published already: give the definition the next number, else no"
            " item would begin on it."
        ),
        "process_role_unfit": _l(
            "The office has no role “%(role)s” (%(name)s). Define it first, or along with this."
        ),
        "process_role_unfit:switched_off": _l(
            "The role “%(role)s” (%(name)s) is switched off. Switch it on first."
        ),
        "process_role_unfit:other_scope": _l(
            "The office holds the role “%(role)s” (%(name)s) otherwise: for departments, or for"
            " the whole office. Declare it so."
        ),
        "process_role_unfit:taken": _l(
            "The role “%(role)s” (%(name)s) cannot be defined: another one is called so."
        ),
        "process_department_unknown": _l(
            "The definition asks the department “%(code)s”, which the office has not."
        ),
        "process_migration_running": _l(
            "The items of version %(version)s are being moved by another plan: wait for its end."
        ),
        "process_migration_strands": _l(
            "%(count)s of %(of)s items could not go on: look at the rehearsal. Nothing was moved."
        ),
        "process_migration_moved_on": _l(
            "There are %(count)s items by now: look at the rehearsal again. Nothing was moved."
        ),
    }
)


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
