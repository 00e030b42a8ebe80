"""The sentences of the pages on the command line, in the operator's language."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask_babel import force_locale

from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow.engine import Engine
from workflow.values import SystemClock


@contextmanager
def spoken(settings: Settings) -> Iterator[None]:
    """What is said inside is said in the language of the settings; no database is asked."""
    with closing(Engine("sqlite://", SystemClock())) as nobody:
        app = create_app(nobody, settings)
        with app.app_context(), force_locale(settings.language):
            yield
