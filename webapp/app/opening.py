"""The engine that the settings describe."""

from pathlib import Path

from webapp.app.settings import Settings
from workflow.engine import Engine
from workflow.files import Bucket, FolderStorage, ObjectStorage, Storage
from workflow.values import Clock, SystemClock


def open_engine(settings: Settings, *, serving: bool = False) -> Engine:
    """The engine that the settings describe, to be closed by the caller.

    Where it is `serving` people, no statement may keep the database busy for long.
    """
    return Engine(
        settings.database_url,
        Clock.starting_on(settings.today) if settings.today else SystemClock(),
        hooks=bool(settings.hook.url),
        storage=storage(settings.files),
        statement_seconds=settings.statement_seconds if serving else None,
        ask_from_kyen=settings.ask_from_kyen,
    )


def storage(files: Path | Bucket) -> Storage:
    """What keeps files there."""
    return FolderStorage(files) if isinstance(files, Path) else ObjectStorage(files)
