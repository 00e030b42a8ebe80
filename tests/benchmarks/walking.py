"""The walk that is timed: drafts are made before, then each is taken to the headquarters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tests.support.office import FINDINGS, OVERRIDE, SEPTEMBER, Office
from workflow.items.orders import NO_INPUT, ActionInput, Order
from workflow.values.actor import Actor

WALK: Final = ("submit", "receive", "approve", "evaluate", "report")
ITEMS: Final = 12
"""Items a run, each with five moves."""


@dataclass(frozen=True)
class Draft:
    """A draft that waits for its walk."""

    item_id: int
    seen: str


def drafts(office: Office, number: int) -> list[Draft]:
    """Make so many drafts, through the engine."""
    made = [office.a_draft().item_id for _ in range(number)]
    return [Draft(item_id, office.row(item_id).content_hash) for item_id in made]


def orders(office: Office, taken: Sequence[Draft]) -> list[Order]:
    """Every move of the drafts' walks, each with a key, as a form would send it."""
    takers = {
        "submit": office.person("officer"),
        "receive": office.person("reviewer"),
        "approve": office.person("reviewer"),
        "evaluate": office.person("evaluator"),
        "report": office.person("secretariat"),
    }
    return [_order(office, draft, action, takers[action]) for action in WALK for draft in taken]


def perform(office: Office, order: Order) -> object:
    """One move through the one door."""
    return office.engine.perform(
        order.item_id,
        order.action,
        order.actor,
        order.seen,
        order.note,
        order.key,
        order.particulars,
    )


def _order(office: Office, draft: Draft, action: str, actor: Actor) -> Order:
    given = {
        "evaluate": ActionInput(verdict="appropriate", findings=FINDINGS, override=OVERRIDE),
        "report": ActionInput(meeting_id=office.meetings[SEPTEMBER]),
    }
    return Order(
        item_id=draft.item_id,
        action=action,
        actor=actor,
        seen=draft.seen,
        note="",
        key=f"{action}-{draft.item_id}-0123456789abcdef",
        particulars=given.get(action, NO_INPUT),
    )
