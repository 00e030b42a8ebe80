"""A returned item is rewritten: others read what was submitted, its department its own text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.advising import reach
from tests.support.attached import attach
from tests.support.exchange import brought, taken_out
from tests.support.office import SEPTEMBER, Office
from tests.support.rewriting import NEW, NEW_KYEN, OLD, OLD_KYEN, a_sheet, rewrite
from tests.support.search import found, near
from workflow import attachments, documents, items, reports, search, statistics, threads
from workflow.files.storage import FolderStorage
from workflow.items.list_views import ItemFilter
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource

OTHERS = ("reviewer", "evaluator", "secretariat", "viewer", "advisor", "admin", "reading-officer")
DEPARTMENT = ("officer", "colleague")


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
        field="industry",
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
        yield office.look(login, reports.list_file, wanted, form).content.decode("utf-8-sig")
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
    shown = {
        "officer": (NEW_KYEN, "industry", "産業"),
        "reviewer": (OLD_KYEN, "administration", "行政"),
    }
    source = {"officer": FundingSource.NATIONAL, "reviewer": FundingSource.GENERAL}

    for login, (kyen, field, title) in shown.items():
        overview = office.look(login, items.cycle_overview, SEPTEMBER)
        report = office.look(login, documents.report, ItemFilter(cycle_id=SEPTEMBER))
        sums = office.look(login, statistics.amounts, ItemFilter(cycle_id=SEPTEMBER), 2021)
        page = office.look(login, items.page, ItemFilter(field=field, amount_from=kyen))

        assert overview.total.kyen == sums.total.kyen == page.total.kyen == kyen
        assert report.by_funding == {source[login]: kyen}
        assert [one.title.ja for one in sums.by_field if one.total.count] == [title]
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
