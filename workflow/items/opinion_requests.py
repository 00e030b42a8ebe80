"""The departments that are asked for their opinion, written down as an item comes to a state."""

from typing import Any, Final, NamedTuple

from sqlalchemy import Boolean, Integer, String, and_, bindparam, exists, insert, or_, select
from sqlalchemy.orm import Session

from workflow.database.transactions import connection_of
from workflow.models import Department, OpinionRequest, item_joint_departments
from workflow.models.base import table_of
from workflow.process.opinion import Opinions
from workflow.process.shape import Process
from workflow.textindex import index

_DEPARTMENTS, _JOINT = table_of(Department), item_joint_departments
_ITEM: Final[Any] = bindparam("item", type_=Integer)
_ASK: Final = insert(table_of(OpinionRequest)).from_select(
    ["item_id", "sequence", "department_id"],
    select(
        bindparam("item", type_=Integer), bindparam("at", type_=Integer), _DEPARTMENTS.c.id
    ).where(
        or_(
            _DEPARTMENTS.c.code.in_(bindparam("codes", type_=String, expanding=True)),
            and_(
                bindparam("joint", type_=Boolean),
                exists().where(
                    _JOINT.c.item_id == _ITEM,
                    _JOINT.c.department_id == _DEPARTMENTS.c.id,
                ),
            ),
        )
    ),
)


class Asked(NamedTuple):
    """An item that came, with an entry, to a state that asks departments."""

    item_id: int
    sequence: int
    opinions: Opinions


def asked_on_arrival(
    process: Process, item_id: int, sequence: int, from_state: str, to_state: str
) -> list[Asked]:
    """What has to be written where an item has come to a state; nothing where none is asked."""
    opinions = process.states[to_state].opinions
    if from_state == to_state or opinions is None or not opinions.asks_departments:
        return []
    return [Asked(item_id, sequence, opinions)]


def write(session: Session, asked: Asked) -> None:
    """Write down which departments are asked: those that are named, and the item's joint ones.

    From now on they find the item by the search too: the texts are there already.
    """
    given = {
        "item": asked.item_id,
        "at": asked.sequence,
        "codes": asked.opinions.departments,
        "joint": asked.opinions.joint,
    }
    connection_of(session).execute(_ASK, given)
    if asked.opinions.departments:
        index.mark(session, asked.item_id)
