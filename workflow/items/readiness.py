"""Whether a sheet could be submitted as it stands: everything that is wrong with it, at once."""

from sqlalchemy import select

from workflow.items import (
    guards,
    locking,
    move_query,
    rewriting_commands,
    tracks,
    transitions,
    visibility,
)
from workflow.items.context_queries import contexts_of
from workflow.items.locking import LockedItem
from workflow.items.orders import Order
from workflow.models import Item
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import Action
from workflow.work import Work


def against_submission(work: Work, item_id: int) -> tuple[Refusal, ...]:
    """What in the sheet stands against its submission now; nothing where it is not a draft.

    Raises NotFound where there is no such item, or not for the person.
    """
    query = select(*locking.COLUMNS).where(Item.id == item_id, visibility.visible_items(work.actor))
    row = work.session.execute(query, {"today": work.today}).one_or_none()
    if row is None:
        raise NotFound(what="item")
    item = LockedItem(*row)
    context = contexts_of(work, [item], for_readers=False)[item.id]
    rewriting_commands.attach(work.session, [item], {item.id: context})
    context = tracks.as_submitted(work, item, context)
    transition = context.process.transition(Action.SUBMIT, item.state, context.facts)
    if transition is None:
        return ()
    order = Order(item_id, Action.SUBMIT, work.actor)
    rewriting_commands.bring_in(item)
    case = transitions.guard_context(
        work, order, item, context, transition, move_query.find_out(work.session, order, item)
    )
    unreadable = transitions.unreadable(order, item)
    names = guards.of_what_is_typed(transition.guards)
    return tuple(filter(None, (unreadable, *(guards.GUARDS[name](case) for name in names))))
