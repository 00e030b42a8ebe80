"""Hostile workbooks that are zips: .xlsx and .ods, drawn at random."""

from io import BytesIO
from random import Random
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("table", "office", "text")
)
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<m:file-entry m:full-path="/" m:media-type="' + _ODS + b'"/></m:manifest>'
)
_TEXTS: Final = "xl/sharedStrings.xml"


def _zipped(parts: dict[str, bytes], random: Random) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", random.choice([ZIP_DEFLATED, ZIP_STORED])) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _xlsx(random: Random, sheets: list[str], more: dict[str, str] | None = None) -> bytes:
    """A workbook whose sheets hold this; `more` are parts by name."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in numbers
    )
    book = f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets>{names}</sheets></workbook>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
    }
    for number, inside in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/s{number}.xml"] = f"<worksheet {_MAIN}>{inside}</worksheet>"
    parts |= more or {}
    return _zipped({name: part.encode() for name, part in parts.items()}, random)


def _data(rows: str) -> str:
    return f"<sheetData>{rows}</sheetData>"


def far_cells(random: Random) -> bytes:
    """A few cells as far apart as there are any."""
    rows = sorted(random.sample(range(1, 1_048_577), random.randint(1, 5)))
    cells = "".join(
        f'<row r="{row}"><c r="{random.choice(["A", "ZZ", "XFD"])}{row}"><v>1</v></c></row>'
        for row in rows
    )
    return _xlsx(random, [_data(cells)] * random.randint(1, 60))


def shared_text(random: Random) -> bytes:
    """A long text that stands in many cells."""
    length, cells = random.choice([(32_000, 10_000), (20_000, 900), (10, 400_000), (200_000, 90)])
    texts = f"<sst {_MAIN}><si><t>{'長' * length}</t></si></sst>"
    return _xlsx(random, [_data('<row><c t="s"><v>0</v></c></row>' * cells)], {_TEXTS: texts})


def many_texts(random: Random) -> bytes:
    """Shared texts by the million, none of them used."""
    texts = f"<sst {_MAIN}>{'<si/>' * random.choice([10_000, 1_000_000, 4_000_000])}</sst>"
    return _xlsx(random, [_data("")], {_TEXTS: texts})


def long_texts_within(random: Random) -> bytes:
    """Long texts in the cells themselves."""
    cell = f'<c t="inlineStr"><is><t>{"長" * random.choice([100, 40_000, 4_000_000])}</t></is></c>'
    return _xlsx(random, [_data(f"<row>{cell}</row>" * random.randint(1, 5))])


def strange_types(random: Random) -> bytes:
    """Types and values that do not fit, and styles that do not exist."""
    kinds = ["n", "s", "b", "e", "d", "str", "inlineStr", "?"]
    values = ["1e999", "-0", "NaN", "9" * 400, "#SPILL!", "2021-13-45T99:99", "あ" * 300, ""]
    cells = "".join(
        f'<row><c t="{random.choice(kinds)}" s="{random.randrange(70_000)}">'
        f"<v>{random.choice(values)}</v></c></row>"
        for _ in range(random.randint(1, 20_000))
    )
    return _xlsx(random, [_data(cells)])


def deep(random: Random) -> bytes:
    """XML nested deep, or with names and attributes without end."""
    count = random.choice([150, 1_000, 200_000])
    attributes = " ".join(f"b{number}=''" for number in range(count))
    inside = random.choice([
        "<a>" * count + "</a>" * count,
        "".join(f"<a{number}/>" for number in range(count)),
        f"<a {attributes}/>",
        f"<a b='{'&#38;' * count}'/>",
    ])  # fmt: skip
    return _xlsx(random, [inside])


def merges(random: Random) -> bytes:
    """Merged ranges over one another."""
    count = random.choice([10, 5_000, 200_000])
    ranges = "".join(f'<mergeCell ref="A{n}:XFD{n + 100}"/>' for n in range(1, count))
    row = '<row r="9000"><c r="A9000"><v>1</v></c></row>'
    return _xlsx(random, [f"{_data(row)}<mergeCells>{ranges}</mergeCells>"])


def formulas(random: Random) -> bytes:
    """Formulas without a value by the hundred thousand."""
    formula = random.choice(["1+1", "A1:XFD1048576", "あ" * 500])
    return _xlsx(
        random, [_data(f"<row><c><f>{formula}</f></c></row>" * random.choice([9, 90_000]))]
    )


def many_cells(random: Random) -> bytes:
    """Cells, filled or empty, as many as fit."""
    cell = random.choice(["<c/>", "<c><v>1</v></c>", '<c s="1"/>'])
    row = f"<row>{cell * random.choice([1, 100, 16_384])}</row>"
    return _xlsx(random, [_data(row * (random.choice([200_000, 2_000_000]) // len(row) * 10))])


def styles(random: Random) -> bytes:
    """Formats of numbers without end."""
    one = f'<numFmt numFmtId="200" formatCode="{"[Red]yyyy-mm-dd;" * random.choice([1, 2_000])}"/>'
    inside = f"<numFmts>{one * random.choice([1, 300])}</numFmts>"
    cell = '<row><c s="0"><v>1e300</v></c></row>'
    return _xlsx(
        random, [_data(cell)], {"xl/styles.xml": f"<styleSheet {_MAIN}>{inside}</styleSheet>"}
    )


def damaged(random: Random) -> bytes:
    """An ordinary workbook with bytes changed, or cut off."""
    changed = bytearray(_xlsx(random, [_data("<row><c><v>1</v></c></row>" * 50)]))
    for _ in range(random.randint(1, 40)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed[: random.randint(30, len(changed))])


def _ods(random: Random, tables: str) -> bytes:
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_SPACES}>{body}</office:document-content>"
    parts = {"mimetype": _ODS, "content.xml": content.encode(), "META-INF/manifest.xml": _MANIFEST}
    return _zipped(parts, random)


def repeated(random: Random) -> bytes:
    """Cells and rows that are repeated."""
    rows, columns = random.choice([1, 300, 20_000, 1_048_576]), random.choice([1, 90, 16_384])
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        f"<text:p>{'長' * random.choice([0, 1, 30_000])}</text:p></table:table-cell>"
    )
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return _ods(random, f'<table:table table:name="a">{row}</table:table>' * random.choice([1, 60]))


def blank_and_far(random: Random) -> bytes:
    """Nothing, repeated, and then a cell."""
    blank = f'<table:table-row table:number-rows-repeated="{random.choice([9, 900_000])}"/>'
    cell = '<table:table-cell office:value-type="float" office:value="1e999"/>'
    rows = f"{blank}<table:table-row>{cell}</table:table-row>" * random.choice([1, 1, 50_000])
    return _ods(random, f"<table:table>{rows}</table:table>")


def nested_tables(random: Random) -> bytes:
    """Tables in the cells of tables."""
    depth = random.choice([20, 60, 3_000])
    begin = '<table:table><table:table-row><table:table-cell office:value-type="string">'
    return _ods(
        random, begin * depth + "</table:table-cell></table:table-row></table:table>" * depth
    )


def strange_values(random: Random) -> bytes:
    """Types and values that do not fit."""
    kinds = ["float", "date", "time", "boolean", "currency", "percentage", "?"]
    values = ["1e999", "NaN", "9999-99-99", "PT99999999999H", "-", "あ" * 300]
    said = ["value", "date-value", "time-value", "boolean-value"]
    cells = "".join(
        f'<table:table-cell office:value-type="{random.choice(kinds)}" '
        + " ".join(f'office:{name}="{random.choice(values)}"' for name in said)
        + "/>"
        for _ in range(random.randint(1, 9_000))
    )
    return _ods(random, f"<table:table><table:table-row>{cells}</table:table-row></table:table>")


XLSX: Final = (
    far_cells, shared_text, many_texts, long_texts_within, strange_types, deep, merges, formulas,
    many_cells, styles, damaged,
)  # fmt: skip
ODS: Final = (repeated, blank_and_far, nested_tables, strange_values)
