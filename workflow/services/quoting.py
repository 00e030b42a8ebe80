"""What the first entry of a history says of the item that a draft was taken from."""

from typing import Any, Final

from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.errors import ContentChanged
from workflow.order import Quoting
from workflow.queries.in_sight import item_in_sight

QUOTED_FROM: Final = "quoted_from"


def provenance(session: Session, quoting: Quoting | None, actor: Actor | None) -> dict[str, Any]:
    """The particulars by which it can be proved what was quoted: item, content and round.

    Raises NotFound where the source is not there for `actor`, ContentChanged where its
    content is another one now than the one that was seen.
    """
    if quoting is None:
        return {}
    source = item_in_sight(session, quoting.source_id, actor)
    if source.content_hash != quoting.seen:
        raise ContentChanged(revision=source.round)
    return {
        QUOTED_FROM: {
            "item": source.id,
            "content_hash": source.content_hash,
            "round": source.round,
        }
    }
