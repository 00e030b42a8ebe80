"""The editable masters as those who keep them see them: order, use and earlier versions."""

from dataclasses import dataclass
from datetime import datetime

from workflow.actor import Title
from workflow.vocabulary import Master


@dataclass(frozen=True)
class KeptEntry:
    """One entry of a master; `usage` counts the items, evaluations or sessions that carry it."""

    master: Master
    code: str
    title: Title
    needs_conditions: bool
    position: int
    active: bool
    version: int
    usage: int


@dataclass(frozen=True)
class EntryVersion:
    """An entry as it read from a moment on; what was set up has neither person nor moment."""

    number: int
    title: Title
    needs_conditions: bool
    position: int
    active: bool
    by: Title | None
    at: datetime | None


@dataclass(frozen=True)
class EntryHistory:
    """An entry with all its versions, the latest first."""

    entry: KeptEntry
    versions: tuple[EntryVersion, ...]
