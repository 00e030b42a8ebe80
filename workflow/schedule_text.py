"""The entries of a quarter of 資料1-3 as a person types them: a line each, its mark first.

    ○本部会議開催
    ●9月補正評価 [2021-09]

The cycles that an entry is about may follow it in brackets.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from workflow.errors import InputRefused, Problem
from workflow.text import TextUnclean, clean_line

Entry = dict[str, Any]
"""`mark`, `text` and `cycle_ids`, as `ScheduleRow.quarters` keeps them."""

Quarters = tuple[tuple[Entry, ...], ...]
"""Four quarters, April to June first."""

MARKS: Final = {"○": "○", "〇": "○", "◯": "○", "●": "●", "□": "□", "■": "□"}
"""What may be typed for each mark; three circles look alike."""

LONGEST_ENTRY: Final = 100
MOST_ENTRIES: Final = 20

_LINE: Final = re.compile(
    r"(?P<mark>[○〇◯●□■])\s*(?P<text>.*?)(?:\s*\[(?P<cycles>[0-9a-z,、 -]*)\])?"
)


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
        entry["mark"]
        + entry["text"]
        + (f" [{', '.join(entry['cycle_ids'])}]" if entry.get("cycle_ids") else "")
        for entry in entries
    )


def _entry(line: str, number: int, field: str, known: frozenset[str]) -> Entry:
    found = _LINE.fullmatch(line)
    if found is None or not found["text"]:
        raise InputRefused([Problem(field, "entry_without_mark", {"line": str(number)})])
    try:
        text = clean_line(found["text"], LONGEST_ENTRY)
    except TextUnclean as unclean:
        raise InputRefused([Problem(field, f"text_{unclean.reason}", unclean.facts)]) from unclean
    ids = [one for one in re.split("[,、 ]+", found["cycles"] or "") if one]
    if unknown := [one for one in ids if one not in known]:
        raise InputRefused([Problem(field, "entry_cycle_unknown", {"name": unknown[0]})])
    return {"mark": MARKS[found["mark"]], "text": text, "cycle_ids": ids}
