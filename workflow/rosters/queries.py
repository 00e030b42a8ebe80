"""A list of people that was brought in, as pages and the shell show it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from workflow.files.headed import CellProblem
from workflow.people.policy import require_administrator
from workflow.rosters.commands import RosterNotReady, own, planned
from workflow.rosters.reading import places
from workflow.rosters.views import PersonChange, changes_of, seen_of
from workflow.work import Work

MOST_SHOWN: Final = 300
"""Changes and problems of a page: a longer list is counted, and shown by its beginning."""


@dataclass(frozen=True, kw_only=True)
class RosterPreview:
    """What a list would change; counts are of people and roles. `seen` goes with the order."""

    problems: tuple[CellProblem, ...] = ()
    problem_count: int = 0
    changes: tuple[PersonChange, ...] = ()
    added: int
    changed: int
    given: int = 0
    ended: int = 0
    seen: str = ""
    has_roles: bool = True
    has_logins: bool = True


@dataclass(frozen=True, kw_only=True)
class RosterView(RosterPreview):
    """A list that is kept. Once it is carried out nothing but its counts is left."""

    id: int
    name: str
    staged_at: datetime
    committed_at: datetime | None = None

    @property
    def not_ready(self) -> RosterNotReady | None:
        """Why it cannot be carried out."""
        if self.committed_at:
            return RosterNotReady(reason="committed")
        if self.problem_count:
            return RosterNotReady(reason="problems")
        return None if self.changes else RosterNotReady(reason="nothing")


def view(work: Work, roster_id: int, usual: str = "") -> RosterView:
    """An administrator's own list; `usual` is the role it gives where it has no column for them.

    Raises WrongRole, NotFound, FileRefused.
    """
    staged = own(work, roster_id)
    about: dict[str, Any] = {
        "id": staged.id,
        "name": staged.name,
        "staged_at": staged.staged_at,
        "committed_at": staged.committed_at,
    }
    if staged.committed_at is not None:
        added, changed = staged.added_count or 0, staged.changed_count or 0
        return RosterView(**about, added=added, changed=changed)
    looked = preview(work, staged.content or b"", usual)
    return RosterView(**about, **{one.name: getattr(looked, one.name) for one in fields(looked)})


def preview(work: Work, cells: bytes, usual: str = "") -> RosterPreview:
    """What the list with these cells would change as everything stands. Raises WrongRole."""
    require_administrator(work.actor)
    found = planned(work, cells, usual)
    changes = changes_of(found, places(work))
    roles = [one for person in changes for one in person.roles]
    return RosterPreview(
        problems=tuple(found.problems[:MOST_SHOWN]),
        problem_count=len(found.problems),
        changes=changes[:MOST_SHOWN],
        added=sum(one.is_new for one in changes),
        changed=sum(not one.is_new for one in changes),
        given=sum(one.before is None for one in roles),
        ended=sum(one.before is not None for one in roles),
        seen=seen_of(changes),
        has_roles=found.has_roles,
        has_logins=found.has_logins,
    )
