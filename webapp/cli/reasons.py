"""The sentences of the pages on the command line, and why a command was not done, in one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask_babel import force_locale
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from migrations import MadeByANewerVersion, NumberLost
from webapp.app.opening import open_engine
from webapp.app.server import CannotListen
from webapp.app.setting_values import SettingRefused
from webapp.app.settings import Settings
from webapp.app.wiring import blueprints, create_app
from webapp.cli import standing
from webapp.process.refusals import fault
from webapp.words import refusals
from workflow.engine import Engine
from workflow.process import ProcessInvalid
from workflow.values import Refusal, SystemClock
from workflow.versions import PlanInvalid


def reason(error: Exception, settings: Settings | None = None) -> str | None:
    """The sentence for what was refused or is out of order; None for a defect of the program.

    It is in the language of the settings: those of the environment where none are given.
    """
    match error:
        case SettingRefused() | ProcessInvalid() | CannotListen():
            return str(error)
        case PlanInvalid():
            return _of_plan(error, settings)
        case Refusal():
            return _sentence(error, settings)
        case MadeByANewerVersion():
            return standing.NEWER
        case NumberLost():
            return standing.UNNUMBERED
        case SQLAlchemyError() | sqlite3.Error():
            return "\n".join(filter(None, (_of_database(error), _of_tables(settings))))
        case OSError():
            return _of_system(error)
    return None


def _sentence(refusal: Refusal, settings: Settings | None) -> str:
    blueprints()  # Each feature's modules bring the sentences for its own refusals.
    with spoken(settings or Settings.from_environ(os.environ)):
        return refusals.refusal(refusal)


def of_value(wrong: refusals.Wrong) -> str:
    """The sentence for a value that cannot be read, in the language of the environment."""
    with spoken(Settings.from_environ(os.environ)):
        return refusals.problem(wrong)


def _of_plan(refused: PlanInvalid, settings: Settings | None) -> str:
    """Each fault of a plan after the key where it is."""
    with spoken(settings or Settings.from_environ(os.environ)):
        return "\n".join(f"{one.place}: {fault(one)}" for one in refused.problems)


def _of_tables(settings: Settings | None) -> str | None:
    """What is wrong with the tables: the commonest reason that a statement fails."""
    if settings is None:
        return None
    engine = open_engine(settings)
    try:
        return standing.why_not(engine)
    except (SQLAlchemyError, sqlite3.Error):
        return None
    finally:
        engine.close()


def _of_database(broken: Exception) -> str:
    """What is wrong with the database, in its own words; never the statement."""
    said = broken.orig if isinstance(broken, DBAPIError) else broken
    full = getattr(said, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR"))
    advice = ". Is its disk full, or gone?" if full else ""
    return f"The database does not answer as it should: {said}{advice}"


def _of_system(failed: OSError) -> str:
    """What the system refused, and for which file."""
    place = f"{failed.filename}: " if failed.filename else ""
    return f"{place}{failed.strerror or failed}"


@contextmanager
def spoken(settings: Settings) -> Iterator[None]:
    """What is said inside is said in the language of the settings; no database is asked."""
    with closing(Engine("sqlite://", SystemClock())) as nobody:
        app = create_app(nobody, settings)
        with app.app_context(), force_locale(settings.language):
            yield
