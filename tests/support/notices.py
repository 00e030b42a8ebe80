"""How people want to be notified."""

from tests.support.people import person_named
from workflow import notices
from workflow.engine import Engine
from workflow.notices import MailPreferences


def preferences(engine: Engine, login: str) -> MailPreferences:
    """How the person with this login wants to be notified."""
    with engine.read(person_named(engine, login)) as work:
        return notices.preferences(work)
