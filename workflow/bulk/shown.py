"""A preview as a value: the action, the items as they are now, and why each would be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workflow.bulk import policy
from workflow.bulk.moves import GivenEach
from workflow.items.orders import ActionInput, Order
from workflow.values.actor import Actor
from workflow.values.canonical import fingerprint
from workflow.values.errors import Refusal
from workflow.values.lazy import cached_property


class ItemSnapshot(NamedTuple):
    """An item as it is when it is chosen."""

    item_id: int
    content_hash: str
    state: str
    moves: int
    amount_kyen: int | None


@dataclass(frozen=True)
class Preview:
    """What is asked, of which items as they are now, and why each would be refused."""

    cycle_id: str
    action: str
    note: str
    particulars: ActionInput
    asked: int
    items: tuple[ItemSnapshot, ...]
    foreseen: tuple[Refusal | None, ...] = ()
    given: Mapping[int, GivenEach] = field(default_factory=dict)
    """What each item is given, where they are not all given the same."""

    def order(self, one: ItemSnapshot, actor: Actor | None) -> Order:
        """What would be asked of the one door for an item."""
        each = self.given.get(one.item_id)
        particulars = each.particulars if each else self.particulars
        seen = each.seen if each else one.content_hash
        return Order(one.item_id, self.action, actor, seen, self.note, None, particulars, one.moves)

    def _particulars(self, one: ItemSnapshot) -> dict[str, Any] | None:
        each = self.given.get(one.item_id)
        return each.particulars.plain() if each else None

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each item, in order, without the number of its run."""
        return [
            {
                "place": place,
                "item_id": one.item_id,
                "seen": one.content_hash,
                "state": one.state,
                "moves": one.moves,
                "amount_kyen": one.amount_kyen,
                "particulars": self._particulars(one),
                "foreseen": policy.to_json(refusal) if refusal else None,
            }
            for place, (one, refusal) in enumerate(
                zip(self.items, self.foreseen, strict=True), start=1
            )
        ]

    @cached_property
    def seal(self) -> str:
        """The hash of everything that is shown."""
        asked = {"cycle": self.cycle_id, "action": self.action, "note": self.note}
        return fingerprint(
            {**asked, "particulars": self.particulars.plain(), "asked": self.asked,
             "rows": self.rows}
        )  # fmt: skip
