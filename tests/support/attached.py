"""Files to attach: such as people have, and such as an attacker sends."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from tests.support.old_workbook import compound, number, old_workbook
from workflow import attachments
from workflow.engine import Engine
from workflow.values.actor import Actor

PDF: Final = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG: Final = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40 + b"\xff\xd9"
TIFF: Final = b"II*\0\x08\0\0\0" + b"\0" * 20
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MAIN: Final = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
}


def attach(engine: Engine, actor: Actor, item_id: int, name: str, content: bytes = PDF) -> int:
    """Add a file to an item as the page does: stored first, then given to it; its number."""
    with (
        engine.read(actor) as reading,
        attachments.stored(reading, item_id, name, BytesIO(content)) as new,
        engine.write(actor) as work,
    ):
        return attachments.add(work, item_id, new).id


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def office(kind: str = "xlsx", **more: bytes) -> bytes:
    """The least of an Office file; `more` parts by path (its slashes as `__`)."""
    parts = {"[Content_Types].xml": b"<Types/>", MAIN[kind]: b"<main/>"}
    return zipped(parts | {name.replace("__", "/"): part for name, part in more.items()})


def with_parts(parts: dict[str, bytes], types: bytes = b"<Types/>") -> bytes:
    """A workbook with these parts besides."""
    return zipped({"[Content_Types].xml": types, MAIN["xlsx"]: b"<main/>"} | parts)


def locked_zip() -> bytes:
    """A workbook whose parts say that they are encrypted."""
    content = bytearray(office())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + offset] |= 1
    return bytes(content)


def looped(content: bytes) -> bytes:
    """A compound file whose directory follows upon itself."""
    first = int.from_bytes(content[48:52], "little")
    place = len(content) - 512 + first * 4
    return content[:place] + first.to_bytes(4, "little") + content[place + 4 :]


def link(kind: str) -> bytes:
    """A link of this kind to elsewhere."""
    return (
        b'<Relationships><Relationship Id="r1" Type="http://schemas.example/' + kind.encode() +
        b'" Target="http://evil.example/x" TargetMode="External"/></Relationships>'
    )  # fmt: skip


QUOTED_LINK: Final = (
    b"<Relationships><Relationship Id='r1' TargetMode='External'"
    b" Target='http://evil.example/x' Type='http://schemas.example/oleObject'/></Relationships>"
)
MACRO_TYPE: Final = '<?xml version="1.0" encoding="utf-16"?><Types><a b="macroEnabled"/></Types>'
LINK_IN_UTF_16: Final = (
    '<?xml version="1.0" encoding="utf-16"?>' + link("oleObject").decode()
).encode("utf-16")

ORDINARY: Final = {
    "見積書（第２版）.pdf": PDF,
    "内訳①.xlsx": office("xlsx"),
    "仕様書.docx": office("docx"),
    "説明.PPTX": office("pptx"),
    "旧表.xls": old_workbook([number(0, 0)]),
    "旧文書.doc": compound("WordDocument", b"", ["Workbook"]),
    "通知文.jtd": compound("DocumentText", b"SsmgV.01", ["Macros"]),
    "一覧.csv": "部局名,事業費\n総務部,△1,395\n".encode("cp932"),
    "メモ.txt": "㈱いろは ＩＣＴ 葛\U000e0100".encode(),
    "excelから.txt": "部局名\t事業費".encode("utf-16"),
    "画面.png": PNG,
    "写真.jpeg": JPEG,
    "図面.tif": TIFF,
    "リンク付き.docx": zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            MAIN["docx"]: b"<main/>",
            "word/_rels/document.xml.rels": link("hyperlink"),
        }
    ),
}
"""Files as people have them, by name."""

REFUSED: Final = (
    ("空.pdf", b"", "empty"),
    ("程序.exe", b"MZ\x90\0" + b"\0" * 60, "type"),
    ("見積.pdf", b"MZ\x90\0" + b"\0" * 60, "type"),
    ("見積.pdf", b"\x7fELF\x02\x01\x01\0", "type"),
    ("見積.pdf.exe", PDF, "type"),
    ("見積\u202efdp.exe", PDF, "type"),
    ("見積.pdf", office(), "ending"),
    ("見積.xlsx", PDF, "ending"),
    ("見積.docx", office("xlsx"), "ending"),
    ("画面.jpg", PNG, "ending"),
    ("見積", PDF, "type"),
    (".pdf", PDF, "type"),
    ("画.svg", b"<svg xmlns='x'><script>1</script></svg>", "type"),
    ("画.txt", b"<svg xmlns='x' onload='alert(1)'/>", "web"),
    ("頁.html", b"<!doctype html><script>1</script>", "type"),
    ("頁.csv", b"\xef\xbb\xbf  <html><body onload=1>", "web"),
    ("頁.txt", "<script>alert(1)</script>".encode("utf-16"), "web"),
    ("頁.txt", b"MIME-Version: 1.0\nContent-Type: multipart/related", "web"),
    ("台本.txt", b"#!/bin/sh\nrm -rf /\n", "web"),
    ("台本.bat", b"del *.*", "type"),
    ("台本.js", b"alert(1)", "type"),
    ("近道.lnk", b"L\0\0\0\x01\x14\x02\0", "type"),
    ("書庫.zip", zipped({"a.exe": b"MZ"}), "type"),
    ("書庫.xlsx", zipped({"a.txt": b"a"}), "archive"),
    ("二つ.xlsx", with_parts({"word/document.xml": b"<d/>"}), "archive"),
    ("マクロ.xlsm", with_parts({"xl/vbaProject.bin": b"x"}), "type"),
    ("マクロ.xlsx", with_parts({"xl/vbaProject.bin": b"x"}), "macros"),
    ("マクロ.xlsx", with_parts({}, b"<Types><a b='sheet.macroEnabled'/></Types>"), "macros"),
    ("旧マクロ.xlsx", with_parts({"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
    ("部品.xlsx", with_parts({"xl/activeX/activeX1.xml": b"x"}), "macros"),
    ("埋込.xlsx", with_parts({"xl/embeddings/oleObject1.bin": b"x"}), "macros"),
    ("雛形.xlsx", with_parts({"xl/_rels/a.rels": link("attachedTemplate")}), "reaches_out"),
    ("外部.xlsx", with_parts({"xl/_rels/a.rels": link("oleObject")}), "reaches_out"),
    ("引用符.xlsx", with_parts({"xl/_rels/a.rels": QUOTED_LINK}), "reaches_out"),
    ("十六.xlsx", with_parts({"xl/_rels/a.rels": LINK_IN_UTF_16}), "reaches_out"),
    ("大文字.xlsx", with_parts({"xl/_rels/a.RELS": link("/frame")}), "reaches_out"),
    ("十六マクロ.xlsx", with_parts({}, MACRO_TYPE.encode("utf-16")), "macros"),
    ("爆発.xlsx", with_parts({"xl/_rels/a.rels": b'</frame"' * 120_000}), "damaged"),
    ("実体.xlsx", with_parts({"xl/_rels/a.rels": b"<!DOCTYPE a><a/>"}), "doctype"),
    ("二重.xlsx", with_parts({"[content_types].XML": b"<Types/>"}), "damaged"),
    ("登る.xlsx", with_parts({"../../etc/passwd": b"x"}), "path"),
    ("爆弾.xlsx", with_parts({"xl/a.xml": b"0" * (8 << 20)}), "bomb"),
    ("多数.xlsx", with_parts({f"xl/{n}.xml": b"" for n in range(5_100)}), "bomb"),
    ("切れた.xlsx", office()[:60], "damaged"),
    ("鍵.xlsx", locked_zip(), "encrypted"),
    ("鍵.xlsx", compound("EncryptedPackage", b""), "encrypted"),
    ("旧.ppt", compound("PowerPoint Document", b""), "type"),
    ("旧.doc", compound("PowerPoint Document", b""), "old_office"),
    ("旧.xls", compound("WordDocument", b""), "ending"),
    ("旧.xlsx", old_workbook([number(0, 0)]), "ending"),
    ("旧.xls", OLE, "damaged"),
    ("輪.doc", looped(compound("WordDocument", b"")), "damaged"),
    ("旧マクロ.xls", compound("Workbook", b"", ["_VBA_PROJECT_CUR"]), "macros"),
    ("旧々マクロ.xls", old_workbook([number(0, 0)], kind=1), "macros"),
    ("荷物.doc", compound("WordDocument", b"", ["\x01Ole10Native"]), "macros"),
    ("動く.pdf", PDF.replace(b"<<>>", b"<</S/JavaScript/JS(x)>>", 1), "active"),
    ("起動.pdf", PDF.replace(b"<<>>", b"<</S/Launch/F(cmd.exe)>>", 1), "active"),
    ("遠い.pdf", PDF + b" " * (256 * 1024 - len(PDF) - 3) + b"/JavaScript %%EOF", "active"),
    ("切れた.pdf", PDF[:20], "damaged"),
    ("混ぜ物.png", PNG + b"<script>1</script>", "damaged"),
    ("偽.png", b"\x89PNG\r\n\x1a\n<script>", "web"),
    ("偽.tif", b"II*\0\xff\xff\xff\xff" + b"\0" * 9, "damaged"),
    ("壊.txt", b"\x81", "type"),
    ("零.csv", b"a,b\n\0\0", "type"),
)
"""A name, the bytes, and the reason for which they are refused."""

NAMES: Final = (
    ("../../etc/見積.pdf", "見積.pdf"),
    ("C:\\Users\\山田\\見積.pdf", "見積.pdf"),
    ("\\\\server\\share\\見積.pdf", "見積.pdf"),
    ("見\u202e積\u2066.pdf", "見積.pdf"),
    ("見\u200b積\ufeff.pdf", "見積.pdf"),
    ("見積\r\nSet-Cookie: a=b.pdf", "見積__Set-Cookie_ a=b.pdf"),
    ("見積\0.pdf", "見積.pdf"),
    ('見"積";.pdf', "見_積_;.pdf"),
    ("<img src=x onerror=1>.pdf", "_img src=x onerror=1_.pdf"),
    ("CON.pdf", "_CON.pdf"),
    ("a.pdf:evil.pdf", "a.pdf_evil.pdf"),
    ("見積.pdf. . ", "見積.pdf"),
    ("\udcff見積.pdf", "見積.pdf"),
    ("あ" * 300 + ".pdf", "あ" * 116 + ".pdf"),
    ("葛\U000e0100城市㈱①ＩＣＴ𠮷.pdf", "葛\U000e0100城市㈱①ＩＣＴ𠮷.pdf"),
)
"""A name as it is sent, and what is kept of it."""
