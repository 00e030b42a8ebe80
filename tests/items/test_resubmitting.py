"""What becomes of a text that was rewritten: submitted, withdrawn, taken back, upgraded."""

import pytest
from sqlalchemy import select

import migrations
from tests.support.databases import Databases
from tests.support.ledger import ledger_breaks
from tests.support.office import SEPTEMBER, open_office
from tests.support.prepared import prepare
from tests.support.rewriting import NEW, NEW_KYEN, OLD, OLD_KYEN, a_sheet, rewrite
from tests.support.search import found
from workflow import documents, items
from workflow.items.list_views import ItemFilter
from workflow.models import Item
from workflow.values.errors import ContentChanged
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource


def test_from_the_next_submission_on_everybody_reads_the_new_text(office):
    item_id = office.an_item("returned", a_sheet(office, OLD, OLD_KYEN, FundingSource.GENERAL))
    sheet = rewrite(
        office,
        item_id,
        name=NEW,
        summary=NEW,
        joint_departments=("kikaku",),
        amount_kyen=NEW_KYEN,
        funding_lines=(FundingLine(FundingSource.NATIONAL, NEW_KYEN),),
    )
    assert office.look("planner", items.page, ItemFilter()).rows == ()

    office.act(item_id, "submit", "officer")

    assert office.look("reviewer", items.get, item_id).sheet == sheet
    assert found(office, NEW, "viewer") == [item_id]
    assert found(office, OLD, "viewer") == []
    report = office.look("reviewer", documents.report, ItemFilter(cycle_id=SEPTEMBER))
    assert report.by_funding == {FundingSource.NATIONAL: NEW_KYEN}
    assert [row.id for row in office.look("planner", items.page, ItemFilter()).rows] == [item_id]
    assert ledger_breaks(office.engine) == ()


def test_what_is_submitted_is_what_the_officer_saw(office):
    item_id = office.an_item("returned")
    before = office.look("officer", items.get, item_id).content_hash
    rewrite(office, item_id, summary="書き直した。")

    with pytest.raises(ContentChanged):
        office.act(item_id, "submit", "officer", seen=before)

    office.act(item_id, "submit", "officer")
    assert office.look("viewer", items.get, item_id).sheet.summary == "書き直した。"


def test_an_item_withdrawn_while_it_is_rewritten_stays_as_it_was_submitted(office):
    item_id = office.an_item("returned")
    submitted = office.row(item_id).content_hash
    rewrite(office, item_id, summary="書き直した。")
    seen = office.look("officer", items.get, item_id).content_hash

    office.act(item_id, "withdraw", "officer", seen=seen)

    assert office.entries(item_id)[-1].content_hash == submitted
    assert office.look("viewer", items.get, item_id).content_hash == submitted
    assert ledger_breaks(office.engine) == ()


def test_a_text_changed_back_to_what_was_submitted_is_no_rewriting(office):
    item_id = office.an_item("returned")
    now = office.look("officer", items.get, item_id)
    rewrite(office, item_id, summary="書き直した。")

    rewrite(office, item_id, summary=now.sheet.summary)

    assert office.look("officer", items.get, item_id).content_hash == now.content_hash
    assert office.written(item_id).id == item_id


def test_an_item_pulled_back_is_the_departments_own_affair_again(office):
    item_id = office.an_item("submitted", a_sheet(office, OLD, OLD_KYEN, FundingSource.GENERAL))
    office.act(item_id, "pull_back", "officer")
    rewrite(office, item_id, name=NEW)

    assert office.look("reviewer", items.get, item_id).sheet.name == OLD
    assert office.look("officer", items.get, item_id).sheet.name == NEW


def test_a_content_changed_without_a_move_is_found_where_the_item_is_rewritten_too(office):
    item_id = office.an_item("returned")
    rewrite(office, item_id, summary="書き直した。")
    forged = office.written(item_id)
    with office.engine.database.writing() as session:
        item = session.get_one(Item, item_id)
        item.content, item.content_hash = forged.content, forged.content_hash

    assert [one.item_id for one in ledger_breaks(office.engine)] == [item_id]


def test_a_text_of_before_the_upgrade_is_told_apart_from_what_was_submitted(databases: Databases):
    url = databases.copy_of(prepare)
    office = open_office(url)
    item_id = office.an_item("returned", a_sheet(office, OLD, OLD_KYEN, FundingSource.GENERAL))
    rewrite(office, item_id, name=NEW, summary=NEW, funding_lines=())
    engine = office.engine.database.engine

    migrations.downgrade(engine, "0017")
    with engine.connect() as connection:
        assert connection.scalar(select(Item.name).where(Item.id == item_id)) == NEW
    migrations.upgrade(engine)

    assert office.look("viewer", items.get, item_id).sheet.name == OLD
    assert office.look("officer", items.get, item_id).sheet.name == NEW
    assert found(office, NEW, "viewer") == []
    assert found(office, OLD, "viewer") == [item_id]
    report = office.look("viewer", documents.report, ItemFilter(cycle_id=SEPTEMBER))
    assert report.by_funding == {FundingSource.GENERAL: OLD_KYEN}
    assert ledger_breaks(office.engine) == ()
    office.engine.close()
    databases.drop(url)
