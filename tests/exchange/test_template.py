"""The workbook to fill in, read as a stranger would: lists, hints, hidden sheets, formats."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.exchange import taken_out
from tests.support.people import person_named
from workflow.exchange.template import EMPTY_ROWS


@pytest.fixture
def content(office) -> bytes:
    """The list of one item."""
    office.a_draft(office.a_sheet(name="=1+1", contract_ends_on=date(2022, 3, 31)))
    return taken_out(office.engine, office.person("officer"))


@pytest.fixture
def book(content):
    """The same, read."""
    return load_workbook(BytesIO(content))


def column_of(sheet, heading: str) -> str:
    return next(cell.column_letter for cell in sheet[3] if cell.value == heading)


def test_the_same_list_is_the_same_bytes(office, content):
    assert taken_out(office.engine, office.person("officer")) == content


def test_the_sheet_is_ready_to_print_and_its_helpers_are_hidden(book):
    sheet = book["様式"]
    item = column_of(sheet, "案件番号（変更しないでください）")

    assert {one.title: one.sheet_state for one in book} == {
        "様式": "visible", "_lists": "hidden", "_jizen": "veryHidden",
    }  # fmt: skip
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("G4", "$3:$3")
    assert sheet.print_area == "'様式'!$A$1:$I$34"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert [sheet.column_dimensions[one].hidden for one in ("F", item)] == [False, True]


def test_a_column_of_choices_warns_and_is_fed_by_the_hidden_sheet(book):
    sheet, last = book["様式"], 4 + EMPTY_ROWS
    rules = {
        str(one.sqref).partition("4:")[0]: one for one in sheet.data_validations.dataValidation
    }
    listed, hinted = rules[column_of(sheet, "分野")], rules[column_of(sheet, "契約満了日")]

    assert str(listed.sqref) == f"D4:D{last}"
    assert (listed.type, listed.errorStyle, listed.allow_blank) == ("list", "warning", True)
    assert (listed.showErrorMessage, listed.showInputMessage) == (True, True)
    name, _, cells = listed.formula1.partition("!")
    offered = [row[0].value for row in book[name][cells]]
    assert offered == ["行政", "くらし", "産業"]
    assert (hinted.type, hinted.showErrorMessage) == (None, False)
    assert (hinted.promptTitle, hinted.prompt) == (
        "契約満了日", "2022/3/31 のように入力します。",
    )  # fmt: skip


def test_cells_have_the_format_of_their_column_and_formulas_stay_texts(book):
    sheet = book["様式"]
    ends_on = column_of(sheet, "契約満了日")

    name = sheet["F4"]
    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)
    for row in (4, 34):
        assert sheet[f"G{row}"].number_format == "#,##0;△#,##0"
        assert sheet[f"{ends_on}{row}"].number_format == "yyyy/m/d"
        assert sheet[f"F{row}"].border.left.style == "thin"
    assert sheet[f"{ends_on}4"].value.date() == date(2022, 3, 31)


@pytest.mark.parametrize(
    ("cycle", "title"),
    [("2022-initial", "令和4年度当初予算"), ("2021-09", "令和3年度9月補正予算")],
)
def test_the_word_budget_stands_once_in_the_title(shared_demo_engine, cycle, title):
    soumu = person_named(shared_demo_engine, "soumu")

    sheet = load_workbook(
        BytesIO(taken_out(shared_demo_engine, soumu, cycle, items=False))
    ).worksheets[0]

    assert f"{title}（デジタル化関連事業）協議書" in {cell.value for cell in sheet[1]}
