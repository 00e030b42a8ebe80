"""Who may have which paper; lists and sheets are for whoever sees their items."""

from typing import Final

from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import NotSignedIn, OtherDepartment, Refusal, WrongRole
from workflow.values.vocabulary import CENTER_ROLES, Role

RESULT_READERS: Final = CENTER_ROLES | {Role.OFFICER}
"""The DX center, which writes the result notices, and the departments they are written to."""

FINANCE_READERS: Final = CENTER_ROLES | {Role.VIEWER}
"""Who hands the list to 財政課, and who reads for it."""


def may_have_results(actor: Actor | None, department_id: int) -> Refusal | None:
    """Why `actor` may not have a department's 結果通知; None where they may.

    The DX center may have any, an officer that of the department they are officer of. Readers
    find the verdicts in the headquarters' report: a notice is a letter, not a circular.
    """
    if actor is None:
        return NotSignedIn()
    if actor.sees_everything or actor.holds(Role.OFFICER, department_id):
        return None
    if actor.has(Role.OFFICER):
        return OtherDepartment()
    return WrongRole(roles=tuple(sorted(RESULT_READERS)))


def may_have_finance_list(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not have the list for 財政課; None where they may."""
    return role_refusal(actor, FINANCE_READERS)
