"""Whether an item goes by the process by which it moved, and is shown to those who may see it.

Both follow from the moves alone: they are made again by the definitions they were made by.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.ledger.entries import TRACK, Fault, Link
from workflow.ledger.folders import Folder
from workflow.models import ProcessVersion
from workflow.process.definition import load
from workflow.process.effect import Effect
from workflow.process.shape import Process
from workflow.values.errors import Refusal
from workflow.values.vocabulary import BESIDE_PROCESSES, MIGRATED, Action

Way = tuple[str, str, str]
"""An action, and the states from which and to which it goes."""


class Moves(NamedTuple):
    """What a version of a process says of moves."""

    ways: frozenset[Way]
    freezing: frozenset[Way]
    """Those that submit anew."""
    outside: frozenset[str]
    """The states in which it is somebody's turn outside the department that asks."""


NO_MOVES: Final = Moves(frozenset(), frozenset(), frozenset())


class Processes:
    """The versions of processes that the database has, each read once."""

    def __init__(self, session: Session) -> None:
        """Nothing is read yet."""
        self._session = session
        self._known: dict[tuple[Any, Any], Moves | None] = {}

    def of(self, name: Any, version: Any) -> Moves | None:
        """What a version says; None where it cannot be read any more, which the record names.

        One that there is not has no moves.
        """
        if (name, version) not in self._known:
            self._known[name, version] = self._read(name, version)
        return self._known[name, version]

    def _read(self, name: Any, version: Any) -> Moves | None:
        source = self._session.scalar(
            select(ProcessVersion.source).where(
                ProcessVersion.name == name, ProcessVersion.version == version
            )
        )
        try:
            return NO_MOVES if source is None else moves_of(load(source))
        except Refusal:
            return None


def moves_of(process: Process) -> Moves:
    """What a process says of moves."""
    ways, freezing = set(), set()
    for one in process.transitions:
        to_each = {
            (one.action, source, source if one.stays else one.target) for source in one.sources
        }
        ways |= to_each
        if one.effect is Effect.FREEZE:
            freezing |= to_each
    outside = {state for state in process.states if not process.is_within_department(state)}
    return Moves(frozenset(ways), frozenset(freezing), frozenset(outside))


def misplaced(folder: Folder, processes: Processes) -> Iterator[tuple[int, Fault]]:
    """Where an item goes by another process than it moved by, or is shown to others."""
    item, links = folder.item, folder.links
    if item is None or not links:
        return
    versions = _versions(links, item.process_name, item.process_version)
    if versions is None:
        yield len(links), Fault.ITEM
        return
    released, by, moves = False, None, None
    for link, version in zip(links[len(links) - len(versions) :], reversed(versions), strict=True):
        if version != by:
            by, moves = version, processes.of(item.process_name, version)
        if moves is None:
            return
        after = _released_after(link.body, moves, released)
        if after is None:
            yield link.body["sequence"], Fault.PROCESS
            return
        released = after
    if bool(item.released) != released:
        yield len(links), Fault.RELEASED


def _released_after(body: Mapping[str, Any], moves: Moves, before: bool) -> bool | None:
    """Whether what was submitted has left its department; None where there is no such move."""
    action, state = body["action"], body["to"]
    if action in BESIDE_PROCESSES:
        return before or (action == MIGRATED and state in moves.outside)
    way = action, body["from"], state
    if way not in moves.ways:
        return None
    return state in moves.outside or (before and way not in moves.freezing)


def _versions(links: Sequence[Link], name: Any, version: Any) -> list[Any] | None:
    """The version by which each entry since the first submission was made, the last first.

    None where an entry names another process than the one that the item went by then. What
    moved before may have gone by the process of another cycle.
    """
    found = []
    for link in reversed(links):
        body = link.body
        if not body["round"]:
            break
        found.append(version)
        if body["action"] in _NAMING:
            if _named(body) not in (None, (name, version)):
                return None
            if body["action"] == MIGRATED:
                told = body["particulars"]
                version = told.get("from_version") if isinstance(told, dict) else None
                if not isinstance(version, int):
                    return None  # no entry of ours
    return found


_NAMING: Final = frozenset({MIGRATED, str(Action.SUBMIT)})
"""The entries that may name a process."""


def _named(body: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """The process and version that an entry says the item goes by from then on."""
    told = body["particulars"]
    if not isinstance(told, dict):
        return None
    if body["action"] == MIGRATED:
        return told.get("process"), told.get("to_version")
    track = told.get(TRACK)
    return (track.get("process"), track.get("version")) if isinstance(track, dict) else None
