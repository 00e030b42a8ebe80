"""The database's tables, a migration an area: numbered and reversible.

From the first release, 0.1.0, on, a migration is never rewritten once it was released, nor what
it calls: whatever changes in the tables is a new migration.
"""

from enum import Enum, auto
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine, column, inspect, select, table
from sqlalchemy.orm import Session
from sqlalchemy.schema import SchemaItem

from migrations import guards
from workflow.items import rewriting_commands
from workflow.models import Base, LedgerEntry
from workflow.models.base import ONLY
from workflow.textindex import rebuilding
from workflow.textindex.whole_texts import GOALS, UNDERTAKINGS
from workflow.values.lazy import OnDemand

if TYPE_CHECKING:
    import dbos
    from alembic import autogenerate, command, config, migration
else:
    autogenerate, command = OnDemand("alembic.autogenerate"), OnDemand("alembic.command")
    dbos = OnDemand("dbos")
    config, migration = OnDemand("alembic.config"), OnDemand("alembic.migration")

_HERE: Final = Path(__file__).parent
_STANDS: Final = table("alembic_version", column("version_num"))


class Stand(Enum):
    """How far a database's tables are."""

    NOTHING = auto()
    """It has none of Jizen's."""
    OLDER = auto()
    CURRENT = auto()
    NEWER = auto()
    """A later version of Jizen made them."""
    UNNUMBERED = auto()
    """Its tables are there, and the number of their migration is not."""


class MadeByANewerVersion(Exception):
    """The database has a migration that this version of Jizen does not know."""


class NumberLost(Exception):
    """The database has Jizen's tables, and nothing tells by which migration."""


def _config(engine: Engine) -> "config.Config":
    made = config.Config()
    made.set_main_option("script_location", str(_HERE))
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database's tables to `revision`, and those of the durable jobs up to date.

    Raises MadeByANewerVersion, and changes nothing, where a later version of Jizen made them;
    NumberLost, where it is not known which.
    """
    match stand(engine):
        case Stand.NEWER:
            raise MadeByANewerVersion
        case Stand.UNNUMBERED:
            raise NumberLost
    command.upgrade(_config(engine), revision)
    dbos.DBOS.migrate(engine.url.render_as_string(hide_password=False))
    if is_current(engine):
        _fill(engine)


def _fill(engine: Engine) -> None:
    """Derive what tables hold that came new to a database with items in it."""
    with Session(engine) as session, session.begin():
        if rebuilding.is_missing(session):
            rebuilding.rebuild(session)
        for texts in (GOALS, UNDERTAKINGS):
            if texts.is_missing(session):
                texts.rebuild(session)
        rewriting_commands.separate(session)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database's tables back to `revision` (`base`: none at all)."""
    command.downgrade(_config(engine), revision)


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration."""
    return stand(engine) is Stand.CURRENT


def stand(engine: Engine) -> Stand:
    """How far the database's tables are, as this version of Jizen knows them."""
    with engine.connect() as connection:
        looked = inspect(connection)
        there = looked.has_table(_STANDS.name)
        found = connection.scalar(select(_STANDS.c.version_num)) if there else None
        if found is None:
            has_tables = looked.has_table(LedgerEntry.__tablename__)
            return Stand.UNNUMBERED if has_tables else Stand.NOTHING
    if found == newest():
        return Stand.CURRENT
    return Stand.OLDER if found in _numbers() else Stand.NEWER


def newest() -> str:
    """The number of the newest migration."""
    return max(_numbers())


@cache
def _numbers() -> frozenset[str]:
    """The numbers of all migrations: their files begin with them."""
    files = (_HERE / "versions").glob("[0-9]*.py")
    return frozenset(file.name.partition("_")[0] for file in files)


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is ours to compare: the durable jobs keep theirs themselves."""
    return kind != "table" or name in Base.metadata.tables


def is_for(dialect: str, one: SchemaItem, *_others: object) -> bool:
    """Whether something of the models is made on this database: some is on PostgreSQL only."""
    return bool(one.info.get(ONLY, dialect) == dialect)


def differences(engine: Engine) -> list[str]:
    """Where models or migrations and the database disagree, one line each; empty where they agree.

    Models know tables; triggers are those that migrations made.
    """
    with engine.connect() as connection:
        context = migration.MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": is_ours,
                "include_object": partial(is_for, engine.dialect.name),
            },
        )
        found = autogenerate.compare_metadata(context, Base.metadata)
        return [*map(str, found), *guards.differing(connection)]
