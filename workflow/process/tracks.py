"""Tracks: which of several processes a sheet goes by; the first rule of a list that takes it.

A list has no gap, as the cycle's own process takes every other sheet, and no overlap, as the
first rule wins. What can be wrong with it is a rule that no sheet comes to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any, Final

from workflow.process.branches import MOST_CASES, Facts, When, cases

MOST_TRACKS: Final = 20
"""Rules that one list may have."""


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


def never_chosen(tracks: Sequence[Track]) -> tuple[int, ...]:
    """The rules (from 1) that no sheet comes to, because those before them take it.

    Raises TooManyCases where there are too many kinds of sheets to look at each.
    """
    found = {choose(tracks, "", facts).number for facts in _every_case(tracks)}
    return tuple(number for number in range(1, len(tracks) + 1) if number not in found)


def shared(tracks: Sequence[Track]) -> Iterator[tuple[int, int, Facts]]:
    """Pairs of rules (from 1) that both hold for some sheet, and lead to different processes.

    Each with such a sheet, which the first of them takes. Raises TooManyCases.
    """
    every = _every_case(tracks)
    for one, other in combinations(range(len(tracks)), 2):
        first, second = tracks[one], tracks[other]
        both = (facts for facts in every if first.when.holds(facts) and second.when.holds(facts))
        example = next(both, None)
        if example is not None and first.process_name != second.process_name:
            yield one + 1, other + 1, example


class TooManyCases(Exception):
    """The rules tell more kinds of sheets apart than are looked at one by one."""


def _every_case(tracks: Sequence[Track]) -> tuple[Facts, ...]:
    found = cases(track.when for track in tracks)
    if len(found) > MOST_CASES:
        raise TooManyCases
    return found


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
