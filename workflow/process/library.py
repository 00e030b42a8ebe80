"""The published processes: kept in the database with version and hash, proved before."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Integer, String, column, func, insert, select, table
from sqlalchemy.orm import Session

from workflow.process import load_sound
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
            self._known[name, version] = load_sound(row.source, f"{name} {version}")
        return self._known[name, version]

    def latest(self, session: Session, name: str) -> Process:
        """Give the newest published version, the one that new items start on."""
        version = session.scalar(
            select(func.max(_VERSIONS.c.version)).where(_VERSIONS.c.name == name)
        )
        if version is None:
            raise NotFound(what="process", name=name)
        return self.get(session, name, version)

    def published(self, session: Session) -> Iterable[Process]:
        """Give every published version, by name and version."""
        rows = session.execute(
            select(_VERSIONS.c.name, _VERSIONS.c.version).order_by(
                _VERSIONS.c.name, _VERSIONS.c.version
            )
        )
        return [self.get(session, row.name, row.version) for row in rows]


def publish(session: Session, source: str, origin: str, at: datetime) -> Process:
    """Prove a definition and keep it. The same text twice is no offence.

    Raises ProcessInvalid, or VersionTaken where name and version stand for another text.
    """
    process = load_sound(source, origin)
    there = _row(session, process.name, process.version)
    if there and there.source_hash != process.source_hash:
        raise VersionTaken(name=process.name, version=process.version)
    if not there:
        row = {
            "name": process.name,
            "version": process.version,
            "source": source,
            "source_hash": process.source_hash,
            "published_at": at,
        }
        session.execute(insert(_VERSIONS), row)
    return process


def _row(session: Session, name: str, version: int) -> Any:
    wanted = (_VERSIONS.c.name == name) & (_VERSIONS.c.version == version)
    return session.execute(select(_VERSIONS).where(wanted)).one_or_none()
