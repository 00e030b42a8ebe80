"""A file comes in whole or not at all, once, for its person only; every problem has its cell."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.exchange import StagedFile, brought, taken_out
from tests.support.ledger import ledger_breaks
from tests.support.office import NOW, SEPTEMBER
from tests.support.units import do, look
from workflow import exchange, items
from workflow.exchange import ImportNotReady
from workflow.items.views import ItemFilter
from workflow.values.errors import ContentChanged, NotFound, WrongRole
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource, Network

ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
HEAD = "部局名,課室名,分野,類型,事業名,予算額,財源,概要\n"
GOOD = "soumu,税務課,行政,procedure,税務改修,６０，０１６,一般財源,あれこれ\n"
OTHER = "soumu,財産活用課,くらし,training,財産改修,△1395,一般財源,あれこれ\n"


def staged(office, text, by="officer") -> StagedFile:
    return brought(office.engine, office.person(by), text.encode())


@pytest.mark.both_databases
def test_what_was_previewed_is_created_once_with_history_and_receipts(office):
    file = staged(office, HEAD + GOOD + OTHER + ",,,,計,58621,,\n")
    view = file.view()
    assert (view.create, view.skipped, view.is_ready) == (2, 1, True)
    assert office.count_items() == 0

    first, again = file.commit(), file.commit()

    assert first == again
    assert (first.created, office.count_items(), office.count_entries()) == (2, 2, 2)
    rows = look(
        office.engine, office.person("officer"), items.page, ItemFilter(cycle_id=SEPTEMBER)
    ).rows
    assert {(row.name, row.amount_kyen, row.state) for row in rows} == {
        ("税務改修", 60_016, "draft"),
        ("財産改修", -1_395, "draft"),
    }
    assert ledger_breaks(office.engine) == ()
    office.act(rows[0].id, "submit", "officer")


FAULTS = {
    "E3 without a name": ("soumu,税務課,行政,procedure,,1,一般財源,あ", "E3", "name_missing"),
    "A3 unknown": ("謎部,税務課,行政,procedure,甲,1,,", "A3", "department_unknown"),
    "A3 of others": ("kensetsu,技術管理課,行政,procedure,甲,1,,", "A3", "other_department"),
    "B3 unknown": ("soumu,謎課,行政,procedure,甲,1,,", "B3", "unknown_section"),
    "C3 none of the list": ("soumu,税務課,謎,procedure,甲,1,,", "C3", "not_in_list"),
    "D3 retired": ("soumu,税務課,行政,retired,甲,1,,", "D3", "not_in_list"),
    "E3 too long": (f"soumu,税務課,行政,procedure,{'長' * 201},1,,", "E3", "text_too_long"),
    "E3 broken": ("soumu,税務課,行政,procedure,甲\ufffd,1,,", "E3", "text_surrogate"),
    "E3 twice": (GOOD.strip(), "E3", "duplicate_row"),
    "F3 in yen": ("soumu,税務課,行政,procedure,甲,100円,,", "F3", "money_unit"),
    "F3 decimal": ("soumu,税務課,行政,procedure,甲,1.5,,", "F3", "money_decimal"),
    "F3 no amount": ("soumu,税務課,行政,procedure,甲,未定,,", "F3", "money_unreadable"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_injected_fault_is_named_with_its_cell_and_nothing_comes_in(office, name):
    line, cell, key = FAULTS[name]
    file = staged(office, HEAD + GOOD + line + "\n")

    view = file.view()

    assert [(one.cell, one.key) for one in view.problems] == [(cell, key)]
    with pytest.raises(ImportNotReady):
        file.commit()
    assert (office.count_items(), office.count_entries()) == (0, 0)


def test_all_problems_are_named_not_the_first_alone(office):
    lines = "".join(f"soumu,謎課,謎,procedure,甲{n},1.5,,\n" for n in range(20))
    file = staged(office, HEAD + lines)

    assert len(file.view().problems) == 60 - 20


def test_a_name_that_is_taken_is_a_problem_of_its_cell(office):
    office.a_draft(office.a_sheet(name="税務改修"))
    file = staged(office, HEAD + GOOD.replace("税務改修", "税務  改修"))
    assert file.view().is_ready

    file = staged(office, HEAD + GOOD)

    assert [(one.cell, one.key) for one in file.view().problems] == [("E2", "duplicate_item")]


BRIDGE = "橋りょう点検"


def problems_of(office, text):
    file = staged(office, text)
    return [(one.cell, one.key) for one in file.view().problems]


def test_a_name_that_another_department_has_taken_is_not_told(office):
    office.a_draft(office.a_sheet(section="技術管理課", name=BRIDGE), department="kensetsu")

    told = problems_of(office, HEAD + f"kensetsu,技術管理課,行政,procedure,{BRIDGE},1,,\n")

    assert told == [("A2", "other_department")]


def test_nor_to_a_department_that_only_carries_an_item_jointly(office):
    office.a_draft(office.a_sheet(section="技術管理課", name=BRIDGE), department="kensetsu")
    joint = office.a_sheet(section="技術管理課", joint_departments=("soumu",))
    item_id = office.a_draft(joint, department="kensetsu").item_id

    told = problems_of(office, f"案件番号,事業名\n{item_id},{BRIDGE}\n")

    assert told == [("A2", "other_department")]


@pytest.mark.both_databases
def test_a_name_that_is_taken_after_the_preview_lets_nothing_in(office):
    file = staged(office, HEAD + OTHER + GOOD)
    office.a_draft(office.a_sheet(name="税務改修"))

    with pytest.raises(Exception, match="duplicate"):
        file.commit()

    assert office.count_items() == 1


def test_a_staged_file_is_its_persons_alone_and_expires(office):
    file = staged(office, HEAD + GOOD)

    for other in ("colleague", "neighbour"):
        with pytest.raises(NotFound):
            office.look(other, exchange.view, file.number)
    with pytest.raises(WrongRole):
        staged(office, "a", "reviewer")
    office.clock.set(NOW + timedelta(days=1))
    with pytest.raises(NotFound):
        file.commit()


def test_a_column_that_was_misunderstood_is_corrected(office):
    file = staged(office, HEAD.replace("事業名", "なまえ") + GOOD)
    assert [one.key for one in file.view().problems] == ["no_name_column"]

    view = file.view()
    columns = {one.place: one.column for one in view.columns if one.column} | {4: "name"}
    file.do(exchange.correct, tab=view.tab, head_row=view.head_row, columns=columns)

    assert file.view().is_ready
    assert file.commit().created == 1


def test_under_another_head_the_columns_are_recognised_anew(office):
    file = staged(office, "部局名,事業名\n" + HEAD + GOOD)
    assert file.view().head_row == 2

    file.do(exchange.correct, tab=None, head_row=1, columns={0: "name", 7: "summary"})

    columns = {one.place: one.column for one in file.view().columns if one.column}
    assert columns == {0: "department", 1: "name"}


def test_pasted_cells_come_in_the_same_way(office):
    text = (HEAD + GOOD.replace("６０，０１６", "60016")).replace(",", "\t")

    read = office.look("officer", exchange.paste, text)
    number = office.do("officer", exchange.stage, SEPTEMBER, read)

    assert office.do("officer", exchange.commit, number).created == 1


# ----------------------------------------------------------------- round trip


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
    now = office.row(item_id)
    here = full_sheet(office, name=now.name, contact="内線 1234")
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=here,
        seen=now.content_hash,
    )

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
    now = office.row(item_id)
    here = full_sheet(office, name=now.name, funding="こちらの財源")
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=here,
        seen=now.content_hash,
    )

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
    now = office.row(item_id)
    here = full_sheet(office, name=now.name, contact="内線 1234")
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=here,
        seen=now.content_hash,
    )

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
