"""Names of items: in one cycle no two items of a section have the same name."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import String, bindparam, exists, literal_column, select
from sqlalchemy.orm import Session, aliased

from workflow.models import Item
from workflow.models.base import table_of
from workflow.models.items import name_key
from workflow.values.errors import DuplicateItem
from workflow.values.vocabulary import WITHDRAWN

_WITHDRAWN: Final[Any] = literal_column(f"'{WITHDRAWN}'", String)
"""Written out: with a parameter SQLite would not look in the index of names in use."""

NamePlace = tuple[int, str]
"""A section and a folded name, which one item of a cycle can have."""

_SAME_NAME: Final = (
    select(Item.id)
    .where(
        Item.cycle_id == bindparam("cycle"),
        Item.section_id == bindparam("section"),
        Item.name_key == bindparam("name"),
        Item.state != _WITHDRAWN,
        Item.id != bindparam("itself"),
    )
    .limit(1)
)


_OTHERS, _ITSELF = aliased(Item), table_of(Item)
SAME_NAME: Final = exists().where(
    _OTHERS.cycle_id == _ITSELF.c.cycle_id,
    _OTHERS.section_id == _ITSELF.c.section_id,
    _OTHERS.name_key == _ITSELF.c.name_key,
    _OTHERS.state != _WITHDRAWN,
    _OTHERS.id != _ITSELF.c.id,
)
"""Whether another item has the name of an item in the query, as `has_same_name` would say."""


def has_same_name(
    session: Session, cycle_id: str, section_id: int | None, name: str, item_id: int | None
) -> bool:
    """Whether another item of the section has this name (folded) in the cycle.

    Never where the section is not known yet: that would tell of drafts of other departments.
    """
    if section_id is None or name_key(name) is None:
        return False
    wanted = {"cycle": cycle_id, "section": section_id, "name": name_key(name)}
    return session.scalar(_SAME_NAME, wanted | {"itself": item_id or 0}) is not None


def taken_names(session: Session, cycle_id: str, keys: Collection[str]) -> dict[NamePlace, int]:
    """The items of a cycle that have one of these folded names, by section and name: one query."""
    if not keys:
        return {}
    query = select(Item.section_id, Item.name_key, Item.id).where(
        Item.cycle_id == cycle_id, Item.name_key.in_(keys), Item.state != WITHDRAWN
    )
    found = session.execute(query.where(Item.section_id.is_not(None)))
    return {(row.section_id, row.name_key): row.id for row in found}


def refuse_same_names(session: Session, cycle_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Raises DuplicateItem for the first new row whose name is taken.

    The rows are columns of items; the database would only say that one of them is.
    """
    named = [row for row in rows if row["name_key"] and row["section_id"]]
    places = set(taken_names(session, cycle_id, {row["name_key"] for row in named}))
    for row in named:
        place = (row["section_id"], row["name_key"])
        if place in places:
            raise DuplicateItem(name=row["name"])
        places.add(place)
