"""Who sees an item and its files: one answer for a page, a file and a service."""

from typing import Final

from workflow.items.context import ItemContext
from workflow.process.effect import Effect
from workflow.process.moves import Transition
from workflow.values.actor import Actor
from workflow.values.vocabulary import Role

NEVER_SUBMITTED: Final = "draft"
"""The state that is the department's own affair: readers do not see it."""


def may_see(actor: Actor | None, context: ItemContext) -> bool:
    """Whether the item exists for `actor`; the same answer as `visible_items`."""
    if actor is None:
        return False
    held = actor.effective_grants
    if held.sees_everything or context.departments & held.departments(Role.OFFICER):
        return True
    if context.round == 0 or context.state == NEVER_SUBMITTED:
        return False
    if (context.departments | context.consulted) & held.own_role_departments:
        return True
    if context.consulted & held.departments(Role.OFFICER):
        return True
    reads = actor.has(Role.VIEWER) or actor.person_id in context.advisors
    return context.released and (reads or held.has_own_role_everywhere)


def released_after(context: ItemContext, transition: Transition, state: str) -> bool:
    """Whether what was submitted last has left its department once an item arrived in `state`."""
    outside = not context.process.is_within_department(state)
    before = context.released and transition.effect is not Effect.FREEZE
    return outside or before


def may_see_file(
    actor: Actor | None, context: ItemContext, first_revision: int, last_revision: int | None
) -> bool:
    """Whether a file exists for `actor`: submitted ones for all who see the item.

    One that no submission had, because it is new or was taken off before, is the
    department's own affair.
    """
    if actor is None or not may_see(actor, context):
        return False
    submitted = first_revision <= context.round
    if submitted and (last_revision is None or last_revision >= first_revision):
        return True
    return is_own(actor, context)


def is_own(actor: Actor | None, context: ItemContext) -> bool:
    """Whether `actor` reads what is not submitted yet: an officer of a department that carries it.

    The same answer as `rewriting.content_of`.
    """
    if actor is None:
        return False
    return bool(context.departments & actor.effective_grants.departments(Role.OFFICER))
