"""A database that this version of Jizen cannot work on: why, and what to do about it."""

from typing import Final

import click

import migrations
from migrations import Stand
from workflow.engine import Engine

NOTHING: Final = (
    "{database}: there is nothing of Jizen in this database. If it is not the one that is meant,"
    " set JIZEN_DATABASE_URL. A new office is set up by: jizen init (for training: jizen db upgrade"
    " and jizen seed)"
)
OLDER: Final = "The database is not at the newest migration: jizen db upgrade"
NEWER: Final = (
    "A newer version of Jizen made the tables of this database: install that version again, or"
    " restore a backup that is as old as this one."
)
SENTENCES: Final = {Stand.NOTHING: NOTHING, Stand.OLDER: OLDER, Stand.NEWER: NEWER}


def why_not(engine: Engine) -> str | None:
    """The sentence for a database that is not at the newest migration; None for one that is."""
    sentence = SENTENCES.get(migrations.stand(engine.database.engine))
    return sentence and sentence.format(database=engine.database.url.render_as_string())


def require_current(engine: Engine) -> None:
    """Refuse to work on a database that lacks a migration, or has one that is not known."""
    if refused := why_not(engine):
        raise click.ClickException(refused)
