"""What an office adds to itself, in an order of its own: added, changed, moved, switched off.

Each part is a subject of the record of changes; none is ever deleted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from workflow import ledger
from workflow.models import OfficeProfile
from workflow.office.commands import lock, office_in, put
from workflow.values.actor import require_administrator
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import NotFound
from workflow.values.office import Office
from workflow.work import Work


class Part(Protocol):
    """One of them, by the name that it keeps: a dataclass that says whether it is `active`."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """What others call it."""

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""


P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Parts(Generic[P]):
    """All parts of one kind: the field of `Office` that holds them, and how they are recorded."""

    field: str
    subject: Subject
    what: str
    recorded: Callable[[Mapping[str, Any], int], dict[str, Any]]

    def of(self, office: Office) -> tuple[P, ...]:
        """The parts that the office has, in order."""
        found: tuple[P, ...] = getattr(office, self.field)
        return found

    def named(self, parts: Sequence[P], name: str) -> P:
        """The part of this name. Raises NotFound."""
        found = next((one for one in parts if one.name == name), None)
        if found is None:
            raise NotFound(what=self.what, name=name)
        return found

    def others(self, row: OfficeProfile, part: P) -> list[P]:
        """All but this one."""
        return [one for one in self.of(office_in(row)) if one.name != part.name]

    def place(self, work: Work, name: str, before: str, seen: int) -> None:
        """Put a part before another one, or ("") at the end. Raises WrongRole, OfficeChanged,
        NotFound."""
        require_administrator(work.actor)
        row = lock(work)
        moved = self._placed(self.of(office_in(row)), name, before)
        self.keep(work, row, moved, ChangeAction.CHANGE, seen)

    def switch(
        self,
        work: Work,
        name: str,
        seen: int,
        cleaned: Callable[[P, Sequence[P]], P],
        *,
        active: bool,
    ) -> None:
        """Switch a part off, or on again where `cleaned` still takes it beside the others.

        Raises WrongRole, OfficeChanged, NotFound, InputRefused.
        """
        require_administrator(work.actor)
        row = lock(work)
        before = self.named(self.of(office_in(row)), name)
        after = replace(before, active=active)
        if active:
            cleaned(after, self.others(row, before))
        action = ChangeAction.SWITCH_ON if active else ChangeAction.SWITCH_OFF
        self.put(work, row, after, action, seen)

    def put(
        self, work: Work, row: OfficeProfile, after: P, action: ChangeAction, seen: int
    ) -> None:
        """Keep and record a part in place of the one that has its name. Raises OfficeChanged."""
        there = self.of(office_in(row))
        now = [after if one.name == after.name else one for one in there]
        self.keep(work, row, now, action, seen)

    def _placed(self, parts: Sequence[P], name: str, before: str) -> list[P]:
        """The parts with one put before another, or ("") at the end. Raises NotFound."""
        moved = self.named(parts, name)
        rest = [one for one in parts if one is not moved]
        at = rest.index(self.named(rest, before)) if before else len(rest)
        return [*rest[:at], moved, *rest[at:]]

    def keep(
        self, work: Work, row: OfficeProfile, parts: Sequence[P], action: ChangeAction, seen: int
    ) -> None:
        """Keep and record them; `seen` is the version the person saw. Raises OfficeChanged."""
        before = office_in(row)
        said: dict[str, Any] = {self.field: tuple(parts)}
        put(work, row, replace(before, **said), seen)
        was = {one.name: self._recorded(one, at) for at, one in enumerate(self.of(before), 1)}
        changes = (
            ledger.Change(
                self.subject, one.name, action, was.get(one.name), self._recorded(one, at)
            )
            for at, one in enumerate(parts, 1)
        )
        ledger.record(work, *changes)

    def _recorded(self, part: P, at: int) -> dict[str, Any]:
        return self.recorded(part.to_json(), at)
