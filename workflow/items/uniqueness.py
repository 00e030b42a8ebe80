"""Names that are taken: two items of one section do not share one in a cycle."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from workflow.models import Item
from workflow.models.items import name_key
from workflow.values.errors import DuplicateItem

WITHDRAWN: Final = "withdrawn"
"""The state in which an item no longer takes its name from others."""

Place = tuple[int, str]
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
    found = session.execute(query.where(Item.section_id.is_not(None)))
    return {(row.section_id, row.name_key): row.id for row in found}


def refuse_namesakes(session: Session, cycle_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Raises DuplicateItem for the first new row whose name is taken.

    The rows are columns of items; the database would only say that one of them is.
    """
    named = [row for row in rows if row["name_key"] and row["section_id"]]
    places = set(taken(session, cycle_id, {row["name_key"] for row in named}))
    for row in named:
        place = (row["section_id"], row["name_key"])
        if place in places:
            raise DuplicateItem(name=row["name"])
        places.add(place)
