"""What is asked of the one door: an order, made clean, and what its action needs beside a note."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, NamedTuple

from workflow.values.actor import Actor
from workflow.values.canonical import fingerprint
from workflow.values.cleaning import clean_words, cleaned_conditions
from workflow.values.conditions import ConditionLine, listed_in, numbered
from workflow.values.lazy import cached_property
from workflow.values.vocabulary import Action

LONGEST_WORDS: Final = 4000
"""Characters in a note, in findings or in conditions."""

LONGEST_CODE: Final = 40
"""Characters in the name of an action, a verdict or a cycle."""

ASKED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    Action.APPROVE: ("despite_questions",),
    Action.EVALUATE: ("verdict", "findings", "conditions", "override"),
    Action.REPORT: ("meeting_id",),
    Action.CARRY_OVER: ("cycle_id",),
}
"""The particulars that an action of the program's own asks for; the others ask for none."""

ASKED_BY_OWN: Final = ("despite_questions",)
"""What an action that a definition names itself may ask for: it can judge."""
_ACTIONS: Final = frozenset(Action)


@dataclass(frozen=True)
class ActionInput:
    """What some actions need beside a note; the rest stays empty.

    `verdict`, `findings`, `conditions` for evaluate, and `override`: why it is finalised
    without enough evaluation sheets; `meeting_id` for report; `cycle_id` for carry_over;
    `despite_questions` for approve, where some are not answered. `listed` are the conditions
    one by one; where they are given, `conditions` is made of them, else they are read from
    its numbers.
    """

    verdict: str = ""
    findings: str = ""
    conditions: str = ""
    meeting_id: int | None = None
    cycle_id: str = ""
    override: str = ""
    listed: tuple[ConditionLine, ...] = ()
    despite_questions: bool = False

    def plain(self) -> dict[str, Any]:
        """As values of JSON; `listed` only where conditions are given one by one."""
        if self is NO_INPUT:  # as most orders have it
            return dict(_NOTHING)
        values = {name: getattr(self, name) for name in PLAIN}
        listed = [one.plain() for one in self.listed]
        return {**values, "listed": listed} if listed else values

    @staticmethod
    def from_plain(values: Mapping[str, Any]) -> "ActionInput":
        """Read back what `plain` gave."""
        listed = tuple(map(ConditionLine.from_plain, values.get("listed", ())))
        return ActionInput(**{**values, "listed": listed})

    def asked_by(self, action: str) -> "ActionInput":
        """What `action` asks for; a verdict sent along with a submission is nobody's verdict."""
        names = ASKED_BY.get(action, () if action in _ACTIONS else ASKED_BY_OWN)
        if not names:
            return NO_INPUT
        listed = self.listed if "conditions" in names else ()
        return ActionInput(**{name: getattr(self, name) for name in names}, listed=listed)


NO_INPUT = ActionInput()
PLAIN: Final = tuple(one.name for one in fields(ActionInput) if one.name != "listed")
"""The particulars that are values of JSON as they are."""
_NOTHING: Final[Mapping[str, Any]] = {name: getattr(NO_INPUT, name) for name in PLAIN}


class Quoting(NamedTuple):
    """A new item is taken from an earlier one; `seen` is the content hash that was quoted."""

    source_id: int
    seen: str


@dataclass(frozen=True)
class Order:
    """One action asked for by one person, on what that person saw.

    `seen` is the content hash of what was displayed, `last_move` the number of the last entry
    that the history had then; `key` makes a second delivery of the same order harmless.
    """

    item_id: int
    action: str
    actor: Actor | None
    seen: str | None = None
    note: str = ""
    key: str | None = None
    particulars: ActionInput = field(default=NO_INPUT)
    last_move: int | None = None

    @cached_property
    def fingerprint(self) -> str:
        """What is ordered and by whom, so that a key cannot serve two orders."""
        return fingerprint(
            {
                "item": self.item_id,
                "action": self.action,
                "actor": self.actor.login if self.actor else None,
                "note": self.note,
                "particulars": self.particulars.plain(),
            }
        )


def cleaned(order: Order) -> Order:
    """The order with its texts trimmed, and nothing its action does not ask for.

    Raises InputRefused.
    """
    action = clean_words("action", order.action, LONGEST_CODE)
    note = clean_words("note", order.note, LONGEST_WORDS)
    given = order.particulars.asked_by(action)
    if given is not NO_INPUT:
        given = _cleaned_input(given)
    if (action, note, given) == (order.action, order.note, order.particulars):
        return order
    return replace(order, action=action, note=note, particulars=given)


def _cleaned_input(given: ActionInput) -> ActionInput:
    return replace(
        given,
        verdict=clean_words("verdict", given.verdict, LONGEST_CODE),
        cycle_id=clean_words("cycle_id", given.cycle_id, LONGEST_CODE),
        findings=clean_words("findings", given.findings, LONGEST_WORDS),
        override=clean_words("override", given.override, LONGEST_WORDS),
        **_conditions(given),
    )


def _conditions(given: ActionInput) -> dict[str, Any]:
    """The conditions one by one and as one text, which say the same. Raises InputRefused."""
    if given.listed:
        listed = cleaned_conditions(given.listed)
    else:
        typed = clean_words("conditions", given.conditions, LONGEST_WORDS)
        listed = listed_in(typed)
    text = clean_words("conditions", numbered(listed), LONGEST_WORDS)
    return {"conditions": text, "listed": listed}
