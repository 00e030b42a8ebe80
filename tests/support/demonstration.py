"""The prefecture's own data with the demo people: what `make run` shows, for tests."""

from datetime import datetime
from typing import Final

from argon2 import PasswordHasher
from sqlalchemy import update

import migrations
from seeds import replay
from workflow.engine import Engine
from workflow.models import Person
from workflow.values.clock import JAPAN, SettableClock

PASSWORD: Final = "correct horse battery"
_QUICK: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""What a hash took to make is what it takes to check: thousands of tests sign in."""

NOW: Final = datetime(2021, 8, 17, 9, 0, tzinfo=JAPAN)
"""The demonstration day: the day after the last step of the walks."""


def prepare(url: str) -> None:
    """Migrate an empty database and seed it with everything, everyone with PASSWORD."""
    engine = Engine(url, SettableClock(NOW))
    migrations.upgrade(engine.database.engine)
    replay.reference(engine)
    replay.demonstration(engine, PASSWORD)
    with engine.database.writing() as session:
        quick = update(Person).where(Person.password_hash.is_not(None))
        session.execute(quick.values(password_hash=_QUICK.hash(PASSWORD)))
    engine.close()
