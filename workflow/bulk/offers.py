"""What may be ordered for many items of a cycle: only what its processes have."""

from typing import Final

from sqlalchemy import bindparam, select

from workflow.bulk import policy
from workflow.bulk.policy import BulkAction
from workflow.items import tracks
from workflow.items.reference import cycle
from workflow.models import Item
from workflow.work import Work


def actions(work: Work, cycle_id: str) -> tuple[BulkAction, ...]:
    """The actions that the person may order for many items of a cycle; none for a stranger.

    They are those of the cycle's processes, and of others by which items wait in it: carried
    over, or begun before the cycle's process became another one. Raises NotFound.
    """
    names = tracks.names_of(cycle(work, cycle_id))
    own = [one for one in work.published if one.name in names]
    others = [one for one in work.published if one.name not in names]
    found = policy.offered(own, work.actor)
    more = {one.action for one in policy.offered(others, work.actor)} - {
        one.action for one in found
    }
    if not more:
        return found
    moves_on = (move for one in others for move in one.transitions if move.action in more)
    states = {state for move in moves_on for state in move.sources}
    waiting = {*work.ask(_WAITING, cycle=cycle_id, states=sorted(states)).scalars()}
    return policy.offered([*own, *(one for one in others if one.name in waiting)], work.actor)


# By state, of which an index finds the few: a cycle has thousands of items.
_WAITING: Final = (
    select(Item.process_name)
    .distinct()
    .where(Item.state.in_(bindparam("states", expanding=True)), Item.cycle_id == bindparam("cycle"))
)
