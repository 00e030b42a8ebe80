"""What one person can do to stop everybody: a table, to which the next attack is a line.

Each attack is one go of it, by somebody signed in or by a stranger, at a site of 3,000 items.
"""

import re
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Final, NamedTuple

from tests.support import hostile
from tests.support.attached import PDF
from tests.support.served import LOCAL
from tests.support.visitor import Answer, Visitor

MEGABYTE: Final = 1024 * 1024
HELD: Final = 15.0
"""Seconds for which slow connections are kept open."""
HEADINGS: Final = "部局名\t課室名\t事業（事業内訳）名\t事業費\t財源\t概要"
TYPED: Final = (
    "あいうえお" * 40,
    "あいうえ かきくけ さしすせ たちつて " * 10,
    "基幹情報システム標準化対応",
)


class Besieged(NamedTuple):
    """A site as attackers find it: its port, and people who are signed in already."""

    port: int
    officer: Visitor
    reviewer: Visitor
    draft: int
    """An item that the officer may write on."""


class Attack(NamedTuple):
    """A name, its number, one go of it, and which answers are right."""

    name: str
    line: str
    go: Callable[[Besieged], Answer]
    right: frozenset[int]


def _brought(content: Callable[[], bytes], name: str) -> Callable[[Besieged], Answer]:
    """A workbook is brought by an officer."""
    return lambda site: site.officer.send("/exchange/", {}, file=(name, content()))


def _pasted(cells: str) -> Callable[[Besieged], Answer]:
    """Cells are pasted by an officer, and the preview that it leads to is looked at."""

    def go(site: Besieged) -> Answer:
        answer = site.officer.send("/exchange/paste", {"cells": cells}, "/exchange/")
        return site.officer.get(answer.location) if answer.status == 302 else answer

    return go


def _attached(content: Callable[[], bytes], name: str) -> Callable[[Besieged], Answer]:
    """A file is attached to a draft."""

    def go(site: Besieged) -> Answer:
        return site.officer.send(f"/items/{site.draft}/files", {}, files=(name, content()))

    return go


def _asked(*paths: str) -> Callable[[Besieged], Answer]:
    """Pages are asked for by a reviewer; the last answer."""
    return lambda site: [site.reviewer.get(path) for path in paths][-1]


def _searched(site: Besieged) -> Answer:
    return [site.reviewer.get(f"/search/?words={_quoted(words)}") for words in TYPED][-1]


def _quoted(words: str) -> str:
    return "".join(f"%{byte:02x}" for byte in words.encode())


def _papers(path: str, who: str = "reviewer") -> Callable[[Besieged], Answer]:
    """A long list is asked for as a file, waited for and fetched."""

    def go(site: Besieged) -> Answer:
        visitor: Visitor = getattr(site, who)
        answer = visitor.get(path)
        if answer.status != 302:
            return answer
        asked = visitor.send(answer.location, {})
        latest = time.monotonic() + 300
        while asked.status == 302 and time.monotonic() < latest:
            page = visitor.get(asked.location)
            if ready := re.search(r'href="(/papers/\d+/file)"', page.text):
                return visitor.get(ready[1])
            time.sleep(1)
        return asked

    return go


def _slow_connections(site: Besieged) -> Answer:
    """99 strangers send half a request each, a byte a second from there on."""
    with ExitStack() as held:
        lines = [_line(held, site.port) for _ in range(99)]
        latest = time.monotonic() + HELD
        while time.monotonic() < latest:
            for line in lines:
                with suppress(OSError):
                    line.sendall(b"x")
            time.sleep(1)
        return Visitor(site.port).get("/auth/sign-in")


def _line(held: ExitStack, port: int) -> socket.socket:
    line = held.enter_context(socket.create_connection((LOCAL, port), 30))
    line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    return line


def _anonymous_body(head: bytes, piece: bytes) -> Callable[[Besieged], Answer]:
    """200 MB from a stranger; the answer, or 0 where the line is cut before they are through."""

    def go(site: Besieged) -> Answer:
        with socket.create_connection((LOCAL, site.port), 30) as line:
            line.sendall(b"POST /auth/sign-in HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\n")
            sent = 0
            with suppress(OSError):
                while sent < 200 * MEGABYTE:
                    line.sendall(piece)
                    sent += len(piece)
            if sent >= 200 * MEGABYTE:
                return Answer(200, "all of it was taken")
            with suppress(OSError):
                return Answer(int(line.recv(64).split()[1]), "")
        return Answer(0, "")

    return go


def _refused_files(site: Besieged) -> Answer:
    """Ninety files of no kind that is taken, in requests of their own: a tenth of 900."""
    content = b"\0" * (MEGABYTE // 4)
    answers = [
        site.officer.send(f"/items/{site.draft}/files", {}, files=(f"{number}.exe", content))
        for number in range(90)
    ]
    return answers[-1]


def _rows(rows: int, cells: str) -> str:
    return "\n".join([HEADINGS, *[cells] * rows])


WRONG: Final = "\tな\t" + "誤" * 100 + "\tx\ty\tz"
REFUSED: Final = frozenset({400, 413, 415, 422, 429})
SHOWN: Final = frozenset({200, 302})
ANY: Final = REFUSED | SHOWN

ATTACKS: Final = (
    Attack(
        "xls: a cell in the last corner", "A1", _brought(hostile.old_cell_far_away, "a.xls"), ANY
    ),
    Attack(
        "xlsx: one string in 10,000 cells",
        "A1",
        _brought(hostile.one_string_in_many_cells, "a.xlsx"),
        ANY,
    ),
    Attack("xlsx: cells in row 2,000,000", "A1", _brought(hostile.cells_far_down, "a.xlsx"), ANY),
    Attack("xlsx: sixty sheets", "A1", _brought(hostile.sixty_sheets, "a.xlsx"), ANY),
    Attack("xlsx: XFE16777217", "A1", _brought(hostile.cell_out_of_the_world, "a.xlsx"), ANY),
    Attack(
        "docx: links that explode", "A2", _attached(hostile.relations_that_explode, "a.docx"), ANY
    ),
    Attack(
        "a funding of 1,300 blanks",
        "A2",
        _pasted(_rows(20, f"建設部\t道路課\t事業\t100\ta{' ' * 1300}b\t概要")),
        ANY,
    ),
    Attack("a heading of 16,000 brackets", "A2", _pasted("(" * 16_000 + "\n1"), ANY),
    Attack("200 characters looked for", "A3", _searched, ANY | {503}),
    Attack("the list as Excel", "A3", _papers("/headquarters/list.xlsx?cycle=2021-09"), ANY),
    Attack("the list as PDF", "A3", _papers("/headquarters/list.pdf?cycle=2021-09"), ANY),
    Attack(
        "the items to edit as Excel",
        "A3",
        _papers("/exchange/template.xlsx?cycle=2021-09&items=yes", "officer"),
        ANY,
    ),
    Attack("the list as csv", "A3", _asked("/headquarters/list.csv?cycle=2021-09"), ANY),
    Attack("the headquarters' page", "A3", _asked("/headquarters/?cycle=2021-09"), ANY),
    Attack("a preview of 1,000 wrong rows", "A3", _pasted(_rows(1000, WRONG)), ANY),
    Attack("99 slow connections", "A4", _slow_connections, SHOWN),
    Attack(
        "200 MB of a stranger",
        "A4",
        _anonymous_body(b"Content-Length: 209715200", b"x" * MEGABYTE),
        frozenset({0, 413}),
    ),
    Attack(
        "200 MB of a stranger in pieces",
        "A4",
        _anonymous_body(b"Transfer-Encoding: chunked", b"100000\r\n" + b"x" * MEGABYTE + b"\r\n"),
        frozenset({0, 413}),
    ),
    Attack(
        "3 MB to a form, signed out",
        "A4",
        lambda site: Visitor(site.port).send("/cycle", {"back": "x" * 3 * MEGABYTE}),
        frozenset({0, 413}),
    ),
    Attack("90 files that are refused", "A4", _refused_files, ANY),
    Attack(
        "20 MB attached", "A4", _attached(lambda: PDF + b"\0" * 19 * MEGABYTE, "large.pdf"), ANY
    ),
)
"""Every attack that is known; whoever finds another adds a line."""
