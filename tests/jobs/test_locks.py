"""On PostgreSQL, where writers stand side by side: jobs stand in no move's way."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from workflow.models import Item, Person

# SQLite has one writer at a time.
pytestmark = pytest.mark.postgresql_only

PATIENCE = 30
"""Seconds after which a wait is taken for one without end."""


def test_a_mail_is_made_while_one_of_its_items_is_being_moved(office, job_context):
    item_id = office.an_item("submitted")
    job_context.announce(item_id, office.row(item_id).ledger_length)
    person = office.person("reviewer").person_id

    with ThreadPoolExecutor(1) as pool, office.engine.database.writing() as move:
        move.scalar(select(Item).where(Item.id == item_id).with_for_update())
        mail = pool.submit(job_context.compose, person, "job")

        assert mail.result(PATIENCE) is not None


def test_a_person_can_move_while_their_mail_is_being_made(office):
    item_id = office.an_item("submitted")
    person = office.person("reviewer").person_id

    with ThreadPoolExecutor(1) as pool, office.engine.database.writing() as making:
        making.get_one(Person, person, with_for_update={"key_share": True})
        moved = pool.submit(office.act, item_id, "receive", "reviewer")

        assert moved.result(PATIENCE).state == "under_review"
