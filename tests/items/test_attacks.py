"""Somebody with an account who tries to get more from the engine than is theirs."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from tests.support.office import DECEMBER, FINDINGS, INITIAL, SEPTEMBER, Office
from tests.support.units import look
from workflow import items, reports
from workflow.items.list_views import ItemFilter
from workflow.items.refusals import AmountNotAllowed, MeetingMissing
from workflow.models import Meeting
from workflow.values.errors import KeyReused, NotFound

PLANTED = {
    "verdict": "appropriate",
    "findings": FINDINGS,
    "conditions": "なし",
    "meeting_id": 1,
    "cycle_id": DECEMBER,
    "override": "評価会を待てない",
}


@pytest.mark.parametrize(
    ("state", "action", "by"),
    [
        ("draft", "submit", "officer"),
        ("submitted", "pull_back", "officer"),
        ("submitted", "receive", "reviewer"),
        ("under_review", "send_back", "reviewer"),
        ("under_review", "approve", "reviewer"),
        ("evaluated", "reopen", "evaluator"),
        ("reviewed", "withdraw", "officer"),
    ],
)
def test_a_verdict_planted_in_another_action_is_not_in_the_record(shared_office, state, action, by):
    item = shared_office.an_item(state)

    shared_office.act(item, action, by, **PLANTED)

    last = shared_office.entries(item)[-1]
    assert (last.action, last.particulars) == (action, {})


def test_an_evaluation_does_not_choose_the_meeting(office):
    item = office.an_item("reviewed")

    office.act(item, "evaluate", "evaluator", **PLANTED)

    told = office.entries(item)[-1].particulars
    assert sorted(told) == ["conditions", "findings", "override", "verdict"]
    assert office.row(item).meeting_id is None


def test_nothing_is_added_to_a_report_that_is_frozen(office):
    item = office.an_item("evaluated")
    with office.engine.database.writing() as session:
        frozen = update(Meeting).where(Meeting.id == office.meetings[SEPTEMBER])
        session.execute(frozen.values(report_frozen_at=office.clock.now()))

    with pytest.raises(MeetingMissing):
        office.act(item, "report", "secretariat")

    assert office.row(item).state == "evaluated"


def test_a_decrease_is_not_carried_over_into_an_initial_budget(office):
    item = office.an_item("reviewed", office.a_sheet(amount_kyen=-1_395))

    with pytest.raises(AmountNotAllowed):
        office.act(item, "carry_over", "reviewer", cycle_id=INITIAL)

    assert office.row(item).cycle_id == SEPTEMBER
    office.act(item, "carry_over", "reviewer", cycle_id=DECEMBER)
    assert office.row(item).cycle_id == DECEMBER


@pytest.mark.parametrize("by", ["colleague", "neighbour", "reviewer", "viewer", "nothing"])
def test_the_receipt_of_somebody_else_is_not_given(office: Office, by):
    item = office.an_item()
    office.act(item, "submit", "officer", key="theirs")

    with pytest.raises(KeyReused):
        office.act(item, "submit", by, key="theirs")

    assert len(office.entries(item)) == 2


def test_the_difference_of_an_item_of_others_does_not_exist(shared_office):
    item = shared_office.an_item("submitted")

    for before, after in ((1, 0), (0, 1), (0, 0), (9, 0)):
        with pytest.raises(NotFound):
            look(
                shared_office.engine,
                shared_office.person("neighbour"),
                items.compare,
                item,
                before,
                after,
            )


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"; --'])
def test_a_wildcard_finds_only_itself(shared_office, words):
    shared_office.an_item("submitted")
    marked = shared_office.an_item(sheet=shared_office.a_sheet(name=f"印 {words} の事業"))
    wanted = ItemFilter(cycle_id=SEPTEMBER, words=f"印 {words}")

    page = look(shared_office.engine, shared_office.person("officer"), items.page, wanted)

    assert [row.id for row in page.rows] == [marked]


@pytest.mark.parametrize(
    "name", ["=1+1", "＝1+1", "+1", "@SUM(A1)", "#N/A", "#REF!", "_x003D_1+1", "a_x202E_b"]
)
def test_a_workbook_holds_texts_as_they_were_typed_and_nothing_else(office, name):
    office.an_item(sheet=office.a_sheet(name=name))
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    book = office.look("admin", reports.list_file, wanted, "xlsx").content

    kinds = {cell.data_type for row in load_workbook(BytesIO(book)).worksheets[0] for cell in row}
    assert kinds <= {"s", "n"}
    with ZipFile(BytesIO(book)) as parts:
        for part in (parts.read(name).decode() for name in parts.namelist()):
            assert "_x003D_" not in part.replace("_x005F_x003D_", "")
            assert "_x202E_" not in part.replace("_x005F_x202E_", "")


@pytest.mark.parametrize("form", ["pdf", "csv", "json"])
def test_markup_in_a_sheet_is_only_text_in_a_file(office, form):
    typed = '#read("/etc/passwd") $x$ #eval("1") *b* `c` <l> @ref // \\u{41} {{7*7}} %(name)s'
    office.an_item(sheet=office.a_sheet(name=typed, summary=typed, funding=typed))

    file = office.look("admin", reports.list_file, ItemFilter(cycle_id=SEPTEMBER), form).content

    assert b"root:" not in file
    if form != "pdf":
        assert typed.partition('"')[0].encode() in file
