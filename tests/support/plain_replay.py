"""A plain replay of what is done to people and their departments while days pass.

Nothing of the program is used in it: what it says is what the program must say.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tests.support.people import OWN

DAY: Final = timedelta(days=1)


@dataclass
class World:
    """What happened beside people: which department took over which, and what the item is."""

    before: dict[str, set[str]] = field(default_factory=dict)
    """By a department all those that it took over from."""
    department: str = OWN
    """The item's."""
    state: str = "draft"
    doers: dict[str, set[int]] = field(default_factory=dict)

    def takes_over(self, old: str, new: str) -> None:
        """One department ends, another does what it did, for all that it ever took over."""
        took = {old} | self.before.get(old, set())
        self.before.setdefault(new, set()).update(took)
        if self.department == old:
            self.department = new

    def reached(self, place: str | None) -> set:
        """The departments for which somebody may act who holds a role for one."""
        return {place} | self.before.get(place, set()) if place else {None}


@dataclass
class Replay:
    """What happened to one person, in the plainest words."""

    world: World
    off: bool = False
    given: list[list] = field(default_factory=list)
    """Role, department, first day, last day."""
    lent: list[list] = field(default_factory=list)

    def moves(self, day: date, left: tuple, new: tuple) -> None:
        """What is left ends the day before; the new role begins, without an end."""
        for one in self.given:
            role, department, _first, last = one
            if (role, department) == left and (last is None or last >= day):
                one[3] = day - DAY
        self.given.append([*new, day, None])

    def follows(self, day: date, old: str, new: str) -> None:
        """What is held or lent for a department that ends goes on for who takes over."""
        for one in list(self.given):
            role, department, first, last = one
            if department != old or (last is not None and last < day):
                continue
            one[3] = day - DAY
            first = max(first, day)
            if not any(
                (a, b) == (role, new)
                and c <= first
                and (d is None or (last is not None and d >= last))
                for a, b, c, d in self.given
            ):
                self.given.append([role, new, first, last])
        for one in list(self.lent):
            role, department, first, last = one
            if department == old and last >= day:
                one[3] = day - DAY
                self.lent.append([role, new, max(first, day), last])

    def by_name(self, day: date) -> set:
        """The roles of a day, for the very departments for which they were given."""
        return {
            (role, place)
            for role, place, first, last in self.given
            if first <= day and (last is None or day <= last)
        }

    def holds(self, day: date) -> set:
        """The same, for those too that these departments took over from."""
        return {
            (role, one) for role, place in self.by_name(day) for one in self.world.reached(place)
        }

    def lends(self, day: date) -> set:
        """What the other one may do for them."""
        if self.off:
            return set()
        return {
            (role, one)
            for role, place, first, last in self.lent
            if first <= day <= last and (role, place) in self.by_name(day)
            for one in self.world.reached(place)
        }
