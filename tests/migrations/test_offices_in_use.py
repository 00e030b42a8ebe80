"""Migrations of an office that is at work: what people entered, and what was fixed before."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

import migrations
from tests.support import city
from tests.support.ledger import ledger_breaks, ledger_head
from tests.support.office import DECEMBER, open_office
from tests.support.prepared import prepare
from tests.support.rows import rows
from workflow import ledger, search
from workflow import office as offices

pytestmark = pytest.mark.both_databases

BEFORE_THE_SEARCH = "0016"
"""The last migration that makes what people enter: what comes later is derived from it."""

BEFORE_NUMBERS = "0017"
"""The migration after which items get their numbers."""

BEFORE_KINDS_OF_FUNDING = "0037"
"""The migration after which kinds of funding are a list that the office edits."""

RECORDED_LATER = {
    *("office_changes", "office_changes_end", "office_profile", "fields", "outbox"),
    "masters_mark",
}
"""The record of changes, the office itself, the outbox and the mark of the masters begin with their
migrations: on the way down they go."""


def test_what_people_entered_survives_the_way_down_to_before_the_search_and_up_again(databases):
    url = databases.copy_of(prepare)
    office = open_office(url)
    for state in ("draft", "returned", "evaluated", "reported", "withdrawn"):
        office.an_item(state)
    engine = office.engine.database.engine
    before = entered(engine), ledger_head(office.engine)

    migrations.downgrade(engine, BEFORE_THE_SEARCH)
    migrations.upgrade(engine)

    assert (entered(engine), ledger_head(office.engine)) == before
    assert migrations.differences(engine) == []
    assert ledger_breaks(office.engine) == ()
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entries"))
    office.engine.close()
    databases.drop(url)


def entered(engine: Engine) -> dict[str, list[tuple]]:
    """What is in each table but those that begin later."""
    return {name: found for name, found in rows(engine).items() if name not in RECORDED_LATER}


def test_an_office_in_use_keeps_the_kinds_of_funding_that_were_fixed(sqlite_databases):
    url = sqlite_databases.copy_of(city.prepare)
    office = open_office(url)
    engine = office.engine.database.engine
    migrations.downgrade(engine, BEFORE_KINDS_OF_FUNDING)

    migrations.upgrade(engine)

    with office.engine.write() as work:
        ledger.take_over(work)
    named = office.look(None, offices.office)
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()
    assert [(one.code, one.title.ja) for one in named.funding] == [
        ("general", "一般財源"), ("national", "国庫支出金"), ("transfer", "繰入金"),
        ("bond", "市債"), ("other", "その他"),
    ]  # fmt: skip
    office.engine.close()
    sqlite_databases.drop(url)


def test_items_that_were_submitted_before_there_were_numbers_get_them_in_their_order(databases):
    url = databases.copy_of(prepare)
    office = open_office(url)
    first, carried = office.an_item("submitted"), office.an_item("submitted")
    office.act(carried, "carry_over", "reviewer", cycle_id=DECEMBER)
    draft, last = office.an_item("draft"), office.an_item("under_review")
    engine = office.engine.database.engine
    migrations.downgrade(engine, BEFORE_NUMBERS)

    migrations.upgrade(engine)

    numbers = [office.row(one).number for one in (first, carried, draft, last)]
    assert numbers == ["9補-soumu-001", "9補-soumu-002", None, "9補-soumu-003"]
    assert office.row(office.an_item("submitted")).number == "9補-soumu-004"
    found = office.look("reviewer", search.find, "9補-soumu-002").hits
    assert [hit.row.id for hit in found] == [carried]
    office.engine.close()
    databases.drop(url)
