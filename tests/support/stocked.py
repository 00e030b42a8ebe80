"""An office with an item in every state, to be copied: for tests that look at all of them."""

from sqlalchemy import select

from tests.support.office import PATHS, Office, open_office
from tests.support.prepared import prepare
from workflow.models import Item


def prepare_every_state(url: str) -> None:
    """Prepare an office; one item of September walks to each state by real actions."""
    prepare(url)
    office = open_office(url)
    for state in PATHS:
        if state != "consulted":  # where the process of June ends
            office.an_item(state, office.a_sheet(name=f"備えておく案件 {state}"))
    office.engine.close()


def item_in(office: Office, state: str) -> int:
    """The id of the item that was left in this state."""
    with office.engine.database.reading() as session:
        return session.scalars(select(Item.id).where(Item.state == state)).one()
