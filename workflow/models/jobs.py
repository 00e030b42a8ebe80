"""Jobs that transactions asked for, and the workers that do them."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import Base, CanonicalJson, Moment


class WorkerSeen(Base):
    """A worker's heartbeat; the living take over the jobs of those that fell silent."""

    __tablename__ = "workers_seen"

    executor_id: Mapped[str] = mapped_column(String(100), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class OutboxRow(Base):
    """A job that a transaction asked for; gone as soon as it is in its queue."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    workflow: Mapped[str] = mapped_column(String(20))
    job: Mapped[str] = mapped_column(String(80))
    """The job's own id: there is one of each, however often it is asked for."""
    arguments: Mapped[Any] = mapped_column(CanonicalJson)
