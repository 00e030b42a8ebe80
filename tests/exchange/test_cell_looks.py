"""What a cell shows is what is read of it: numbers by their formats, and lines through texts."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.styles import Alignment, Font

from tests.exchange.test_cell_marks import changed
from tests.support.libreoffice import convert
from tests.support.sheet_files import PLAIN, book, saved
from workflow.files import grid
from workflow.files.marks import styles

FORMS = ("xlsx", "xls", "ods")


def _content(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read("content.xml").decode()


@pytest.fixture(scope="module")
def looks(tmp_path_factory):
    """The same workbook in every form: formats on D2 to D5, row 6 struck, C2 and C4 set in."""
    folder = tmp_path_factory.mktemp("looks")
    more = [("総務部", "税務課", f"事業{n}", 12_000_000) for n in range(2)]
    made = book([*PLAIN, *more, ("総務部", "税務課", "取下げ", 7)])
    sheet = made["一覧"]
    sheet["D2"].value = 200_000
    codes = ('#,##0,;"△"#,##0,', '#,##0"百万円"', '"¥"#,##0', '#,##0;"△"#,##0')
    for row, code in enumerate(codes, 2):
        sheet.cell(row, 4).number_format = code
    for cell in sheet[6]:
        cell.font = Font(strike=True)
    for row, by in ((2, 1), (4, 3)):
        sheet.cell(row, 3).alignment = Alignment(indent=by)
    path = folder / "given.xlsx"
    path.write_bytes(saved(made))
    for form in FORMS[1:]:
        convert([path], form, folder, folder / "profile")
    return {form: grid.read((folder / f"given.{form}").read_bytes()).tabs[0] for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_numbers_are_read_as_every_form_of_workbook_shows_them(looks, form):
    tab = looks[form]

    shown = [tab.value(row, 3) for row in range(1, 5)]

    assert shown == [200, "300百万円", "¥12000000", 12_000_000]


@pytest.mark.parametrize("form", FORMS)
def test_cells_that_are_struck_through_are_known_in_every_form(looks, form):
    assert looks[form].struck == {(6, column) for column in range(1, 5)}


@pytest.mark.parametrize("form", FORMS)
def test_texts_that_a_format_sets_in_are_known_in_every_form(looks, form):
    assert looks[form].indents == {(2, 3): 1, (4, 3): 3}


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("#,##0,", 1_234_500, 1234.5),
        ("#,##0.0,,", 1_500_000, 1.5),
        ('#,##0,"千円"', 1_200_000, "1200千円"),
        ('0.0"億円"', 1.25, "1.25億円"),
        ("[$¥-411]#,##0;[Red]-[$¥-411]#,##0", -300.0, "-¥300"),
        ('_ "¥"* #,##0_ ', 0, "¥0"),
        ('"\\"#,##0', 5, "¥5"),
        ('"△"#,##0', 500, -500),
        ('"▲"#,##0', -500, -500),
        ('#,##0"円"', 300, "300円"),
        ('General"円"', 1200.5, "1200.5円"),
    ],
)
def test_a_format_says_how_a_number_is_shown(code, value, shown):
    assert styles.of_format(code).of(value) == shown


@pytest.mark.parametrize(
    "code",
    ["General", "#,##0", "#,##0;△#,##0", "0.00%", "yyyy/m/d", "@", '0"件"', "# ?/?", "0.0E+00",
     '[$-411]ge.m.d', "#,##0" + "_" * 300],
)  # fmt: skip
def test_any_other_format_leaves_a_number_as_it_is(code):
    assert styles.of_format(code) is None


def test_a_cell_of_an_ods_without_a_style_looks_as_its_column_does(tmp_path):
    made = book(PLAIN)
    made["一覧"]["D2"].number_format = made["一覧"]["D3"].number_format = "#,##0,"
    path = tmp_path / "given.xlsx"
    path.write_bytes(saved(made))
    convert([path], "ods", tmp_path, tmp_path / "profile")
    content = (tmp_path / "given.ods").read_bytes()
    part = _content(content)
    assert 'table:style-name="ce1" office:value' in part
    by_column = part.replace('table:style-name="ce1" office:value', "office:value").replace(
        'default-cell-style-name="Default"', 'default-cell-style-name="ce1"'
    )

    tab = grid.read(changed(content, "content.xml", part, by_column)).tabs[0]

    assert [tab.value(row, 3) for row in (1, 2)] == [1.2, 0.3]
