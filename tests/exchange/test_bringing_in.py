"""A file comes in whole or not at all, once, for its person only; every problem has its cell."""

from datetime import timedelta

import pytest

from tests.support.exchange import StagedFile, brought
from tests.support.ledger import ledger_breaks
from tests.support.office import NOW, SEPTEMBER
from tests.support.units import look
from workflow import exchange, items
from workflow.exchange import ImportNotReady
from workflow.exchange.names import Names
from workflow.files import grid
from workflow.files.workbooks import FileRefused
from workflow.items.list_views import ItemFilter
from workflow.models import StagedImport
from workflow.values.errors import NotFound, WrongRole

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
    "B3 unknown": ("soumu,謎課,行政,procedure,甲,1,,", "B3", "section_unknown"),
    "C3 none of the list": ("soumu,税務課,謎,procedure,甲,1,,", "C3", "not_in_list"),
    "D3 retired": ("soumu,税務課,行政,retired,甲,1,,", "D3", "not_in_list"),
    "E3 too long": (f"soumu,税務課,行政,procedure,{'長' * 201},1,,", "E3", "text_too_long"),
    "E3 broken": ("soumu,税務課,行政,procedure,甲\ufffd,1,,", "E3", "text_surrogate"),
    "E3 twice": (GOOD.strip(), "E3", "duplicate_row"),
    "F3 in yen": ("soumu,税務課,行政,procedure,甲,100円,,", "F3", "money_unit"),
    "F3 decimal": ("soumu,税務課,行政,procedure,甲,1.5,,", "F3", "money_decimal"),
    "F3 no amount": ("soumu,税務課,行政,procedure,甲,6OO16,,", "F3", "money_unreadable"),
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
    lines = "".join(f"soumu,謎課,謎,procedure,甲{n},十五,,\n" for n in range(20))
    file = staged(office, HEAD.replace("予算額", "予算額（千円）") + lines)

    assert len(file.view().problems) == 60


def test_a_row_with_other_faults_names_its_section_too_with_those_there_are(office):
    line = "soumu,謎課,謎,procedure,,十五,,\n"
    found = {one.cell: one for one in staged(office, HEAD + line).view().problems}

    assert {cell: one.key for cell, one in found.items()} == {
        "B2": "section_unknown",
        "C2": "not_in_list",
        "E2": "name_missing",
        "F2": "money_unreadable",
    }
    assert found["B2"].data["name"] == "謎課"
    assert "税務課" in found["B2"].data["entries"].split("、")


def test_nothing_is_said_of_sections_where_the_person_may_not_write(office):
    file = staged(office, HEAD + "kensetsu,謎課,行政,procedure,甲,1,,\n")

    assert [(one.cell, one.key) for one in file.view().problems] == [("A2", "other_department")]


def test_a_department_of_many_sections_names_the_first_few():
    names = Names(None, sections={(1, f"課{n}"): f"課{n}" for n in range(20)} | {(2, "他"): "他"})

    assert names.sections_of(1) == (*(f"課{n}" for n in range(8)), "ほか")
    assert names.sections_of(2) == ("他",)
    assert names.sections_of(3) == ()


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
        staged(office, "a", "evaluator")
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


def test_a_very_wide_file_is_looked_at_in_several_goes(office):
    wide = ",x" * 12_000
    rows = [GOOD.replace("税務改修", f"改修{n}").strip() + wide for n in range(12)]
    file = staged(office, HEAD + "\n".join(rows))

    assert file.view().rows_read < 12
    while not file.do(exchange.advance):
        pass

    assert (file.view().rows_read, file.view().create) == (12, 12)


def test_cells_are_kept_of_a_file_and_never_the_file_itself(office):
    file = staged(office, HEAD + GOOD)

    with office.engine.database.reading() as session:
        kept = session.get(StagedImport, file.number).content
    assert "税務改修".encode() not in kept
    assert [tab.value(1, 4) for tab in grid.unpacked(kept).tabs] == ["税務改修"]


def test_a_file_that_an_older_program_kept_is_to_be_brought_again(office):
    file = staged(office, HEAD + GOOD)
    with office.engine.database.writing() as session:
        session.get(StagedImport, file.number).content = (HEAD + GOOD).encode()

    with pytest.raises(FileRefused, match="outdated"):
        file.do(exchange.correct, tab=None, head_row=1, columns={})
