"""For servers that bring their own processes: `gunicorn 'webapp.wsgi:site()'`.

`jizen serve` needs none of this. Jobs are left to `jizen worker`.
"""

import os

from flask import Flask

from webapp import logs
from webapp.settings import Settings
from webapp.wiring import create_app
from workflow.clock import Clock, SystemClock
from workflow.engine import Engine
from workflow.storage import FolderStorage


def site() -> Flask:
    """The application as the environment describes it. Raises SettingRefused."""
    settings = Settings.from_environ(os.environ)
    logs.take_over()
    clock = Clock.starting_on(settings.today) if settings.today else SystemClock()
    engine = Engine(
        settings.database_url,
        clock,
        hooks=bool(settings.hook.url),
        storage=FolderStorage(settings.files),
    )
    return create_app(engine, settings)
