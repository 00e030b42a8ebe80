"""Which texts the search shows to whom: each by the rule of the thing it was said in."""

from sqlalchemy import ColumnElement, and_, exists, or_

from workflow.items import visibility
from workflow.models import Attachment, SearchText
from workflow.threads import policy
from workflow.values.actor import Actor
from workflow.values.vocabulary import SearchKind


def visible_texts(actor: Actor | None, text: type[SearchText]) -> ColumnElement[bool]:
    """The scope as a condition on `text` and its `Item`, part of every query of both."""
    file = exists().where(Attachment.id == text.ref, visibility.visible_files(actor))
    return and_(
        visibility.visible_items(actor),
        or_(text.kind != SearchKind.POST, policy.correspondence(actor)),
        or_(text.kind != SearchKind.NOTE, policy.notes(actor)),
        or_(text.kind != SearchKind.FILE, file),
    )
