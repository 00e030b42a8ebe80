"""How large a definition may be: reading and proving one stays a matter of seconds."""

from typing import Final

from workflow.process.shape import Process
from workflow.process.toml_table import Table

MOST_CHARACTERS: Final = 200_000
MOST_DOTS: Final = 100
"""On one line: what a key of many parts costs grows with the square of their number."""
MOST_STATES: Final = 100
MOST_TRANSITIONS: Final = 300
MOST_RULES: Final = 30
MOST_TIMES: Final = 99
MOST_DAYS: Final = 366
MOST_MOVES: Final = 100_000
"""Looked at in one exploration of a process."""


def require_readable(text: str) -> None:
    """Raise ValueError where reading `text` could take very long."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"longer than {MOST_CHARACTERS} characters")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise ValueError(f"more than {MOST_DOTS} dots (at line {number}, column 1)")


def require_small(process: Process, root: Table) -> None:
    """Complain of more states, transitions or rules than are proved."""
    counted = (
        ("states", len(process.states), MOST_STATES),
        ("transitions", len(process.transitions), MOST_TRANSITIONS),
        ("rules", len(process.rules), MOST_RULES),
    )
    for key, count, most in counted:
        if count > most:
            root.complain(key, f"must be at most {most}, not {count}")
