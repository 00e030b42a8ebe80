"""Errors, formulas without a value and hidden rows are told apart in every form of workbook."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.support.libreoffice import convert
from tests.support.office_sheets import errors, hidden
from tests.support.sheet_files import PLAIN, book, saved
from workflow.files import grid

ERRORS = {"D4": ("=1/0", "#DIV/0!"), "D5": ("=NA()", "#N/A")}


def changed(content: bytes, part: str, before: str, after: str) -> bytes:
    """A file with a text of one part replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            text = given.read(name)
            if name == part:
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            made.writestr(name, text)
    return out.getvalue()


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The same workbook with errors and a hidden row, as another program saves it."""
    folder = tmp_path_factory.mktemp("converted")
    made = book([*PLAIN, ("総務部", "税務課", "丙事業", None), ("総務部", "税務課", None, None)])
    for cell, (formula, _word) in ERRORS.items():
        made["一覧"][cell].value = formula
    made["一覧"].row_dimensions[3].hidden = True
    path = folder / "given.xlsx"
    path.write_bytes(saved(made))
    for form in ("xls", "ods", "xlsx"):
        convert([path], form, folder / form, folder / "profile")
    return {form: (folder / form / f"given.{form}").read_bytes() for form in ("xls", "ods", "xlsx")}


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_every_form_gives_the_same_errors_and_hidden_rows(converted, form):
    tab = grid.read(converted[form]).tabs[0]

    assert tab.errors == {(4, 4): "#DIV/0!", (5, 4): "#N/A"}
    assert 3 in tab.hidden_rows
    assert tab.value(1, 2) == "甲事業"


def test_an_ods_formula_that_was_never_computed_is_named(converted):
    part = "content.xml"
    with ZipFile(BytesIO(converted["ods"])) as archive:
        cell = re.search(r'<table:table-cell[^>]*of:=NA\(\)[^>]*>.*?</table:table-cell>',
                         archive.read(part).decode())[0]  # fmt: skip
    content = changed(converted["ods"], part, cell, '<table:table-cell table:formula="of:=1+1"/>')

    assert grid.read(content).tabs[0].unfinished == {(5, 4)}


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_an_xlsx_formula_without_a_value_is_named_however_it_is_written(value):
    made = book(PLAIN)
    made["一覧"]["D2"].value = "=1+1"
    content = (
        changed(saved(made), "xl/worksheets/sheet1.xml", "<v></v>", value)
        if (b"<v></v>" in _part(saved(made)))
        else changed(saved(made), "xl/worksheets/sheet1.xml", "<v />", value)
    )

    assert grid.read(content).tabs[0].unfinished == {(2, 4)}


def _part(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_a_formula_whose_value_is_an_empty_text_has_one():
    made = book(PLAIN)
    made["一覧"]["D2"].value = "=1+1"
    part = _part(saved(made)).decode()
    cell = re.search(r'<c r="D2".*?</c>', part)[0]
    content = changed(
        saved(made), "xl/worksheets/sheet1.xml", cell, '<c r="D2" t="str"><f>""</f><v></v></c>'
    )

    assert not grid.read(content).tabs[0].unfinished


@pytest.mark.parametrize("word", ["#SPILL!", "#CALC!", "#FIELD!", "#BUSY!", "#SOMETHING_NEW!"])
def test_an_error_that_no_reader_knows_spoils_no_file(word):
    made = errors()
    made["別紙"]["B2"].value, made["別紙"]["B2"].data_type = word, "e"
    made["一覧"]["D3"].value, made["一覧"]["D3"].data_type = word, "e"

    tab, other = grid.read(saved(made)).tabs

    assert tab.errors == {(2, 4): "#N/A", (3, 4): word}
    assert other.errors == {(2, 2): word}
    assert tab.value(4, 2) == "丁事業"


def test_hidden_columns_are_known_too():
    tab = grid.read(hidden()).tabs[0]

    assert (tab.hidden_rows, tab.hidden_columns) == ({4}, {2})


def test_an_old_workbook_with_an_error_code_that_is_none_is_read(converted):
    content = bytearray(converted["xls"])
    # A BOOLERR or FORMULA record holds the code 0x2A where its cell is #N/A.
    place = content.find(b"\x02\x00\x2a\x00\x00\x00\xff\xff")
    assert place > 0
    content[place + 2] = 0x5A

    assert grid.read(bytes(content)).tabs[0].errors[5, 4] == "#UNKNOWN!"
