"""An item of the demonstration that awaits its evaluation, and its evaluation with conditions."""

from sqlalchemy import select

from tests.support.people import person_named
from tests.support.units import look
from workflow import items
from workflow.engine import Engine
from workflow.items.orders import ActionInput
from workflow.models import Item

WRITTEN = "1. 積算の根拠を示すこと\n2. 契約前に再協議すること"


def awaiting_evaluation(engine: Engine) -> int:
    """The id of an item that awaits its evaluation."""
    with engine.database.reading() as session:
        return session.scalars(select(Item.id).where(Item.state == "reviewed")).first()


def officer_of(engine: Engine, item_id: int) -> str:
    """The login of an officer of the item's lead department."""
    with engine.database.reading() as session:
        department_id = session.get_one(Item, item_id).department_id
    codes = {one.id: one.code for one in look(engine, None, items.masters, 2021).departments}
    return codes[department_id]


def evaluate(engine: Engine, item_id: int, verdict: str = "conditional") -> None:
    """Finalise its evaluation, with two conditions."""
    evaluator = person_named(engine, "evaluator")
    seen = look(engine, evaluator, items.get, item_id).content_hash
    given = ActionInput(verdict, "所見", WRITTEN, override="評価会の前に結果を要する")
    engine.perform(item_id, "evaluate", evaluator, seen, particulars=given)
