"""Who may order a move of many items, and the refusals of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from workflow.process.moves import NoteRule
from workflow.process.shape import Process
from workflow.values.actor import Actor, Title
from workflow.values.errors import Conflict, InputRefused, NotSignedIn, Refusal, WrongRole
from workflow.values.vocabulary import Action


class BulkNotReady(Conflict):
    """A preview cannot be committed. Data: reason (expired, committed, moved_on,
    verdicts, nothing)."""

    key = "bulk_not_ready"


class VerdictNotDrafted(Conflict):
    """There is no draft of a verdict with findings for this item that the person may read."""

    key = "verdict_not_drafted"


class ChangedSincePreview(Conflict):
    """The item was not what it was in the preview: so it stands in the rows of earlier runs."""

    key = "changed_since_preview"


def to_json(refusal: Refusal) -> dict[str, Any]:
    """A refusal as plain values: its key, and its facts as far as a sentence needs them."""
    return {"key": refusal.key, "data": {n: _plain(fact) for n, fact in refusal.data.items()}}


def from_json(stored: Mapping[str, Any]) -> Refusal:
    """The refusal again. Of what was wrong with single fields only the family was stored."""
    kind = next((one for one in _kinds(Refusal) if one.key == stored["key"]), Refusal)
    facts = {name: _fact(value) for name, value in stored["data"].items()}
    return InputRefused([]) if issubclass(kind, InputRefused) else kind(**facts)


def _kinds(family: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in family.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _plain(fact: Any) -> Any:
    if isinstance(fact, Title):
        return {"ja": fact.ja, "en": fact.en}
    if isinstance(fact, datetime):
        return {"moment": fact.isoformat()}
    if isinstance(fact, date):
        return {"day": fact.isoformat()}
    if isinstance(fact, list | tuple | set | frozenset):
        return [_plain(one) for one in fact]
    if isinstance(fact, StrEnum):
        return fact.value
    return fact if fact is None or isinstance(fact, bool | int | str) else str(fact)


def _fact(stored: Any) -> Any:
    if isinstance(stored, list):
        return tuple(_fact(one) for one in stored)
    if not isinstance(stored, dict):
        return stored
    if "moment" in stored:
        return datetime.fromisoformat(stored["moment"])
    if "day" in stored:
        return date.fromisoformat(stored["day"])
    return Title.of(stored)


NOT_IN_BULK: Final = frozenset({Action.CREATE, Action.EVALUATE})
"""Actions that begin an item, or need findings of their own for each: those are finalised from
the drafts of their verdicts, see `verdicts`, and are offered in no list."""


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
        and any(process.takers(name) & actor.effective_grants.roles for process in processes)
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
