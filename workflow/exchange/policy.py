"""Who may bring files in, and what must be settled first; each row asks who may begin its item."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workflow.values.actor import Actor, role_refusal
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Role

IMPORTERS: Final = (Role.OFFICER, Role.REVIEWER, Role.SECRETARIAT)
"""Officers for their departments; the center for all, as drafts that those submit."""


class ImportNotReady(Refusal):
    """Rows are not read yet, are wrong, are in conflict, or there is none. Data: reason."""

    key = "import_not_ready"


@dataclass(frozen=True)
class Readiness:
    """How far a staged file is: its rows, how many of each kind, and what still hinders."""

    rows_read: int
    rows_total: int
    kinds: Mapping[str, int]
    head_is_wrong: bool = False
    open_questions: int = 0
    open_conflicts: int = 0
    is_committed: bool = False


def import_refusal(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not bring files in; None where they may."""
    return role_refusal(actor, IMPORTERS)


def commit_refusal(facts: Readiness, *, good_only: bool = False) -> ImportNotReady | None:
    """The first reason why a staged file cannot be committed; None where it can.

    With `good_only` rows that are wrong stand in nobody's way.
    """
    if facts.is_committed:
        return ImportNotReady(reason="committed")
    if facts.rows_read < facts.rows_total:
        return ImportNotReady(reason="unread")
    if facts.open_questions:
        return ImportNotReady(reason="questions")
    if facts.head_is_wrong or (facts.kinds.get("wrong") and not good_only):
        return ImportNotReady(reason="wrong")
    if facts.open_conflicts:
        return ImportNotReady(reason="conflicts")
    if not facts.kinds.get("create") and not facts.kinds.get("change"):
        return ImportNotReady(reason="nothing")
    return None
