"""The rules by which the items of a cycle go, read from TOML and written as a person would."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from workflow.process.branch_table import when
from workflow.process.branches import CODES, When
from workflow.process.definition import parsed
from workflow.process.toml_table import ProcessInvalid, Table
from workflow.process.tracks import FUNDING, MOST_TRACKS, Track

TRACKS: Final = "tracks"


def read_tracks(text: str, origin: str = "") -> tuple[Track, ...]:
    """The rules of a file, in their order: `[[tracks]]` with `process` and `when`, as a branch.

    A file without any means that every sheet goes by the cycle's own process. Raises
    ProcessInvalid with every problem of form.
    """
    problems: list[str] = []
    root = Table(parsed(text, origin), "", problems)
    found = [_track(table) for table in root.tables(TRACKS)] if root.has(TRACKS) else []
    if len(found) > MOST_TRACKS:
        root.complain(TRACKS, f"must be at most {MOST_TRACKS}, not {len(found)}")
    root.close()
    if problems:
        raise ProcessInvalid(problems, origin)
    return tuple(found)


def _track(table: Table) -> Track:
    asked = when(table, "when")
    if asked is None:
        table.complain("when", "missing")
    elif asked.otherwise:
        # The cycle's own process is for every other sheet.
        table.complain("when", "must be a table, not 'otherwise'")
    name = table.name("process")
    table.close()
    return Track(asked or When(), name)


def tracks_toml(tracks: Iterable[Track]) -> str:
    """The rules as a file that `read_tracks` reads."""
    return "\n".join(map(_written, tracks))


def _written(one: Track) -> str:
    asked = ", ".join(_asked(one.when))
    return f'[[{TRACKS}]]\nprocess = "{one.process_name}"\nwhen = {{ {asked} }}\n'


def _asked(one: When) -> Iterator[str]:
    bounds = (("from", one.at_least), ("below", one.below))
    if band := ", ".join(f"{name} = {kyen}" for name, kyen in bounds if kyen is not None):
        yield f"amount_kyen = {{ {band} }}"
    for name in (*CODES, FUNDING):
        if codes := getattr(one, name):
            yield f"{name} = {json.dumps(codes)}"
