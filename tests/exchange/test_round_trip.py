"""A list that was taken out, changed offline and sent back: both sides are kept."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.exchange import brought, taken_out
from tests.support.units import do
from workflow import exchange, items
from workflow.exchange import ImportNotReady
from workflow.values.errors import ContentChanged
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource, Network

ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def exported(office):
    return load_workbook(BytesIO(taken_out(office.engine, office.person("officer"))))


def brought_back(office, book):
    """Save and send the file; openpyxl reads the escape of _x0041_ but does not write it."""
    for one in (one for sheet in book for row in sheet.iter_rows() for one in row):
        if isinstance(one.value, str) and ESCAPE.search(one.value):
            one.value = ESCAPE.sub("_x005F_", one.value)
            one.data_type = "s"
    out = BytesIO()
    book.save(out)
    return brought(office.engine, office.person("officer"), out.getvalue(), "a.xlsx")


def cell(book, heading, row=4):
    sheet = book["様式"]
    place = next(c.column for c in sheet[3] if c.value == heading)
    return sheet.cell(row, place)


def full_sheet(office, **changes):
    lines = (
        FundingLine(FundingSource.NATIONAL, 60_000, "交付金（国1/2）"),
        FundingLine(FundingSource.GENERAL, 16),
    )
    return office.a_sheet(
        summary="=1+1 ＩＣＴ①㈱\n葛󠄀城 _x0041_ 𠮷",
        funding_lines=lines,
        networks=(Network.LGWAN, Network.INTERNET),
        joint_departments=("kikaku",),
        goal_number=20,
        amount_confirmed=True,
        **changes,
    )


def written_here(office, item_id, **changes):
    now = office.row(item_id)
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=full_sheet(office, name=now.name, **changes),
        seen=now.content_hash,
    )


def test_an_exported_list_comes_back_as_it_went(office):
    office.a_draft(full_sheet(office))

    file = brought_back(office, exported(office))

    view = file.view()
    assert (view.same, view.change, view.create, view.wrong) == (1, 0, 0, 0)


def test_an_exported_list_that_nobody_opened_comes_back_as_it_went(office):
    office.a_draft(full_sheet(office, name="<r>①</r>"))
    engine, officer = office.engine, office.person("officer")

    view = brought(engine, officer, taken_out(engine, officer), "a.xlsx").view()

    assert (view.same, view.change, view.create, view.wrong) == (1, 0, 0, 0)


def test_cells_changed_offline_and_cells_changed_here_are_both_kept(office):
    item_id = office.a_draft(full_sheet(office)).item_id
    book = exported(office)
    cell(book, "事業費（千円）").value = 70_000
    written_here(office, item_id, contact="内線 1234")

    file = brought_back(office, book)
    assert not file.view().conflicts
    file.commit()

    sheet = office.row(item_id).sheet
    assert (sheet.amount_kyen, sheet.contact) == (70_000, "内線 1234")


@pytest.mark.parametrize(
    ("choice", "kept"), [("ours", "こちらの財源"), ("theirs", "ファイルの財源")]
)
def test_a_cell_changed_on_both_sides_waits_for_a_choice(office, choice, kept):
    item_id = office.a_draft(full_sheet(office)).item_id
    book = exported(office)
    cell(book, "財源").value = "ファイルの財源"
    written_here(office, item_id, funding="こちらの財源")

    file = brought_back(office, book)
    (conflict,) = file.view().conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (
        "一般財源",
        "こちらの財源",
        "ファイルの財源",
    )
    with pytest.raises(ImportNotReady):
        file.commit()
    file.do(exchange.choose, {(conflict.row, "funding"): choice})
    file.commit()

    assert office.row(item_id).sheet.funding == kept


def test_what_was_written_after_the_preview_is_not_lost(office):
    item_id = office.a_draft(full_sheet(office)).item_id
    book = exported(office)
    cell(book, "財源").value = "ファイルの財源"
    file = brought_back(office, book)
    written_here(office, item_id, contact="内線 1234")

    with pytest.raises(ContentChanged):
        file.commit()

    assert office.row(item_id).sheet.contact == "内線 1234"


def test_a_copied_row_is_named_as_the_same_item(office):
    office.a_draft(full_sheet(office))
    book = exported(office)
    sheet = book["様式"]
    for one in sheet[4]:
        sheet.cell(5, one.column).value = one.value

    file = brought_back(office, book)

    assert "item_twice" in {one.key for one in file.view().problems}
