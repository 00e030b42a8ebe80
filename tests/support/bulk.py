"""Moves of many items, as the tests of them order them."""

from collections.abc import Sequence
from typing import Final

from tests.support.office import NOTE, SEPTEMBER, Office
from workflow.bulk.views import BulkPage
from workflow.items import batch
from workflow.items.orders import Order, Outcome
from workflow.items.views import ItemFilter
from workflow.values.errors import Refusal

CYCLE: Final = ItemFilter(cycle_id=SEPTEMBER)


def shown(office: Office, action: str, ids: list[int] | None, by: str = "reviewer") -> BulkPage:
    """The preview of an action with everything it asks for."""
    engine, actor = office.engine, office.person(by)
    run_id = engine.bulk.preview(actor, action, CYCLE, ids)
    engine.bulk.tell(actor, run_id, NOTE, office.particulars(SEPTEMBER, action, {}))
    return engine.bulk.page(actor, run_id)


def committed(office: Office, page: BulkPage, by: str = "reviewer") -> BulkPage:
    office.engine.bulk.commit(office.person(by), page.run.id, page.run.seal)
    return office.engine.bulk.page(office.person(by), page.run.id)


def outcomes(page: BulkPage) -> list[str]:
    """Of each row: done, why not, or waiting."""
    return [
        "done" if row.done else row.refusal.key if row.refusal else "waiting" for row in page.rows
    ]


def performed(office: Office, orders: Sequence[Order]) -> tuple[Outcome, ...]:
    """A batch in one transaction, as a run takes a hundred of its items."""
    return office.do(None, batch.perform_all, orders)


def foreseen(office: Office, orders: Sequence[Order]) -> tuple[Refusal | None, ...]:
    """What stands against each order, as a preview shows it."""
    return office.look(None, batch.foresee, orders)


def moves_of(office: Office, ids: list[int]) -> list[str]:
    return [office.entries(item_id)[-1].action for item_id in ids]
