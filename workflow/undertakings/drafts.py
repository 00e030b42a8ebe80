"""The rows of 資料1-3 as they are typed: a title, a note, and the lines of four quarters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from workflow.values.checking import Checking
from workflow.values.cleaning import text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.text import TextUnclean, clean_line
from workflow.values.undertakings import Mark


@dataclass(frozen=True)
class Entry:
    """A step as it is typed: its sign, its words, the budget cycles that it is about."""

    mark: str
    text: str
    cycle_ids: tuple[str, ...] = ()


Quarters = tuple[tuple[Entry, ...], ...]
"""Four quarters, April to June first."""

MARKS: Final = {
    "○": Mark.HEADQUARTERS,
    "〇": Mark.HEADQUARTERS,
    "◯": Mark.HEADQUARTERS,
    "●": Mark.OTHER,
    "□": Mark.DOCUMENT,
    "■": Mark.DOCUMENT,
}
"""What may be typed for each mark; three circles look alike."""

LONGEST_TITLE: Final = 200
LONGEST_NOTE: Final = 400
LONGEST_ENTRY: Final = 100
MOST_ENTRIES: Final = 20

_CYCLES: Final = re.compile(r"[0-9a-z,、 -]*")


def read_quarter(text: str, field: str, cycles: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of one quarter, blank lines left out; `cycles` are the ids that exist.

    Raises InputRefused with every wrong line, naming `field`.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_ENTRIES:
        raise InputRefused([Problem(field, "too_many", {"limit": MOST_ENTRIES})])
    known = frozenset(cycles)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in lines:
        try:
            entries.append(_entry(line, number, field, known))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return tuple(entries)


def print_quarter(entries: Iterable[Entry]) -> str:
    """The lines that `read_quarter` reads these entries from."""
    return "\n".join(
        entry.mark + entry.text + (f" [{', '.join(entry.cycle_ids)}]" if entry.cycle_ids else "")
        for entry in entries
    )


def _apart(typed: str) -> tuple[str, str]:
    """What happens, and the cycles in square brackets behind it."""
    text, bracket, cycles = typed.removesuffix("]").rpartition("[")
    if bracket and typed.endswith("]") and _CYCLES.fullmatch(cycles):
        return text.rstrip(), cycles
    return typed, ""


def _entry(line: str, number: int, field: str, known: frozenset[str]) -> Entry:
    typed, cycles = _apart(line[1:].strip())
    if line[0] not in MARKS or not typed:
        raise InputRefused([Problem(field, "entry_without_mark", {"line": str(number)})])
    try:
        text = clean_line(typed, LONGEST_ENTRY)
    except TextUnclean as unclean:
        raise InputRefused([text_problem(field, unclean)]) from unclean
    ids = tuple(one for one in re.split("[,、 ]+", cycles) if one)
    if unknown := [one for one in ids if one not in known]:
        raise InputRefused([Problem(field, "entry_cycle_unknown", {"name": unknown[0]})])
    return Entry(MARKS[line[0]].value, text, ids)


@dataclass(frozen=True)
class RowDraft:
    """A row of 資料1-3 as typed; `is_part` puts it under the numbered row before it."""

    title: str
    note: str
    is_part: bool
    quarters: Quarters

    def settled(self) -> "RowDraft":
        """The draft with clean texts. Raises InputRefused."""
        check = Checking()
        title = check.line("title", self.title, LONGEST_TITLE, needed=True)
        note = check.block("note", self.note, LONGEST_NOTE)
        check.done()
        return replace(self, title=title, note=note)
