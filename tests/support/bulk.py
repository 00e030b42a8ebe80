"""Moves of many items, as the tests of them order them."""

from collections.abc import Collection, Sequence
from typing import Final

from tests.support.office import NOTE, SEPTEMBER, Office
from workflow import bulk
from workflow.bulk import BulkPage
from workflow.items import batch
from workflow.items.list_views import ItemFilter
from workflow.items.orders import Order
from workflow.items.receipts import Outcome
from workflow.values.actor import Actor
from workflow.values.errors import Refusal

CYCLE: Final = ItemFilter(cycle_id=SEPTEMBER)


def previewed(
    office: Office,
    action: str,
    ids: Collection[int] | None,
    by: str | Actor | None = "reviewer",
    wanted: ItemFilter = CYCLE,
) -> int:
    """The number of a preview without a note: read first, then kept, as the web does it."""
    return office.do(by, bulk.stage, office.look(by, bulk.preview, action, wanted, ids))


def shown(office: Office, action: str, ids: list[int] | None, by: str = "reviewer") -> BulkPage:
    """The preview of an action with everything it asks for."""
    run_id = previewed(office, action, ids, by)
    office.do(by, bulk.set_input, run_id, NOTE, office.particulars(SEPTEMBER, action, {}))
    return page_of(office, run_id, by)


def committed(office: Office, page: BulkPage, by: str = "reviewer") -> BulkPage:
    """The report of a preview that was committed as it was shown."""
    office.do(by, bulk.commit, page.run.id, page.run.seal)
    return page_of(office, page.run.id, by)


def page_of(office: Office, run_id: int, by: str = "reviewer") -> BulkPage:
    return office.look(by, bulk.page, run_id)


def outcomes(page: BulkPage) -> list[str]:
    """Of each row: done, why not, or waiting."""
    return [
        "done" if row.done else row.refusal.key if row.refusal else "waiting" for row in page.rows
    ]


def performed(office: Office, orders: Sequence[Order]) -> tuple[Outcome, ...]:
    """A batch in one transaction, as a run takes a hundred of its items."""
    return office.do(None, batch.perform_all, orders)


def foreseen(office: Office, orders: Sequence[Order]) -> tuple[Refusal | None, ...]:
    """Why each order would be refused, as a preview shows it."""
    return office.look(None, batch.dry_run, orders)


def moves_of(office: Office, ids: list[int]) -> list[str]:
    return [office.entries(item_id)[-1].action for item_id in ids]
