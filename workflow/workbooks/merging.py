"""Three-way merging of cells: what was exported, what is there now, what the file says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


class _Unknown:
    """Stands for a base that nobody knows any more; equal to nothing but itself."""


UNKNOWN: Final = _Unknown()


@dataclass(frozen=True)
class Conflict:
    """One cell that both sides changed, differently."""

    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """The merged cells, with ours in place of every conflict until a person chooses."""

    values: Mapping[str, Any]
    conflicts: Mapping[str, Conflict]

    def resolved(self, choices: Mapping[str, str]) -> "Merge":
        """The merge with the conflicts settled for which `ours` or `theirs` was chosen."""
        settled = {
            name: conflict.theirs if choices[name] == "theirs" else conflict.ours
            for name, conflict in self.conflicts.items()
            if choices.get(name) in ("ours", "theirs")
        }
        rest = {name: one for name, one in self.conflicts.items() if name not in settled}
        return Merge({**self.values, **settled}, rest)


def merge(
    base: Mapping[str, Any] | None, ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Merge:
    """Merge `theirs` (the file) into `ours` (now), cell by cell against `base` (exported).

    A cell that only one side changed takes that side's value; one that both changed to
    the same stays so; one that both changed differently is a conflict. Cells that a side
    does not have are as they are on the other. Without a `base`, or where it lacks the
    cell, every difference is a conflict: nothing is known to be unchanged.
    """
    values: dict[str, Any] = {}
    conflicts: dict[str, Conflict] = {}
    for name in dict.fromkeys((*ours, *theirs)):
        if name not in theirs or name not in ours:
            values[name] = ours[name] if name in ours else theirs[name]
            continue
        mine, other = ours[name], theirs[name]
        before = UNKNOWN if base is None else base.get(name, UNKNOWN)
        values[name] = other if before == mine else mine
        if before not in (mine, other) and mine != other:
            conflicts[name] = Conflict(None if before is UNKNOWN else before, mine, other)
    return Merge(values, conflicts)
