"""Live items of departments that are reorganised, and names that would meet in one section."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import or_, select

from workflow.items.context_queries import contexts_of
from workflow.items.same_names import has_same_name
from workflow.models import (
    Item,
    item_joint_departments,
)
from workflow.models.items import name_key
from workflow.values.place import Place
from workflow.work import Work


class UnderWay(NamedTuple):
    """A live item in a department that is reorganised."""

    id: int
    name: str
    place: Place
    cycle_id: str


def under_way(work: Work, department_ids: Collection[int]) -> tuple[UnderWay, ...]:
    """The live items that one of the departments carries, as lead or jointly, by their ids."""
    joint = select(item_joint_departments.c.item_id).where(
        item_joint_departments.c.department_id.in_(department_ids)
    )
    carried = or_(Item.department_id.in_(department_ids), Item.id.in_(joint))
    found = work.session.scalars(select(Item).where(carried).order_by(Item.id)).all()
    live = [
        item
        for item in found
        if not work.process(item.process_name, item.process_version).is_final(item.state)
    ]
    contexts = contexts_of(work, live)
    return tuple(
        UnderWay(
            item.id,
            item.name,
            Place(item.department_id, item.section_id),
            item.cycle_id,
        )
        for item in live
        if not contexts[item.id].frozen
    )


def collisions(
    work: Work, live: Collection[UnderWay], places: Mapping[Place, Place]
) -> tuple[str, ...]:
    """The names that two items of one cycle would have in one section."""
    moving = [(one, places[one.place].section_id) for one in live if one.place in places]
    taking: Counter[tuple[str, int | None, str | None]] = Counter(
        (one.cycle_id, section_id, name_key(one.name)) for one, section_id in moving if section_id
    )
    return tuple(
        one.name
        for one, section_id in moving
        if taking[one.cycle_id, section_id, name_key(one.name)] > 1
        or has_same_name(work.session, one.cycle_id, section_id, one.name, one.id)
    )
