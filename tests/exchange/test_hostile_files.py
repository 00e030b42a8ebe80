"""An attacker's table: each file is refused for its reason, or read as harmless cells."""

import pytest

from tests.support.made_workbooks import (
    NAMESPACE,
    OLE,
    SHEET,
    encrypted_flags,
    lying_size,
    merged_over_one_another,
    ods,
    rebuilt,
    shared_text,
    sheet,
    sheets_that_reach_far,
    workbook,
    zipped,
)
from tests.support.old_workbook import label, number, old_workbook, rk, several_numbers
from workflow.files import grid, workbooks
from workflow.files.workbooks import FileRefused

DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def files() -> dict[str, tuple[bytes, str]]:
    """Each file, and the reason for which it is refused."""
    return {
        "nothing": (b"", "empty"),
        "21 MB": (b"a" * (21 << 20), "too_large"),
        "100 MB": (b"\x00" * (100 << 20), "too_large"),
        "pdf": (b"%PDF-1.7\n", "foreign"),
        "png": (b"\x89PNG\r\n\x1a\n", "foreign"),
        "jpeg": (b"\xff\xd8\xff\xe0", "foreign"),
        "gif": (b"GIF89a", "foreign"),
        "windows program": (b"MZ\x90\x00", "foreign"),
        "linux program": (b"\x7fELF\x02", "foreign"),
        "shell script": (b"#!/bin/sh\nrm -rf /\n", "foreign"),
        "gzip": (b"\x1f\x8b\x08\x00", "foreign"),
        "7z": (b"7z\xbc\xaf\x27\x1c", "foreign"),
        "rtf": (b"{\\rtf1}", "foreign"),
        "html called xls": (b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        "html with a bom": (b"\xef\xbb\xbf<!DOCTYPE html><p>", "web_page"),
        "xml": (b'<?xml version="1.0"?><Workbook/>', "web_page"),
        "svg": (b"<svg xmlns='x' onload='a()'/>", "web_page"),
        "zeros": (b"\x00" * 100, "foreign"),
        "neither encoding": (b"\x81\xff\xff\xfe\xfd", "encoding"),
        "a zip of texts": (zipped({"a.txt": b"a"}), "foreign"),
        "docx": (zipped({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "foreign"),
        "an empty zip": (b"PK\x05\x06" + b"\x00" * 18, "foreign"),
        "half a zip": (workbook()[:2000], "damaged"),
        "bytes turned in a zip": (workbook().replace(b"PK\x01\x02", b"PK\x01\x09"), "damaged"),
        "bomb by ratio": (rebuilt({"xl/bomb.xml": b"<a>" + b" " * (20 << 20) + b"</a>"}), "bomb"),
        "bomb by size": (rebuilt({f"xl/{n}.bin": b"\x00" * (41 << 20) for n in range(3)}), "bomb"),
        "bomb of parts": (rebuilt({f"xl/{n}.xml": b"<a/>" for n in range(2001)}), "bomb"),
        "sizes that lie": (lying_size(workbook()), "damaged"),
        "macros": (rebuilt({"xl/vbaProject.bin": b"\x00"}), "macros"),
        "macros in capitals": (rebuilt({"xl/VBAPROJECT.BIN": b"\x00"}), "macros"),
        "macro sheets": (rebuilt({"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros"),
        "macro type": (
            rebuilt({"[Content_Types].xml": b'<Types><a b="sheet.macroEnabled.main"/></Types>'}),
            "macros",
        ),
        "a path upwards": (rebuilt({"xl/../../etc/cron.d/x": b"x"}), "path"),
        "a path from the root": (rebuilt({"/etc/passwd": b"x"}), "path"),
        "a windows path": (rebuilt({"..\\..\\boot.ini": b"x"}), "path"),
        "a drive": (rebuilt({"C:/boot.ini": b"x"}), "path"),
        "xxe in a sheet": (
            rebuilt({SHEET: f"{DOCTYPE}<worksheet {NAMESPACE}/>".encode()}),
            "doctype",
        ),
        "xxe in shared strings": (
            rebuilt({"xl/sharedStrings.xml": f"{DOCTYPE}<sst>&e;</sst>".encode()}),
            "doctype",
        ),
        "xxe in utf-16": (
            rebuilt({SHEET: f"{DOCTYPE}<worksheet {NAMESPACE}/>".encode("utf-16")}),
            "doctype",
        ),
        "xxe in links": (
            rebuilt({"xl/_rels/workbook.xml.rels": f"{DOCTYPE}<Relationships/>".encode()}),
            "doctype",
        ),
        "a billion laughs": (
            rebuilt({"xl/styles.xml": f"{LAUGHS}<styleSheet>&b;</styleSheet>".encode()}),
            "doctype",
        ),
        "xml that does not end": (rebuilt({SHEET: b"<worksheet><sheetData>"}), "damaged"),
        "xml nested too deep": (rebuilt({SHEET: b"<a>" * 5000 + b"</a>" * 5000}), "damaged"),
        "one cell at the far end": (
            sheet(
                '<row r="1"><c r="A1"><v>1</v></c></row>'
                '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
            "too_many_cells",
        ),
        "a cell behind an entity": (
            sheet('<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>'),
            "too_many_cells",
        ),
        "one text in ten thousand cells": (shared_text(20_000, 10_000), "too_much_text"),
        "ten sheets that reach far": (sheets_that_reach_far(10), "too_many_cells"),
        "a row beyond the last": (sheet('<row r="2000000"><c><v>1</v></c></row>'), "damaged"),
        "a cell beyond the last": (
            sheet('<row r="1"><c r="XFE1677721"><v>1</v></c></row>'),
            "damaged",
        ),
        "a million cells that hold something": (
            ods(
                '<t:table><t:table-row t:number-rows-repeated="1000">'
                '<t:table-cell t:number-columns-repeated="1000" o:value-type="float" o:value="1"/>'
                "</t:table-row></t:table>"
            ),
            "too_many_cells",
        ),
        "an old workbook with a cell far out": (
            old_workbook([rk(0, 0) + rk(65535, 65535)]),
            "cell_too_far",
        ),
        "macro type in utf-16": (
            rebuilt({
                "[Content_Types].xml": '<?xml version="1.0" encoding="utf-16"?>'
                '<Types><a b="sheet.macroEnabled.main"/></Types>'.encode("utf-16")
            }),
            "macros",
        ),
        "merged cells over one another": (merged_over_one_another(), "too_many_cells"),
        "a cell that is nowhere": (sheet('<row r="1"><c r="1A"><v>1</v></c></row>'), "damaged"),
        "a sheet with another ending": (
            rebuilt({
                "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org'
                b'/package/2006/relationships"><Relationship Id="rId1" Target="evil.dat"/>'
                b"</Relationships>",
                "xl/evil.dat": b"<worksheet/>",
            }),
            "damaged",
        ),
        "zip entries encrypted": (encrypted_flags(workbook()), "encrypted"),
        "workbook with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        "old workbook with macros": (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        "old word document": (OLE + "WordDocument".encode("utf-16-le"), "foreign"),
        "old workbook of nothing": (
            OLE + "Workbook".encode("utf-16-le") + b"\x00" * 999,
            "damaged",
        ),
        "ods with scripts": (ods("", **{"Basic/Standard/a.xml": b"<a/>"}), "macros"),
        "ods with a password": (
            ods("", **{"META-INF/manifest.xml": b"<m><encryption-data/></m>"}),
            "encrypted",
        ),
        "ods of a billion cells": (
            ods(
                '<t:table><t:table-row t:number-rows-repeated="1000000">'
                '<t:table-cell t:number-columns-repeated="16000" o:value-type="float" o:value="1"/>'
                "</t:table-row></t:table>"
            ),
            "too_many_cells",
        ),
        "ods repeated by minus one": (
            ods('<t:table><t:table-row t:number-rows-repeated="-1"/></t:table>'),
            "damaged",
        ),
    }  # fmt: skip


def refusal_of(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        grid.read(content)
    return refused.value.reason


def test_fifty_hostile_files_are_refused_for_their_reasons():
    hostile = files()

    refused = {name: refusal_of(content) for name, (content, _) in hostile.items()}

    assert refused == {name: reason for name, (_, reason) in hostile.items()}
    assert len(hostile) >= 50


def test_external_links_and_pictures_never_reach_the_reader():
    content = rebuilt({
        "xl/externalLinks/externalLink1.xml": b"<not even xml",
        "xl/media/image1.png": b"\x00",
        "xl/printerSettings/printerSettings1.bin": b"\x00",
    })  # fmt: skip

    assert grid.read(content).tabs[0].value(0, 0) == "事業名"


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (rk(0, 0) + rk(65_535, 65_535), "CRXP65536"),
        (number(65_535, 0) + several_numbers(0, 30, 40), "AO1"),
    ],
)
def test_the_cell_of_an_old_workbook_that_reaches_too_far_is_named(cells, named):
    with pytest.raises(FileRefused) as refused:
        grid.read(old_workbook([cells]))

    assert refused.value.data == {"reason": "cell_too_far", "cell": named}


def test_an_old_workbook_is_read_beside_those_that_are_refused():
    content = old_workbook([number(0, 1, 2.5) + rk(1, 0, 7), label(0, 0, "事業名")])

    first, second = grid.read(content).tabs

    assert [first.value(0, 1), first.value(1, 0)] == [2.5, 7]
    assert second.value(0, 0) == "事業名"


def test_a_formula_has_the_value_that_was_kept_and_is_named_where_there_is_none():
    content = sheet(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>WEBSERVICE("http://x")</f></c></row>'
    )

    tab = grid.read(content).tabs[0]

    assert tab.value(0, 0) == 2
    assert tab.unfinished == {(1, 2)}


def test_formulas_in_a_text_file_stay_texts():
    tab = grid.read("事業名\n=cmd|' /C calc'!A0\n@SUM(1)\n".encode()).tabs[0]

    assert [row[0] for row in tab.rows] == ["事業名", "=cmd|' /C calc'!A0", "@SUM(1)"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\予算.xlsx", "予算.xlsx"),
        ("a\x00b.xlsx", "ab.xlsx"),
        ("\u202exslx.exe", "xslx.exe"),
        ("line\nbreak.csv", "linebreak.csv"),
        ("", "（名前なし）"),
        ("..", "（名前なし）"),
        ("長" * 500 + ".xlsx", "長" * 115 + ".xlsx"),
    ],
)
def test_a_name_is_shown_without_its_tricks(given, shown):
    assert workbooks.shown_name(given) == shown
