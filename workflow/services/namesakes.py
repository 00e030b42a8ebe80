"""Names that are taken: two items of one section do not share one in a cycle."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.models import Item
from workflow.models.item import name_key

WITHDRAWN: Final = "withdrawn"
"""The state in which an item no longer takes its name from others."""

Place = tuple[int | None, str | None]
"""A section and a folded name: what one item takes in a cycle."""

_NAMESAKE: Final = (
    select(Item.id)
    .where(
        Item.cycle_id == bindparam("cycle"),
        Item.section_id == bindparam("section"),
        Item.name_key == bindparam("name"),
        Item.state != WITHDRAWN,
        Item.id != bindparam("itself"),
    )
    .limit(1)
)


def has_namesake(
    session: Session, cycle_id: str, section_id: int | None, name: str, item_id: int | None
) -> bool:
    """Whether another item of the section has this name (folded) in the cycle.

    Never where the section is not known yet: drafts of other departments are not told of.
    """
    if section_id is None or name_key(name) is None:
        return False
    wanted = {"cycle": cycle_id, "section": section_id, "name": name_key(name)}
    return session.scalar(_NAMESAKE, wanted | {"itself": item_id or 0}) is not None


def taken(session: Session, cycle_id: str, keys: Collection[str]) -> dict[Place, int]:
    """The items of a cycle that have one of these folded names, by what they take: one query."""
    if not keys:
        return {}
    query = select(Item.section_id, Item.name_key, Item.id).where(
        Item.cycle_id == cycle_id, Item.name_key.in_(keys), Item.state != WITHDRAWN
    )
    return {(row.section_id, row.name_key): row.id for row in session.execute(query)}
