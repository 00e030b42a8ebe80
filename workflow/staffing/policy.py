"""Why nobody can act on an item. Administrators alone are shown it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from workflow.items import policy, refusals
from workflow.items.context import ItemContext
from workflow.values import errors
from workflow.values.actor import Actor
from workflow.values.errors import Refusal


class Why(StrEnum):
    """What keeps everybody from moving an item on."""

    NO_HOLDER = "no_holder"
    """Nobody holds the role for the department today, or stands in for somebody who does."""
    SEPARATED = "separated"
    """Separation of duties: they took an earlier step themselves."""
    PARTIAL = "partial"
    """A conflict of interest."""
    NOT_SEATED = "not_seated"
    """They do not finalise in the session that evaluates it."""
    CYCLE_CLOSED = "cycle_closed"
    REPORT_FROZEN = "report_frozen"
    OTHERWISE = "otherwise"


_WHYS: Final[Mapping[type[Refusal], Why]] = {
    errors.SeparationOfDuties: Why.SEPARATED,
    errors.ConflictOfInterest: Why.PARTIAL,
    refusals.NotTheFinaliser: Why.NOT_SEATED,
    refusals.FinaliserIsPersonal: Why.NOT_SEATED,
    refusals.CycleClosed: Why.CYCLE_CLOSED,
    refusals.ReportFrozen: Why.REPORT_FROZEN,
}


def in_its_cycle(context: ItemContext) -> ItemContext:
    """The item on the first day on which it can be moved: one of a cycle to come only waits."""
    return replace(context, today=max(context.today, context.cycle.opens_on))


def what_stops(context: ItemContext, people: Sequence[Actor]) -> tuple[Why, ...]:
    """Why none of `people`, who hold a role whose turn it is, can move the item on.

    Empty where somebody can.
    """
    if not people:
        return (Why.NO_HOLDER,)
    if any(policy.has_turn(one, context) for one in people):
        return ()
    refused = {
        type(refusal)
        for one in people
        for action in context.process.turn_actions(context.state)
        if (refusal := policy.may(one, context, action).refusal)
        and not isinstance(refusal, policy.NO_GRANT)
    }
    found = {_WHYS.get(one, Why.OTHERWISE) for one in refused} or {Why.OTHERWISE}
    return tuple(why for why in Why if why in found)
