"""A change on both sides merged, cell by cell, against what both began with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final


class _Unknown:
    """Stands for a base that nobody knows any more; equal to nothing but itself."""


UNKNOWN: Final = _Unknown()


@dataclass(frozen=True)
class Conflict:
    """One cell that both sides changed, differently; `choice` is `ours` or `theirs`, or open."""

    base: Any
    ours: Any
    theirs: Any
    choice: str = ""

    @property
    def value(self) -> Any:
        """What the cell is: ours until theirs is chosen."""
        return self.theirs if self.choice == "theirs" else self.ours


@dataclass(frozen=True)
class Merge:
    """The merged cells, with ours in place of every conflict until a person chooses."""

    values: Mapping[str, Any]
    conflicts: Mapping[str, Conflict]

    def settled(self, choices: Mapping[str, str]) -> "Merge":
        """The merge with `ours` or `theirs` chosen for conflicts; a choice may be changed."""
        conflicts = {
            name: replace(one, choice=choices[name])
            if choices.get(name) in ("ours", "theirs")
            else one
            for name, one in self.conflicts.items()
        }
        chosen = {name: one.value for name, one in conflicts.items()}
        return Merge({**self.values, **chosen}, conflicts)


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
