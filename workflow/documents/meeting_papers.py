"""The order of the day of a meeting, its minutes, and what is laid on its bound papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from workflow.documents.typesetting import breakable, typeset

TEMPLATE: Final = "meeting.typ"
STAMPS: Final = "meeting_stamps.typ"


@dataclass(frozen=True)
class Section:
    """A part of the paper under its heading: a numbered list, a text, or a table.

    A table has headings, widths in mm (0 takes what is left) and rows of as many cells.
    """

    heading: str
    lines: tuple[str, ...] = ()
    text: str = ""
    headings: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def printed(self) -> dict[str, Any]:
        """What the template reads."""
        kind = "table" if self.headings else "text" if self.text else "list"
        return {
            "heading": self.heading,
            "kind": kind,
            "lines": list(map(breakable, self.lines)),
            "text": breakable(self.text),
            "headings": self.headings,
            "widths": self.widths,
            "rows": [list(map(breakable, row)) for row in self.rows],
        }


@dataclass(frozen=True)
class Stamp:
    """What is laid on a page of so many points: its number, and the paper it is of, or ""."""

    width: float
    height: float
    number: str
    paper: str


def meeting_paper(
    title: str, facts: Sequence[tuple[str, str]], sections: Sequence[Section]
) -> bytes:
    """A PDF, A4: facts by name (日時, 場所), then sections; empty ones are left out."""
    filled = [one.printed for one in sections if one.lines or one.text or one.rows]
    given = [(name, breakable(words)) for name, words in facts if words]
    return typeset(TEMPLATE, {"title": title, "facts": given, "sections": filled})


def stamps(pages: Sequence[Stamp]) -> bytes:
    """A PDF of as many pages of the same sizes, with nothing on them but the stamps."""
    return typeset(STAMPS, {"pages": [vars(one) for one in pages]})
