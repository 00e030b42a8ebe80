"""Items as services take them in hand for one person: locked, and there for nobody else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor
from workflow.errors import NotFound
from workflow.models import Item
from workflow.services.drafting import locked


def in_sight(session: Session, item_id: int, actor: Actor | None, what: str = "item") -> Item:
    """The item, kept for this transaction, where it is there for `actor`.

    Raises NotFound of `what`: of the matter that was asked for by a number of its own, so
    that one out of sight reads like one that does not exist.
    """
    item = locked(session, item_id)
    # Asked only now: it may just have been pulled back.
    seen = select(Item.id).where(Item.id == item.id, policy.visible_items(actor))
    if session.scalar(seen) is None:
        raise NotFound(what=what)
    return item
