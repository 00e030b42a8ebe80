"""An office that begins: its database made, and what it calls itself, as `jizen office` does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import migrations
from workflow import office
from workflow.engine import Engine
from workflow.values.clock import SettableClock
from workflow.values.office import Office
from workflow.work import Work


@contextmanager
def new_office(url: str, now: datetime, named: Office) -> Iterator[Work]:
    """Set an office up in an empty database; gives the unit of work in which the rest follows."""
    engine = Engine(url, SettableClock(now))
    migrations.upgrade(engine.database.engine)
    engine.publish_bundled()
    with engine.write() as work:
        office.set_up(work, named)
        yield work
    engine.close()
