"""Texts as tables (csv, tab-separated, what is pasted): their encoding, delimiter and quotes."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Final, NamedTuple

from workflow.files.workbooks import FileRefused, Tally, utf_16_without_mark

DELIMITERS: Final = ",\t;"
LOOKED_AT: Final = 200
"""Lines in which the delimiter is looked for."""
LONGEST_FIELD: Final = 32_767
"""Characters in quotes; no cell of a workbook takes more."""
MOST_BROKEN: Final = 100
"""Lines with a quote that is not closed; a file with more is no table."""

_QUOTED: Final = re.compile('"[^"\n]{0,2000}"')
_IN_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


class Table(NamedTuple):
    """The cells of a text. `broken` are rows (from 1) with an open quote, and their lines."""

    rows: list[list[str]]
    broken: Mapping[int, int]


def table(text: str) -> Table:
    """Split a text into cells. Raises FileRefused where it is none of a table, or too large."""
    delimiter, tally = _delimiter(text), Tally()
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return Table([_counted(row, tally) for row in reader], {})
    except csv.Error:
        return _split(text, delimiter)


def _counted(row: list[str], tally: Tally) -> list[str]:
    tally.add_area(1, max(len(row), 1))
    tally.add_rows([row])
    return row


def _delimiter(text: str) -> str:
    """What parts most lines into equally many cells; titles above them may hold anything."""
    lines = [_QUOTED.sub("", line) for line in text[: 100 * LONGEST_FIELD].splitlines()[:LOOKED_AT]]
    without = [_IN_THOUSANDS.sub("", line) for line in lines]
    return max(DELIMITERS, key=lambda one: _regularity(without if one == "," else lines, one))


def _regularity(lines: list[str], delimiter: str) -> int:
    counts = Counter(line.count(delimiter) for line in lines)
    return max((lines * count for count, lines in counts.items()), default=0)


def _split(text: str, delimiter: str) -> Table:
    """The same by hand: a quote that is not closed spoils its own line and no other."""
    rows: list[list[str]] = []
    broken: dict[int, int] = {}
    tally, place, line = Tally(), 0, 1
    while place < len(text):
        begin = place
        record = _record(text, place, delimiter)
        if record is None:
            place = _end_of_line(text, begin)
            cells = text[begin:place].strip("\r\n").replace('"', "").split(delimiter)
            rows.append(_counted(cells, tally))
            broken[len(rows)] = line
            if len(broken) > MOST_BROKEN:
                raise FileRefused("quotes")
        else:
            cells, place = record
            rows.append(_counted(cells, tally))
        line += text.count("\n", begin, place)
    return Table(rows, broken)


def _record(text: str, place: int, delimiter: str) -> tuple[list[str], int] | None:
    """The cells of one record and where the next one begins; None where a quote stays open."""
    cells = []
    while True:
        found = (
            _quoted(text, place)
            if text[place : place + 1] == '"'
            else _plain(text, place, delimiter)
        )
        if found is None:
            return None
        cell, place = found
        cells.append(cell)
        following = text[place : place + 1]
        if following == delimiter:
            place += 1
        elif following in ("", "\r", "\n"):
            return cells, _end_of_line(text, place)
        else:
            return None


def _plain(text: str, place: int, delimiter: str) -> tuple[str, int]:
    end = _end_of_line(text, place)
    cell = text[place:end].rstrip("\r\n").partition(delimiter)[0]
    return cell, place + len(cell)


def _quoted(text: str, place: int) -> tuple[str, int] | None:
    end = place + 1
    while True:
        end = text.find('"', end, place + LONGEST_FIELD)
        if end < 0:
            return None
        if text[end + 1 : end + 2] != '"':
            break
        end += 2
    cell = text[place + 1 : end].replace('""', '"')
    after = end + 1
    while text[after : after + 1] == " ":
        after += 1
    return cell, after


def _end_of_line(text: str, place: int) -> int:
    """Where the next line begins."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end + 1


# ---------------------------------------------------------------- their letters


_MARKED: Final = {
    b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig",
}  # fmt: skip
_HALF_WIDTH: Final = re.compile("[\uff61-\uff9f]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")


def decoded(content: bytes) -> str:
    """The letters of a text in any encoding that offices use. Raises FileRefused."""
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x1b$" in content:
        return _from_jis(content)
    if wide := utf_16_without_mark(content):
        return _strictly(content, wide)
    return _eight_bits(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise FileRefused("encoding") from wrong


def _eight_bits(content: bytes) -> str:
    texts = dict(_readings(content))
    if "utf-8" in texts:
        return texts["utf-8"]
    if "euc_jp" in texts and _is_half_width(texts.get("cp932")):
        return texts["euc_jp"]
    if "cp932" in texts:
        return texts["cp932"]
    raise FileRefused("encoding")


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    for encoding in ("utf-8", "cp932", "euc_jp"):
        try:
            yield encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue


def _is_half_width(text: str | None) -> bool:
    """Whether a text is mostly ｶﾅ: so another encoding looks where Shift_JIS is expected."""
    if text is None:
        return True
    return 3 * len(_HALF_WIDTH.findall(text)) > len(_BEYOND_ASCII.findall(text))


def _from_jis(content: bytes) -> str:
    """ISO-2022-JP with the letters that Windows adds (①, ㈱, 髙): by way of Shift_JIS."""
    out = bytearray()
    pieces = content.split(b"\x1b")
    out += pieces[0]
    for piece in pieces[1:]:
        mode, letters = piece[:2], piece[2:]
        if mode in (b"$B", b"$@"):
            out += _shifted(letters)
        elif mode == b"(I":
            out += bytes(one | 0x80 for one in letters)
        elif mode in (b"(B", b"(J"):
            out += letters
        else:
            raise FileRefused("iso_2022_jp")
    return _strictly(bytes(out), "cp932")


def _shifted(letters: bytes) -> bytes:
    """Two-byte letters of JIS as Shift_JIS."""
    out = bytearray()
    pairs = iter(letters)
    for high in pairs:
        low = next(pairs, None)
        if low is None or not (0x21 <= high <= 0x7E and 0x21 <= low <= 0x7E):
            raise FileRefused("iso_2022_jp")
        lead = (high - 0x21) // 2 + 0x81
        trail = low + (0x1F if low < 0x60 else 0x20) if high % 2 else low + 0x7E
        out += bytes((lead if lead <= 0x9F else lead + 0x40, trail))
    return bytes(out)
