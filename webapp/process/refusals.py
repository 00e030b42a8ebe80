"""The sentences for refusals about versions and the moving of items."""

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.values import Subject

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
