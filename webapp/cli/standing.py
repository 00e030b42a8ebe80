"""A database that this version of Jizen cannot work on: why, and what to do about it."""

from contextlib import closing
from typing import Final

import click
from sqlalchemy import event

import migrations
from migrations import Stand
from workflow.database import Database
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
UNNUMBERED: Final = (
    "Jizen's tables are in this database, but its table alembic_version, which tells their version,"
    " is empty or gone: restore a backup (jizen db restore --force FILE)."
)
SENTENCES: Final = {
    Stand.NOTHING: NOTHING,
    Stand.OLDER: OLDER,
    Stand.NEWER: NEWER,
    Stand.UNNUMBERED: UNNUMBERED,
}
UNKNOWN: Final = (Stand.NEWER, Stand.UNNUMBERED)
"""What no command may touch: it does not know what the tables hold."""


def why_not(engine: Engine) -> str | None:
    """The sentence for a database that is not at the newest migration; None for one that is."""
    sentence = SENTENCES.get(migrations.stand(engine.database.engine))
    return sentence and sentence.format(database=engine.database.url.render_as_string())


def refuse_unknown_tables(engine: Engine) -> None:
    """Refuse, as soon as something is first asked of the database, tables that are not known.

    What only copies or replaces the database's file asks it nothing.
    """

    def look(*_connection: object) -> None:
        # By a connection of its own: the one that is being opened is nobody's yet.
        with closing(Database(engine.database.address)) as aside:
            found = migrations.stand(aside.engine)
        if found in UNKNOWN:
            raise click.ClickException(SENTENCES[found])

    event.listen(engine.database.engine, "first_connect", look)


def require_current(engine: Engine) -> None:
    """Refuse to work on a database that lacks a migration, or has one that is not known."""
    if refused := why_not(engine):
        raise click.ClickException(refused)
