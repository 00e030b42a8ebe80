"""Workbooks and documents that cost a careless reader far more than they weigh."""

from typing import Final

from tests.support.attached import zipped
from tests.support.old_workbook import old_workbook, rk

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def workbook(sheets: list[str], shared: str = "") -> bytes:
    """An .xlsx whose sheets have these rows (XML), and these shared strings."""
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    tabs = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        f'sharedStrings+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<sheets>{tabs}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'{links}<Relationship Id="s" Type="{_RELATIONS}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}"><si><t>{shared}</t></si></sst>',
    }
    for number, rows in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return zipped({name: part.encode() for name, part in parts.items()})


def one_string_in_many_cells() -> bytes:
    """20,000 characters, shared by 10,000 cells: 200 million characters once they are read."""
    numbers = range(1, 10_001)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in numbers)
    return workbook([rows], "長" * 20_000)


def cells_far_down() -> bytes:
    """Ten sheets with one cell in row 2,000,000 each."""
    return workbook(['<row r="2000000"><c r="A2000000"><v>1</v></c></row>'] * 10)


def sixty_sheets() -> bytes:
    """Sixty sheets of a thousand rows."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1001))
    return workbook([rows] * 60)


def cell_out_of_the_world() -> bytes:
    """A cell with a name beyond every sheet."""
    return workbook(['<row r="1"><c r="XFE16777217"><v>1</v></c></row>'])


def old_cell_far_away() -> bytes:
    """An .xls with a cell in its last corner: 4 thousand million cells once they are read."""
    return old_workbook([rk(0, 0) + rk(65_535, 65_535)])


def relations_that_explode() -> bytes:
    """A .docx whose links are a tag's end, again and again."""
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<document/>",
            "word/_rels/document.xml.rels": b'</frame"' * 120_000,
        }
    )
