"""Who may order an action for many items at once, and until when; each item is asked about too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workflow.bulk.errors import BulkNotReady
from workflow.process.shape import NoteRule, Process
from workflow.values.actor import Actor
from workflow.values.errors import NotSignedIn, Refusal, WrongRole
from workflow.values.vocabulary import Action

NOT_IN_BULK: Final = frozenset({Action.CREATE, Action.EVALUATE})
"""Actions that begin an item, or need findings of their own for each."""


@dataclass(frozen=True)
class BulkAction:
    """An action that a person may order for many items, and whether it asks for a reason."""

    action: str
    note: NoteRule


def offered(processes: Sequence[Process], actor: Actor | None) -> tuple[BulkAction, ...]:
    """The actions that `actor` may order by their roles, in the order of the processes.

    What is held for somebody absent counts as well.
    """
    if actor is None:
        return ()
    names = dict.fromkeys(action for process in processes for action in process.actions)
    return tuple(
        BulkAction(name, note_rule(processes, name))
        for name in names
        if name not in NOT_IN_BULK
        and any(process.takers(name) & actor.reach.roles for process in processes)
    )


def note_rule(processes: Sequence[Process], action: str) -> NoteRule:
    """The strictest that any of the processes says of a reason for `action`."""
    rules = {
        transition.note
        for process in processes
        for transition in process.transitions
        if transition.action == action
    }
    return next((rule for rule in NoteRule if rule in rules), NoteRule.NONE)


def order_refusal(processes: Sequence[Process], actor: Actor | None, action: str) -> Refusal | None:
    """Why `actor` may not order `action` for many items at all; None where they may."""
    if actor is None:
        return NotSignedIn()
    allowed = action in {one.action for one in offered(processes, actor)}
    return None if allowed else WrongRole(roles=())


def open_refusal(
    committed_at: datetime | None, expires_at: datetime, now: datetime
) -> BulkNotReady | None:
    """Why a preview cannot be changed or committed any more; None while it can."""
    if committed_at is not None:
        return BulkNotReady(reason="committed")
    return BulkNotReady(reason="expired") if expires_at <= now else None
