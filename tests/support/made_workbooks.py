"""Workbooks made part by part: an ordinary one, and ones with parts that an attacker wrote."""

import struct
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


@cache
def workbook() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"] = "事業名"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def rebuilt(replaced: dict[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """The ordinary workbook with some parts replaced or added."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook())) as given, ZipFile(out, "w", compression) as made:
        for name in given.namelist():
            if name not in replaced:
                made.writestr(name, given.read(name))
        for name, part in replaced.items():
            made.writestr(name, part)
    return out.getvalue()


def sheet(cells: str) -> bytes:
    return rebuilt(
        {SHEET: f"<worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>".encode()}
    )


def merged_over_one_another() -> bytes:
    """A thousand merged ranges over the same twenty thousand rows."""
    ranges = "".join(f'<mergeCell ref="A{n}:A20000"/>' for n in range(1, 1001))
    cell = '<row r="20000"><c r="A20000"><v>1</v></c></row>'
    body = f"<sheetData>{cell}</sheetData><mergeCells>{ranges}</mergeCells>"
    return rebuilt({SHEET: f"<worksheet {NAMESPACE}>{body}</worksheet>".encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def ods(content: str, **more: bytes) -> bytes:
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    body = (
        f'<o:document-content xmlns:o="{office}" xmlns:t="{table}">{content}</o:document-content>'
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": body.encode(), **more})


def encrypted_flags(content: bytes) -> bytes:
    """Every entry says that it is encrypted, in both of its headers."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + offset] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


def lying_size(content: bytes) -> bytes:
    """The directory says that every part is ten bytes long."""
    changed = bytearray(content)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 24 : place + 28] = struct.pack("<I", 10)
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def shared_text(length: int, cells: int) -> bytes:
    """One text that stands in many cells."""
    texts = f"<sst {NAMESPACE}><si><t>{'長' * length}</t></si></sst>"
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(cells))
    return rebuilt({
        SHEET: f"<worksheet {NAMESPACE}><sheetData>{rows}</sheetData></worksheet>".encode(),
        "xl/sharedStrings.xml": texts.encode(),
    })  # fmt: skip


def sheets_that_reach_far(count: int) -> bytes:
    """Sheets with one cell each, far down."""
    book = Workbook()
    for _ in range(count):
        book.create_sheet()["A900000"] = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()
