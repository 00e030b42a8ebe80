"""The contexts of items that may wait for a person: the past is read of few of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from workflow.items import reference
from workflow.items.context import CycleFacts, ItemContext
from workflow.items.context_queries import contexts_of
from workflow.items.policy import turn_is_plain
from workflow.items.reference import CycleView
from workflow.work import Work


def contexts_for_turns(work: Work, lines: Sequence[Row[Any]]) -> dict[int, ItemContext]:
    """The contexts of items, known so far as they decide what is the turn of who asks.

    A line is `HasPlace` with the cycle, whether the item is `frozen`, and whether who asks has
    `acted` on it. What was done is read of those alone whose turn it decides; of the others
    those that stand alike have one context.
    """
    alike: dict[tuple[Any, ...], tuple[ItemContext, bool]] = {}
    found: dict[int, ItemContext] = {}
    past: list[Any] = []
    for line in lines:
        name, version = line.process_name, line.process_version
        place = (name, version, line.state, line.department_id, line.cycle_id, line.frozen)
        if place not in alike:
            context = _without_past(work, line)
            alike[place] = context, turn_is_plain(context.process, line.state)
        found[line.id], is_plain = alike[place]
        if line.acted or not is_plain:
            past.append(line)
    return found | contexts_of(work, past, mover=work.person)


def _without_past(work: Work, line: Row[Any]) -> ItemContext:
    return ItemContext(
        process=work.process(line.process_name, line.process_version),
        state=line.state,
        department_id=line.department_id,
        cycle=_facts_of(reference.cycle(work, line.cycle_id)),
        today=work.today,
        frozen=bool(line.frozen),
    )


def _facts_of(cycle: CycleView) -> CycleFacts:
    return CycleFacts(
        id=cycle.id,
        kind=cycle.kind,
        opens_on=cycle.opens_on,
        closed=not cycle.is_open,
        submission_deadline=cycle.submission_deadline,
        review_deadline=cycle.review_deadline,
        process_name=cycle.process_name,
        tracks=cycle.tracks,
    )
