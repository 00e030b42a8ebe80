"""Two hundred hostile workbooks: by number, the same each time, in all four formats.

Sizes, counts, depths and types are drawn at random within what an attacker would try: cells
far out, texts repeated, sheets by the dozen, XML nested deep, sizes that lie, bytes changed.
"""

import struct
from collections.abc import Callable, Mapping
from random import Random
from typing import Final, NamedTuple

from tests.support.hostile_archives import ODS, XLSX
from tests.support.old_workbook import compound, error, label, number, old_workbook, record, rk

MANY: Final = 200


class Hostile(NamedTuple):
    """A file: what it tries, and its bytes."""

    name: str
    content: bytes


def hostile(which: int) -> Hostile:
    """The file of this number, from 0."""
    ending = tuple(_MAKERS)[which % len(_MAKERS)]
    makers = _MAKERS[ending]
    make = makers[which // len(_MAKERS) % len(makers)]
    random = Random(which)  # noqa: S311 - no secret
    return Hostile(f"{which:03}-{make.__name__}.{ending}", make(random))


def far_numbers(random: Random) -> bytes:
    """Cells as far apart as the format can say, and further than there are any."""
    places = [(0, 0), (random.randrange(65_536), random.choice([255, 16_383, 65_535]))]
    cells = b"".join(random.choice([rk, number])(row, column) for row, column in places)
    return old_workbook([cells] * random.choice([1, 20]))


def lying_texts(random: Random) -> bytes:
    """Shared texts of which there are fewer than is said, or longer ones."""
    count, length = random.choice([1, 2**31 - 1]), random.choice([1, 65_535])
    body = struct.pack("<IIHB", count, count, length, random.choice([0, 1, 0xFF])) + b"ab" * 50
    cells = record(0x00FD, struct.pack("<HHHI", 0, 0, 0, random.choice([0, 9, 2**32 - 1])))
    return old_workbook([cells], record(0x00FC, body) + record(0x003C, b"\1" * 400) * 50)


def long_labels(random: Random) -> bytes:
    """Texts in cells, by the ten thousand."""
    text = "長" * random.choice([1, 250, 1_500])
    return old_workbook([b"".join(label(row, 0, text) for row in range(random.choice([9, 2_000])))])


def many_old_sheets(random: Random) -> bytes:
    """Sheets by the hundred, each with a cell at its end."""
    last = number(0, 0) + number(65_535, random.choice([0, 5]))
    return old_workbook([last] * random.choice([30, 59, 250]))


def strange_records(random: Random) -> bytes:
    """Records of any kind and length."""
    kinds = [0x00BD, 0x00BE, 0x0200, 0x0006, 0x0207, 0x00E5, 0x003C, 0x002F, 0x0809, 0x0205]
    cells = b"".join(
        record(random.choice(kinds), random.randbytes(random.choice([0, 3, 6, 200, 8_000])))
        for _ in range(random.randint(1, 300))
    )
    return old_workbook([cells + error(3, 3, random.randrange(256))])


def damaged_compound(random: Random) -> bytes:
    """An old workbook with bytes changed in what leads to its sheets."""
    changed = bytearray(old_workbook([number(row, 0) for row in range(3)]))
    for _ in range(random.randint(1, 30)):
        place = random.choice([random.randrange(512), random.randrange(len(changed))])
        changed[place] = random.randrange(256)
    changed[:8] = compound("a", b"")[:8]
    return bytes(changed)


def wide(random: Random) -> bytes:
    """One line of delimiters."""
    return random.choice([b",", b"\t", b";", b'""",']) * random.choice([1_000, 900_000, 5_000_000])


def tall(random: Random) -> bytes:
    """Lines by the million."""
    return random.choice([b"\n", b"a\n", b",\n", b"\r", "計,1\n".encode()]) * random.choice(
        [1_000, 400_000, 4_000_000]
    )


def unclosed(random: Random) -> bytes:
    """A quote that never ends."""
    return b'a,b\n"' + random.choice([b"x,\n", "長\n".encode(), b'""']) * 900_000


def one_cell(random: Random) -> bytes:
    """A cell as long as the file."""
    return ("事業名\n" + "長" * random.choice([100_000, 6_000_000])).encode(
        random.choice(["utf-8", "cp932", "utf-16"])
    )


def noise(random: Random) -> bytes:
    """Any bytes, with the marks of an encoding."""
    mark = random.choice([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x1b$B"])
    return mark + random.randbytes(random.choice([100, 1_000_000]))


def one_line_repeated(random: Random) -> bytes:
    """Headings, again and again, with brackets and blanks."""
    heading = "事業名" + random.choice(["(", "（", " ", "　", "計 "]) * random.choice([10, 16_000])
    return (",".join([heading] * random.choice([3, 200])) + "\n").encode() * 5


_MAKERS: Final[Mapping[str, tuple[Callable[[Random], bytes], ...]]] = {
    "xlsx": XLSX,
    "xls": (
        far_numbers, lying_texts, long_labels, many_old_sheets, strange_records, damaged_compound,
    ),
    "ods": ODS,
    "csv": (wide, tall, unclosed, one_cell, noise, one_line_repeated),
}  # fmt: skip
