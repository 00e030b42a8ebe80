"""Systems of the inventory that are like another one, and kinds that several departments have."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from rapidfuzz import fuzz

from workflow import systems
from workflow.models import System
from workflow.search.candidates import sharing_most, sought, telling_pairs
from workflow.search.similarity import (
    ALIKE_IN_SPELLING,
    LEAST,
    Corpus,
    Name,
    Project,
    shared_words,
    tell_apart,
)
from workflow.systems import SystemFilter, SystemRow
from workflow.values.systems import ReviewState
from workflow.work import Work

SHOWN: Final = 5
WORDS_SAID: Final = 4
KINDS: Final = re.compile("申請|届出|受付|台帳|統計|情報提供|地図情報|監視|予約|サイト|サービス")
"""Words of names that say how a system works, not what it is about."""
COMMON: Final = 40
"""Names with the same pair of characters beyond which it says nothing about the kind."""


@dataclass(frozen=True)
class SimilarSystem:
    """A system that is like the one on the page, and the words of both."""

    row: SystemRow
    words: tuple[str, ...]


@dataclass(frozen=True)
class SystemKind:
    """Systems of the same kind, of at least two departments, in 建制順."""

    rows: tuple[SystemRow, ...]

    @property
    def departments(self) -> int:
        """How many departments have one."""
        return len({row.department_id for row in self.rows})

    @property
    def kyen(self) -> int:
        """What they cost together in the present fiscal year, in 千円."""
        return sum(row.cost_kyen or 0 for row in self.rows)


def similar_systems(work: Work, system_id: int) -> tuple[SimilarSystem, ...]:
    """At most five systems like this one, the most alike first, of those the reader may see.

    Raises NotFound where the system itself is not visible to the reader.
    """
    this = systems.one(work, system_id).row
    project = Project.of(this.name, this.purpose)
    pairs = telling_pairs(project.name)
    if not pairs:
        return ()
    conditions = (
        systems.visible_systems(work.actor),
        System.state != ReviewState.RETIRED,
        System.id != system_id,
    )
    best = sharing_most(System.id, System.search_text, len(pairs), *conditions)
    others = systems.rows_of(work, work.session.scalars(best, sought(pairs)).all())
    return tuple(_alike(this, project, others))[:SHOWN]


def _alike(
    this: SystemRow, project: Project, others: Sequence[SystemRow]
) -> Iterator[SimilarSystem]:
    known = {row.id: Project.of(row.name, row.purpose) for row in others}
    corpus = Corpus([project, *known.values()])
    scores = {row.id: corpus.similarity(project, known[row.id]) for row in others}
    for row in sorted(others, key=lambda row: (-scores[row.id], row.id)):
        words = shared_words(this.name, row.name)
        if scores[row.id] >= LEAST and tell_apart(words):
            yield SimilarSystem(row, words[:WORDS_SAID])


def kinds(work: Work) -> tuple[SystemKind, ...]:
    """Systems of the same kind in several departments: those of most departments first.

    They are told by their names without the words that say nothing; what is joined by others
    between them is of one kind.
    """
    rows = systems.every(work, SystemFilter())
    names = {row.id: Name(KINDS.sub("", row.name) or row.name) for row in rows}
    group = _joined(names)
    found: defaultdict[int, list[SystemRow]] = defaultdict(list)
    for row in rows:
        found[group[row.id]].append(row)
    several = (SystemKind(tuple(of_it)) for of_it in found.values() if len(of_it) > 1)
    shown = [kind for kind in several if kind.departments > 1]
    return tuple(sorted(shown, key=lambda kind: (-kind.departments, -kind.kyen, kind.rows[0].id)))


def _joined(names: dict[int, Name]) -> dict[int, int]:
    """For each name the first of those that it is joined with."""
    first = {one: one for one in names}

    def root(one: int) -> int:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for one, other in _near(names):
        here, there = root(one), root(other)
        if here != there and _same_kind(names[one], names[other]):
            first[max(here, there)] = min(here, there)
    return {one: root(one) for one in names}


def _near(names: dict[int, Name]) -> Iterator[tuple[int, int]]:
    """The pairs of names that share a telling pair of characters which not many have."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for one, name in names.items():
        for pair in _pairs_of(name.core):
            having[pair].append(one)
    for together in having.values():
        if len(together) <= COMMON:
            yield from combinations(together, 2)


def _pairs_of(text: str) -> Iterable[str]:
    return {one + other for one, other in pairwise(text)}


def _same_kind(one: Name, other: Name) -> bool:
    return fuzz.ratio(one.core, other.core) >= ALIKE_IN_SPELLING
