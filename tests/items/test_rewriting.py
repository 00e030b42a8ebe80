"""A returned item is rewritten: others read what was submitted, its department its own text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

import migrations
from tests.support.advising import reach
from tests.support.attached import attach
from tests.support.databases import Databases
from tests.support.exchange import brought, taken_out
from tests.support.ledger import ledger_breaks
from tests.support.office import SEPTEMBER, Office, open_office, prepare
from tests.support.search import found, near
from workflow import attachments, documents, items, search, statistics, threads
from workflow.files.storage import FolderStorage
from workflow.items.views import ItemFilter
from workflow.models import Item
from workflow.values.errors import ContentChanged
from workflow.values.sheet import FundingLine, Sheet
from workflow.values.vocabulary import Field, FundingSource

OLD, NEW = "庁内網更改", "駅前予約基盤"
OLD_KYEN, NEW_KYEN = 60_016, 77_123

OTHERS = ("reviewer", "evaluator", "secretariat", "viewer", "advisor", "admin", "reading-officer")
DEPARTMENT = ("officer", "colleague")


def a_sheet(office: Office, name: str, kyen: int, source: FundingSource) -> Sheet:
    return office.a_sheet(
        name=name,
        summary=f"{name}の内容",
        amount_kyen=kyen,
        funding_lines=(FundingLine(source, kyen),),
    )


def rewrite(office: Office, item_id: int, **changes: object) -> Sheet:
    now = office.look("officer", items.get, item_id)
    sheet = replace(now.sheet, **changes)
    office.do("officer", items.save, item_id=item_id, sheet=sheet, seen=now.content_hash)
    return sheet


@pytest.fixture(scope="module")
def returned(shared_office: Office, tmp_path_factory) -> tuple[Office, int]:
    """An office with an item that was sent back, and is being rewritten."""
    office = shared_office
    office.engine.storage = FolderStorage(Path(tmp_path_factory.mktemp("files")))
    reach(office, limited=False)
    sheet = a_sheet(office, OLD, OLD_KYEN, FundingSource.GENERAL)
    item_id = office.an_item("draft", sheet)
    attach(office.engine, office.person("officer"), item_id, "旧図面.pdf")
    for action, by in (("submit", "officer"), ("receive", "reviewer"), ("send_back", "reviewer")):
        office.act(item_id, action, by)
    rewrite(
        office,
        item_id,
        name=NEW,
        summary=f"{NEW}の内容",
        amount_kyen=NEW_KYEN,
        field=Field.INDUSTRY,
        funding_lines=(FundingLine(FundingSource.NATIONAL, NEW_KYEN),),
    )
    attach(
        office.engine, office.person("officer"), item_id, "新図面.pdf", b"%PDF-1.7\nnew\n%%EOF\n"
    )
    old_file = office.look("officer", attachments.of, item_id).files[0]
    office.do("officer", attachments.take_off, item_id, old_file.id)
    return office, item_id


def whole(office: Office, login: str, item_id: int) -> Iterator[str]:
    """Everything that this person reads in which the item's text may stand."""
    wanted = ItemFilter(cycle_id=SEPTEMBER)
    yield repr(office.look(login, items.get, item_id).sheet)
    yield repr(office.look(login, items.compare, item_id, 1, 0))
    yield repr(office.look(login, items.page, wanted).rows)
    yield repr(office.look(login, items.home, SEPTEMBER))
    for form in ("csv", "json"):
        yield office.look(login, documents.document, wanted, form).content.decode("utf-8-sig")
    yield repr(office.look(login, documents.report, wanted))
    yield repr(office.look(login, search.find, OLD))
    yield repr(office.look(login, search.find, NEW))
    yield repr(office.look(login, attachments.of, item_id).now)
    yield repr(office.look(login, threads.of, item_id))


@pytest.mark.parametrize("login", OTHERS)
def test_nobody_else_reads_a_word_of_what_is_not_submitted(returned, login):
    office, item_id = returned

    said = "\n".join(whole(office, login, item_id))

    for new in (NEW, f"{NEW_KYEN}", f"{NEW_KYEN:,}", "新図面"):
        assert new not in said
    assert OLD in said
    assert "旧図面" in said


@pytest.mark.parametrize("login", DEPARTMENT)
def test_the_department_reads_its_own_text_everywhere(returned, login):
    office, item_id = returned
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    detail = office.look(login, items.get, item_id)
    (row,) = office.look(login, items.page, replace(wanted, words=NEW)).rows
    report = office.look(login, documents.report, wanted)

    assert detail.sheet.name == row.name == report.rows[0].name == NEW
    assert office.look(login, items.compare, item_id, 1, 0).changes
    assert (row.amount_kyen, report.total.kyen) == (NEW_KYEN, NEW_KYEN)
    assert found(office, NEW, login) == [item_id]
    assert [one.name for one in office.look(login, attachments.of, item_id).now] == ["新図面.pdf"]


def test_sums_and_filters_are_of_the_text_that_is_shown(returned):
    office, item_id = returned
    shown = {"officer": (NEW_KYEN, Field.INDUSTRY), "reviewer": (OLD_KYEN, Field.ADMINISTRATION)}
    source = {"officer": FundingSource.NATIONAL, "reviewer": FundingSource.GENERAL}

    for login, (kyen, field) in shown.items():
        overview = office.look(login, items.cycle_overview, SEPTEMBER)
        sums = office.look(login, statistics.amounts, ItemFilter(cycle_id=SEPTEMBER), 2021)
        page = office.look(login, items.page, ItemFilter(field=field, amount_from=kyen))

        assert overview.total.kyen == sums.total.kyen == page.total.kyen == kyen
        assert overview.by_funding == {source[login]: kyen}
        assert [one.field for one in sums.by_field if one.total.count] == [field]
        assert [row.id for row in page.rows] == [item_id]


def test_the_search_finds_each_person_their_text(returned):
    office, item_id = returned

    assert {login for login in (*OTHERS, *DEPARTMENT) if found(office, NEW, login)} == {*DEPARTMENT}
    assert near(office, "駅前予約基礎", "reviewer") == []
    assert found(office, OLD, "viewer") == [item_id]


def test_an_index_made_anew_tells_them_apart_too(returned):
    office, item_id = returned

    office.do("admin", search.rebuild)

    assert found(office, NEW, "officer") == [item_id]
    assert found(office, NEW, "viewer") == []


def test_similar_items_are_told_by_what_each_person_reads(returned):
    office, item_id = returned
    other = office.an_item("submitted", office.a_sheet(name=f"{NEW}の検討", amount_kyen=1))

    assert [one.row.id for one in office.look("officer", search.similar, item_id)] == [other]
    assert NEW not in repr(office.look("reviewer", search.similar, other))
    office.act(other, "withdraw", "officer")


def test_whoever_holds_both_sides_lists_what_was_submitted_and_writes_on_their_own(returned):
    office, item_id = returned

    (row,) = office.look("everything", items.page, ItemFilter(state="returned")).rows

    assert (row.name, row.amount_kyen) == (OLD, OLD_KYEN)
    assert office.look("everything", items.get, item_id).sheet.name == NEW


def test_a_list_that_is_taken_out_has_what_the_department_writes_and_comes_back_unchanged(returned):
    office, item_id = returned

    officer = office.person("officer")
    content = taken_out(office.engine, officer)
    view = brought(office.engine, officer, content, "a.xlsx").view()

    assert (view.same, view.change, view.wrong) == (1, 0, 0)
    assert office.row(item_id).name == OLD


# ------------------------------------------------------------------ what becomes of it


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
    overview = office.look("reviewer", items.cycle_overview, SEPTEMBER)
    assert overview.by_funding == {FundingSource.NATIONAL: NEW_KYEN}
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
    assert office.look("viewer", items.cycle_overview, SEPTEMBER).by_funding == {
        FundingSource.GENERAL: OLD_KYEN
    }
    assert ledger_breaks(office.engine) == ()
    office.engine.close()
    databases.drop(url)
