"""Tracks: which of several processes a sheet goes by; the first rule of a list that takes it.

A list has no gap, as the cycle's own process takes every other sheet, and no overlap, as the
first rule wins. What can be wrong with it is a rule that no sheet comes to.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Any, Final, NamedTuple

from workflow.process.branches import NAMED, Facts, When, cases
from workflow.process.definition import parsed
from workflow.process.toml_table import ProcessInvalid, Table
from workflow.process.transition_table import when

MOST_TRACKS: Final = 20
"""Rules that one list may have."""
MOST_KINDS: Final = 4_000
"""Kinds of sheets that a list may tell apart: each is looked at."""


@dataclass(frozen=True)
class Track:
    """One rule: sheets for which `when` holds go by the process of this name."""

    when: When
    process_name: str


@dataclass(frozen=True)
class Choice:
    """The process that a sheet goes by, and why: which rule (from 1), None where none took it."""

    process_name: str
    number: int | None = None
    when: When | None = None


def choose(tracks: Sequence[Track], otherwise: str, facts: Facts) -> Choice:
    """The process for a sheet of these facts: of the first track that takes it, or `otherwise`."""
    for number, track in enumerate(tracks, 1):
        if track.when.holds(facts):
            return Choice(track.process_name, number, track.when)
    return Choice(otherwise)


class Shared(NamedTuple):
    """Two rules (from 1) that both hold for some sheet, and lead to different processes.

    `decides` is the rule that takes this sheet: `one`, where it is the first for any of them.
    """

    one: int
    other: int
    example: Facts
    decides: int


@dataclass(frozen=True)
class Proof:
    """What is true of a list of rules over every kind of sheet that they tell apart."""

    never_chosen: tuple[int, ...] = ()
    """The rules (from 1) that no sheet comes to, because those before them take it."""
    shared: tuple[Shared, ...] = ()
    takes_every_sheet: bool = False
    """Whether nothing is left to the cycle's own process."""


def prove(tracks: Sequence[Track]) -> Proof:
    """Look at every kind of sheet. Raises TooManyCases where there are too many of them."""
    every = [(facts, _holding(tracks, facts)) for facts in _every_case(tracks)]
    chosen = {holding[0] for _, holding in every if holding}
    return Proof(
        tuple(number for number in range(1, len(tracks) + 1) if number not in chosen),
        tuple(_shared(tracks, every)),
        bool(every) and all(holding for _, holding in every),
    )


class TooManyCases(Exception):
    """The rules tell more kinds of sheets apart than are looked at one by one."""


Case = tuple[Facts, tuple[int, ...]]
"""A kind of sheet, and the rules (from 1) that hold for it."""


def _holding(tracks: Sequence[Track], facts: Facts) -> tuple[int, ...]:
    return tuple(number for number, one in enumerate(tracks, 1) if one.when.holds(facts))


def _shared(tracks: Sequence[Track], every: Sequence[Case]) -> list[Shared]:
    found: dict[tuple[int, int], Shared] = {}
    for facts, holding in every:
        for pair in combinations(holding, 2):
            one, other = pair
            if tracks[one - 1].process_name == tracks[other - 1].process_name:
                continue
            known = found.get(pair)
            if known is None or (known.decides != one and holding[0] == one):
                found[pair] = Shared(one, other, facts, holding[0])
    return [found[pair] for pair in sorted(found)]


def _every_case(tracks: Sequence[Track]) -> tuple[Facts, ...]:
    """One sheet of each kind: codes that the same rules name are of one kind."""
    asked = [track.when for track in tracks if not track.when.otherwise]
    alike = {name: _alike(asked, name) for name in NAMED}
    told_apart = (_one_of_each(when, alike) for when in asked)
    found = cases(told_apart, MOST_KINDS)
    if len(found) > MOST_KINDS:
        raise TooManyCases
    money = alike["funding"]
    return tuple(
        replace(facts, funding=frozenset(code for code in money if money[code] in facts.funding))
        for facts in found
    )


def _alike(asked: Sequence[When], name: str) -> dict[str, str]:
    """For each code that is named the first of those that all of `asked` treat alike."""
    codes = sorted({code for when in asked for code in getattr(when, name)})
    first: dict[tuple[bool, ...], str] = {}
    return {
        code: first.setdefault(tuple(code in getattr(when, name) for when in asked), code)
        for code in codes
    }


def _one_of_each(when: When, alike: Mapping[str, Mapping[str, str]]) -> When:
    """The same condition with the first code of each kind for all of them."""
    codes: dict[str, Any] = {
        name: tuple(dict.fromkeys(kinds[code] for code in getattr(when, name)))
        for name, kinds in alike.items()
    }
    return replace(when, **codes)


def plain(tracks: Iterable[Track]) -> list[dict[str, Any]]:
    """The rules as values of JSON; what a condition does not ask for is left out."""
    return [{"process": one.process_name, "when": _plain(one.when)} for one in tracks]


def read(stored: Iterable[Mapping[str, Any]]) -> tuple[Track, ...]:
    """Read back what `plain` gave."""
    return tuple(Track(_read(one["when"]), one["process"]) for one in stored)


def _plain(when: When) -> dict[str, Any]:
    values = {one.name: getattr(when, one.name) for one in fields(When)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in (None, (), False)
    }


def _read(stored: Mapping[str, Any]) -> When:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return When(**values)


# ------------------------------------------------------------------- as a table


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
    for name in NAMED:
        if codes := getattr(one, name):
            yield f"{name} = {json.dumps(codes)}"
