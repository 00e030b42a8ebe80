"""What keeps one person from an action: an earlier step of theirs, or partiality."""

from typing import Final

from workflow.items import refusals
from workflow.items.context import ItemContext
from workflow.values import errors
from workflow.values.actor import Actor, Principal
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Action, Role

IMPARTIAL: Final = frozenset({Action.EVALUATE, Action.REOPEN})
"""Actions that nobody with a conflict of interest takes, by whichever version of a process."""


def barred(
    actor: Actor, context: ItemContext, action: str, principal: Principal | None = None
) -> Refusal | None:
    """What keeps this one person from `action` on this item: an earlier step, or partiality.

    With `principal`, what keeps either of the two from it.
    """
    people = frozenset({actor.person_id, principal.person_id if principal else actor.person_id})
    return _separation_refusal(people, context, action) or (
        _conflict_refusal(actor, context, principal, people) if action in IMPARTIAL else None
    )


def _conflict_refusal(
    actor: Actor, context: ItemContext, principal: Principal | None, people: frozenset[int]
) -> Refusal | None:
    # Whoever stands in for an officer is no more impartial than that officer.
    own = actor.effective_grants.departments(Role.OFFICER)
    if context.departments & (own | principal.own_departments if principal else own):
        return errors.ConflictOfInterest(kind="own_department")
    declared = people & context.conflicted
    return errors.ConflictOfInterest(kind="declared") if declared else None


def finaliser_refusal(
    actor: Actor, context: ItemContext, action: str, principal: Principal | None
) -> Refusal | None:
    """Why the session's finalisers decide this, and not `actor`; None where `actor` may.

    A finaliser decides in nobody else's name; whoever finalised may take that back.
    """
    if action not in IMPARTIAL:
        return None
    people = {actor.person_id, principal.person_id if principal else actor.person_id}
    if action == Action.REOPEN and context.evaluated_by in people:
        return None
    if not context.finalisers:
        return refusals.NotTheFinaliser() if action == Action.REOPEN else None
    if principal:
        return refusals.FinaliserIsPersonal()
    return None if actor.person_id in context.finalisers else refusals.NotTheFinaliser()


def _separation_refusal(
    people: frozenset[int], context: ItemContext, action: str
) -> Refusal | None:
    for pair in context.process.separate_pairs():
        for earlier in pair - {action} if action in pair else ():
            if people & context.doers.get(earlier, frozenset()):
                return errors.SeparationOfDuties(earlier=earlier)
    return None
