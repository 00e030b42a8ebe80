"""What every desk works with."""

from workflow.database.outbox import Outbox
from workflow.database.transactions import Database
from workflow.process.library import ProcessLibrary
from workflow.values.clock import Clock


class Desk:
    """A part of the façade about one matter; every public method is one transaction."""

    def __init__(
        self, database: Database, library: ProcessLibrary, outbox: Outbox, clock: Clock
    ) -> None:
        """Work on `database`, in the time that `clock` tells."""
        self._database = database
        self._library = library
        self._outbox = outbox
        self._clock = clock
