"""Places in the organisation: where somebody works or something belongs, and the words for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from workflow.values.text import folded


class Place(NamedTuple):
    """A department, and a section of it; None where it is no section of it, or none is chosen."""

    department_id: int
    section_id: int | None = None


# ------------------------------------------------ what offices write above a column


DEPARTMENT: Final = (
    "部局名", "部局", "部局名称", "部名", "部", "局名", "局", "部署名", "部署", "所属部局",
    "所属部局名", "所属部", "所属部名", "所属局",
)  # fmt: skip
SECTION: Final = (
    "課室名", "課室", "課名", "課", "課所名", "室課名", "所属課室", "所属課室名", "所属課",
    "所属課名", "所属室", "課室名称", "課名称", "課所",
)  # fmt: skip
PLACE: Final = (
    "所属", "所属名", "所属名称", "部課名", "部課", "部課室名", "部課室", "所属部課", "所属部課名",
    "所属部署", "所属部署名", "部署名", "部署",
)  # fmt: skip
"""Department and section in one cell."""


def headed_by(first: str, words: tuple[str, ...], before: str = "") -> tuple[str, ...]:
    """The words that may stand over a column, each after `before`; `first` is what is written."""
    return tuple(dict.fromkeys((first, *(before + word for word in words))))


# ------------------------------------------------------------------------ in a cell


Names = tuple[str, str]
"""What a department and a section of it are called."""
Called = Mapping[str, frozenset[Names]]
"""Sections by their names, and by their departments' names and theirs written together."""


def called(sections: Iterable[Names]) -> Called:
    """Sections by all that may be written for them."""
    found: defaultdict[str, set[Names]] = defaultdict(set)
    for department, section in sections:
        for words in (section, department + section):
            found[folded(words)].add((department, section))
    return {words: frozenset(means) for words, means in found.items()}


def only_one(words: str, sections: Called) -> Names | None:
    """The only section that is called so; None where there is none, or more than one."""
    fits = sections.get(folded(words), frozenset())
    return next(iter(fits)) if len(fits) == 1 else None
