"""Who sees, asks, answers, corrects and closes questions on an item. Denied by default.

An item's officers are its department's side, also where they hold a role of the center:
they are partial. Everybody else with a role of the center's staff is the center's side.
Administrators read open threads and say nothing; viewers and advisors are shown the sheet,
not the correspondence about it. A finished item's threads are read only.

Everybody speaks in their own name: a substitute acts on the item and its sheet, but says nothing
here, and whoever substitutes for an item's officer reads no internal note on it meanwhile.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, false, not_, or_, true

from workflow.items.visibility import carried_by
from workflow.models import Thread
from workflow.values.actor import Actor
from workflow.values.errors import Conflict, NotPermitted, NotSignedIn, Refusal
from workflow.values.vocabulary import CENTER_ROLES, CENTER_STAFF, Role, Side

SPEAKERS: Final = CENTER_STAFF | {Role.OFFICER}
"""The roles of the two sides: who can ask and answer, about some items at least."""

READERS: Final = CENTER_ROLES | {Role.OFFICER}
"""The roles of those who read what was asked about some items at least."""


class NotAParty(NotPermitted):
    """The person belongs to neither side of the conversation."""

    key = "thread_not_a_party"


class NotesAreTheCenters(NotPermitted):
    """Internal notes are the center's alone."""

    key = "thread_notes_are_the_centers"


class OnlyTheAskerCloses(NotPermitted):
    """The side that asked says when a question is settled."""

    key = "thread_only_the_asker_closes"


class OnlyOnesOwnIsCorrected(NotPermitted):
    """A person corrects what they said themselves."""

    key = "thread_only_ones_own"


class ItemFinished(Conflict):
    """The item was reported, consulted or withdrawn: its threads are read only."""

    key = "thread_item_finished"


class ThreadClosed(Conflict):
    """The question is settled."""

    key = "thread_closed"


@dataclass(frozen=True)
class ThreadFacts:
    """What the rules need to know of a thread that is there already, or about to begin."""

    departments: frozenset[int]
    """Those that carry the item, the lead one and the joint ones."""
    finished: bool
    internal: bool = False
    asked_by: Side | None = None
    closed: bool = False


def side_of(actor: Actor | None, departments: frozenset[int]) -> Side | None:
    """For whom `actor` speaks about an item that `departments` carry; None for neither side."""
    if actor is None:
        return None
    if actor.departments(Role.OFFICER) & departments:
        return Side.DEPARTMENT
    partial = actor.effective_grants.departments(Role.OFFICER) & departments
    return Side.CENTER if actor.roles & CENTER_STAFF and not partial else None


def may_see(actor: Actor | None, facts: ThreadFacts) -> bool:
    """Whether a thread exists for `actor`; the same answer as `visible_threads`."""
    side = side_of(actor, facts.departments)
    if facts.internal:
        return side is Side.CENTER
    return side is not None or (actor is not None and actor.sees_everything)


def may_ask(actor: Actor | None, facts: ThreadFacts) -> Refusal | None:
    """Why `actor` may not begin a thread, or an internal note, on the item."""
    side = side_of(actor, facts.departments)
    if actor is None:
        return NotSignedIn()
    if side is None:
        return NotAParty()
    if facts.internal and side is not Side.CENTER:
        return NotesAreTheCenters()
    return ItemFinished() if facts.finished else None


def may_post(actor: Actor | None, facts: ThreadFacts) -> Refusal | None:
    """Why `actor` may not say something in the thread: both sides do, until it is closed."""
    if refusal := may_ask(actor, facts):
        return refusal
    return ThreadClosed() if facts.closed else None


def may_correct(actor: Actor | None, facts: ThreadFacts, author_id: int) -> Refusal | None:
    """Why `actor` may not correct what `author_id` said; one's own may be, even once closed."""
    if refusal := may_ask(actor, facts):
        return refusal
    own = actor is not None and actor.person_id == author_id
    return None if own else OnlyOnesOwnIsCorrected()


def may_close(actor: Actor | None, facts: ThreadFacts) -> Refusal | None:
    """Why `actor` may not close the thread: the side that asked does, once."""
    if refusal := may_post(actor, facts):
        return refusal
    mine = side_of(actor, facts.departments) is facts.asked_by
    return None if mine else OnlyTheAskerCloses()


def visible_threads(actor: Actor | None) -> ColumnElement[bool]:
    """What `may_see` says, as a condition on `Thread` and its `Item`: part of every query."""
    return or_(
        and_(not_(Thread.internal), correspondence(actor)), and_(Thread.internal, notes(actor))
    )


def correspondence(actor: Actor | None) -> ColumnElement[bool]:
    """The items whose questions and answers `actor` reads, as a condition on `Item`."""
    if actor is None:
        return false()
    if actor.sees_everything:
        return true()
    own = actor.departments(Role.OFFICER)
    return carried_by(own) if own else false()


def notes(actor: Actor | None) -> ColumnElement[bool]:
    """The items whose internal notes `actor` reads, as a condition on `Item`."""
    if actor is None or not actor.roles & CENTER_STAFF:
        return false()
    own = actor.effective_grants.departments(Role.OFFICER)
    return not_(carried_by(own)) if own else true()
