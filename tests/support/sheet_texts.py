"""Sheets that come as text: by letters of several kinds, parted by several signs."""

from typing import Final

from tests.support.sheet_files import HEAD, OfficeSheet

TEXT: Final = (
    "令和8年度①\r\n作成：㈱髙橋\r\n部局名,課室名,事業名,事業費（千円）,概要\r\n"
    '総務部,税務課,①～㈱髙事業,1200,"一行目\n二行目"\r\n総務部,総務課,乙事業,300,概要\r\n'
)


def in_jis(text: str) -> bytes:
    """ISO-2022-JP as Windows writes it: by way of CP932, whose letters it shares."""
    out, is_wide = bytearray(), False
    for letter in text:
        code = letter.encode("cp932")
        if (len(code) == 2) != is_wide:
            is_wide = not is_wide
            out += b"\x1b$B" if is_wide else b"\x1b(B"
        out += _jis(*code) if len(code) == 2 else code
    return bytes(out + (b"\x1b(B" if is_wide else b""))


def _jis(lead: int, trail: int) -> bytes:
    high = (lead - (0xC1 if lead >= 0xE0 else 0x81)) * 2 + 0x21
    if trail >= 0x9F:
        return bytes((high + 1, trail - 0x7E))
    return bytes((high, trail - (0x20 if trail > 0x7E else 0x1F)))


def cp932() -> OfficeSheet:
    """As Windows writes it."""
    names = frozenset({"①～㈱髙事業"})
    return OfficeSheet(TEXT.encode("cp932"), 2, 1_500, name="一覧.csv", names=names)


def iso_2022_jp() -> OfficeSheet:
    """As mails carry it."""
    names = frozenset({"①～㈱高事業"})
    # 髙 is in a row that ISO-2022-JP of Windows has too, at another place.
    text = in_jis(TEXT.replace("髙", "高"))
    return OfficeSheet(text, 2, 1_500, name="一覧.csv", names=names)


def parted(delimiter: str) -> str:
    """A text of two items under a title that has a comma."""
    rows = (
        (*HEAD,),
        ("総務部", "税務課", "甲事業", "1,200"),
        ("総務部", "総務課", "乙事業", "300"),
    )
    return "\n".join(("令和8年度,当初予算", *(delimiter.join(row) for row in rows), ""))


def tabs_under_a_comma() -> OfficeSheet:
    """UTF-16 with tabs, under a title that has a comma."""
    text = parted("\t").encode("utf-16")
    return OfficeSheet(text, 2, 1_500, name="一覧.txt")


def semicolons_under_a_title() -> OfficeSheet:
    """UTF-8 with semicolons, under a title that has a comma."""
    return OfficeSheet(parted(";").encode(), 2, 1_500, name="一覧.csv")


def open_quote() -> OfficeSheet:
    """Fifty rows; the quote of one is never closed."""
    rows = ["部局名,課室名,事業名,事業費（千円）"]
    rows += [f'総務部,税務課,"事業{number}",{number}' for number in range(1, 51)]
    rows[2] = '総務部,税務課,"事業2,2'
    text = "\n".join(rows).encode()
    return OfficeSheet(text, 49, 1_273, wrong=(("C3", "unclosed_quote"),), name="一覧.csv")
