"""An item for whom it is there."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import policy
from workflow.actor import Actor
from workflow.errors import NotFound
from workflow.models import Item
from workflow.models.base import may_be_id


def item_in_sight(session: Session, item_id: int, actor: Actor | None) -> Item:
    """The item, read only. Raises NotFound, also where it is not for `actor`."""
    query = select(Item).where(Item.id == item_id, policy.visible_items(actor))
    found = session.scalar(query) if may_be_id(item_id) else None
    if found is None:
        raise NotFound(what="item")
    return found
