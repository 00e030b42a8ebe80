"""The database's tables, a migration an area: numbered and reversible.

From the first release, 0.1.0, on, a migration is never rewritten once it was released, nor what
it calls: whatever changes in the tables is a new migration.
"""

from functools import partial
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from dbos import DBOS
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from sqlalchemy.schema import SchemaItem

from workflow.items import rewriting_commands
from workflow.models import Base
from workflow.models.base import ONLY
from workflow.textindex import index
from workflow.textindex.goal_texts import GOALS
from workflow.textindex.undertaking_texts import UNDERTAKINGS


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database's tables to `revision`, and those of the durable jobs up to date."""
    command.upgrade(_config(engine), revision)
    DBOS.migrate(engine.url.render_as_string(hide_password=False))
    if is_current(engine):
        _fill(engine)


def _fill(engine: Engine) -> None:
    """Derive what tables hold that came new to a database with items in it."""
    with Session(engine) as session, session.begin():
        if index.is_missing(session):
            index.rebuild(session)
        for texts in (GOALS, UNDERTAKINGS):
            if texts.is_missing(session):
                texts.rebuild(session)
        rewriting_commands.separate(session)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database's tables back to `revision` (`base`: none at all)."""
    command.downgrade(_config(engine), revision)


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration."""
    newest = ScriptDirectory.from_config(_config(engine)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is ours to compare: the durable jobs keep theirs themselves."""
    return kind != "table" or name in Base.metadata.tables


def is_for(dialect: str, one: SchemaItem, *_others: object) -> bool:
    """Whether something of the models is made on this database: some is on PostgreSQL only."""
    return bool(one.info.get(ONLY, dialect) == dialect)


def differences(engine: Engine) -> list[str]:
    """Where models and database disagree, one line each; empty where they agree."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": is_ours,
                "include_object": partial(is_for, engine.dialect.name),
            },
        )
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]
