"""The prefecture's own data with the demo people: what `make run` shows, for tests."""

from datetime import datetime
from typing import Final
from unittest.mock import patch

import migrations
from seeds import replay
from tests.support.passwords import QUICK
from workflow.engine import Engine
from workflow.values import accounts
from workflow.values.clock import JAPAN, SettableClock

PASSWORD: Final = "correct horse battery"
NOW: Final = datetime(2021, 8, 17, 9, 0, tzinfo=JAPAN)
"""The demonstration day: the day after the last step of the walks."""


def prepare(url: str) -> None:
    """Migrate an empty database and seed it with everything, everyone with PASSWORD."""
    engine = Engine(url, SettableClock(NOW))
    migrations.upgrade(engine.database.engine)
    replay.reference(engine)
    with patch.object(accounts, "_hasher", QUICK):
        replay.demonstration(engine, PASSWORD)
    engine.close()
