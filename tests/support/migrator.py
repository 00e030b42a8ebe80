"""A process that moves live items to another version, batch by batch, until it is killed.

    python -m tests.support.migrator

Reads orders and answers them as `tests.support.mover` does.
"""

from dataclasses import dataclass

from tests.support.mover import copy_for_orders
from tests.support.office import open_office
from workflow import versions


@dataclass(frozen=True)
class MigratorTask:
    """What one copy does: it goes on with a migration, so many items at a time."""

    url: str
    migration_id: int
    batch: int


def run(task: MigratorTask) -> None:
    """Go on until nothing is left, or until killed."""
    office = open_office(task.url)
    more = True
    while more:
        with office.engine.write() as work:
            more = versions.advance(work, task.migration_id, task.batch).more


if __name__ == "__main__":
    copy_for_orders(lambda given: run(MigratorTask(**given)))
