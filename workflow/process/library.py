"""The published processes: kept in the database with version and hash, proved before."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    DateTime,
    Integer,
    String,
    bindparam,
    column,
    exists,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.orm import Session

from workflow.process import load_publishable, load_sound, tracks
from workflow.process.shape import Process
from workflow.values.errors import NotFound, Refusal

_VERSIONS = table(
    "process_versions",
    column("name", String),
    column("version", Integer),
    column("source", String),
    column("source_hash", String),
    column("published_at", DateTime(timezone=True)),
)
"""The rows of `models.ProcessVersion`: the process knows no model."""


class VersionTaken(Refusal):
    """This name and version are published already, with another text."""

    key = "process_version_taken"


_WITHDRAWALS = table(
    "process_withdrawals",
    column("name", String),
    column("version", Integer),
    column("withdrawn_at", DateTime(timezone=True)),
)
_ITEMS = table("items", column("process_name", String), column("process_version", Integer))
_CYCLES = table("cycles", column("process_name", String), column("tracks", String))

_IN_FORCE = ~exists().where(
    _WITHDRAWALS.c.name == _VERSIONS.c.name, _WITHDRAWALS.c.version == _VERSIONS.c.version
)
"""That a version was not withdrawn."""


PUBLISHED: Final = (
    select(_VERSIONS.c.name, _VERSIONS.c.version)
    .where(_IN_FORCE)
    .order_by(_VERSIONS.c.name, _VERSIONS.c.version)
)
"""Every published version that was not withdrawn."""
PAST: Final = (
    select(_VERSIONS.c.name, _VERSIONS.c.version)
    .where(_VERSIONS.c.name == bindparam("process"), _VERSIONS.c.version != bindparam("this"))
    .order_by(_VERSIONS.c.version.desc())
)
"""The versions of a `process` but `this`, the newest first; also those that were withdrawn."""


class VersionBehind(Refusal):
    """A later version was published already: new items would not begin on this one."""

    key = "process_version_behind"


class ProcessInUse(Refusal):
    """Items stand on this version: it cannot be withdrawn."""

    key = "process_in_use"


class ProcessNeeded(Refusal):
    """Cycles begin items on this process, and it has no other version."""

    key = "process_needed"


class ProcessLibrary:
    """Published definitions, each parsed and proved once in the life of this process."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._known: dict[tuple[str, int], Process] = {}

    def get(self, session: Session, name: str, version: int) -> Process:
        """Give exactly this version. Raises NotFound."""
        if (name, version) not in self._known:
            row = _row(session, name, version)
            if row is None:
                raise NotFound(what="process", name=f"{name} {version}")
            self._known[name, version] = _proved(row.source, f"{name} {version}")
        return self._known[name, version]

    @property
    def actions(self) -> frozenset[str]:
        """The actions of every definition that was read so far."""
        return frozenset(action for one in tuple(self._known.values()) for action in one.actions)

    def latest(self, session: Session, name: str) -> Process:
        """Give the newest version in force, the one that new items start on. Raises NotFound."""
        version = session.scalar(
            select(func.max(_VERSIONS.c.version)).where(_VERSIONS.c.name == name, _IN_FORCE)
        )
        if version is None:
            raise NotFound(what="process", name=name)
        return self.get(session, name, version)


@lru_cache(maxsize=64)
def _proved(source: str, origin: str) -> Process:
    """The definition; a process that has several engines reads and proves a text once."""
    return load_sound(source, origin)


def publish(session: Session, source: str, origin: str, at: datetime) -> Process:
    """Prove a definition and keep it. The same text twice is no offence.

    One that was withdrawn stays so: its text comes back under another version.
    Raises ProcessInvalid, VersionTaken where name and version stand for another text, or
    VersionBehind.
    """
    process = load_publishable(source, origin)
    there = _row(session, process.name, process.version)
    if there and there.source_hash != process.source_hash:
        raise VersionTaken(name=process.name, version=process.version)
    if not there:
        _require_next(session, process)
        row = {
            "name": process.name,
            "version": process.version,
            "source": source,
            "source_hash": process.source_hash,
            "published_at": at.astimezone(UTC),
        }
        session.execute(insert(_VERSIONS), row)
    return process


def _require_next(session: Session, process: Process) -> None:
    of_it = _VERSIONS.c.name == process.name
    newest = session.scalar(select(func.max(_VERSIONS.c.version)).where(of_it))
    if newest is not None and process.version < newest:
        raise VersionBehind(name=process.name, version=process.version, newest=newest)


def withdraw(session: Session, name: str, version: int, at: datetime) -> None:
    """Take a version out of force; it is kept. A second time changes nothing.

    Raises NotFound, ProcessInUse where an item stands on it, ProcessNeeded where new items
    could not begin any more.
    """
    if _row(session, name, version) is None:
        raise NotFound(what="process", name=f"{name} {version}")
    of_it = (_WITHDRAWALS.c.name == name) & (_WITHDRAWALS.c.version == version)
    if session.execute(select(_WITHDRAWALS).where(of_it)).one_or_none():
        return
    on_it = (_ITEMS.c.process_name == name) & (_ITEMS.c.process_version == version)
    if count := session.scalar(select(func.count()).select_from(_ITEMS).where(on_it)):
        raise ProcessInUse(name=name, version=version, count=count)
    others = (_VERSIONS.c.name == name) & (_VERSIONS.c.version != version) & _IN_FORCE
    if _is_needed(session, name) and not session.scalar(select(func.count()).where(others)):
        raise ProcessNeeded(name=name, version=version)
    row = {"name": name, "version": version, "withdrawn_at": at.astimezone(UTC)}
    session.execute(insert(_WITHDRAWALS), row)


def _is_needed(session: Session, name: str) -> bool:
    """Whether items of a cycle begin on a process, by a rule over their sheets or without one."""
    cycles = session.execute(select(_CYCLES.c.process_name, _CYCLES.c.tracks)).all()
    rules = (rule for one in cycles for rule in tracks.read(json.loads(one.tracks)))
    names = {one.process_name for one in cycles} | {one.process_name for one in rules}
    return name in names


def _row(session: Session, name: str, version: int) -> Any:
    wanted = (_VERSIONS.c.name == name) & (_VERSIONS.c.version == version)
    return session.execute(select(_VERSIONS).where(wanted)).one_or_none()
