"""For servers that bring their own processes: `gunicorn 'webapp.app.wsgi:site()'`.

`jizen serve` needs none of this. Jobs are left to `jizen worker`.
"""

import os

from flask import Flask

from webapp.app.files_tried import try_files
from webapp.app.opening import open_engine
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.request import logs


def site() -> Flask:
    """The application as the environment describes it. Raises SettingRefused."""
    settings = Settings.from_environ(os.environ)
    logs.take_over()
    made = create_app(open_engine(settings, serving=True), settings)
    try_files(settings.files, lambda said: logs.warn_of_files(made, said))
    return made
