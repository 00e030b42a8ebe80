"""What every desk works with."""

from typing import Any


class Desk:
    """A part of the façade about one matter; every public method is one transaction."""

    def __init__(self, engine: Any) -> None:
        """Work on `database`, in the time that `clock` tells."""
        self._engine = engine
        self._database = engine.database
        self._library = engine.library
        self._outbox = engine.outbox
        self._clock = engine.clock
        self._storage = engine.storage
        self._limits = engine.file_limits
        self._watchers = engine.watchers
        self._read = engine.read
        self._write = engine.write
