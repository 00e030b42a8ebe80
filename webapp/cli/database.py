"""`jizen db`: tables, migrations, backups."""

from pathlib import Path
from typing import NoReturn

import click

import migrations
from migrations import MadeByANewerVersion
from webapp.cli.standing import NEWER, require_current
from workflow import ledger, search
from workflow.database import BackupRefused, back_up, restoring, server_commands
from workflow.engine import Engine

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
AFTERWARDS = """
into a database that is empty (createdb) where a newer version worked on the present one: tables
that the backup does not know would stay, and stop the next upgrade. Afterwards:

  jizen db upgrade && jizen db check && jizen audit verify"""
FORCE = click.option("--force", is_flag=True, help="Overwrite what is there.")


@click.group()
def db() -> None:
    """Tables and migrations."""


@db.command()
@click.pass_obj
def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest migration."""
    migrations.upgrade(engine.database.engine)
    with engine.write() as work:
        ledger.take_over(work)
    click.echo("The database is at the newest migration.", err=True)


@db.command()
@click.pass_obj
def check(engine: Engine) -> None:
    """Say whether models and database agree."""
    require_current(engine)
    if found := migrations.differences(engine.database.engine):
        raise click.ClickException("\n".join(["Models and database differ:", *found]))
    click.echo("Models and database agree.")


@db.command("rebuild-search")
@click.pass_obj
def rebuild_search(engine: Engine) -> None:
    """Copy all that the search looks in anew; upgrades do so where it is needed."""
    require_current(engine)
    with engine.write() as work:
        texts = search.rebuild(work)
    click.echo(f"{texts} texts.", err=True)


@db.command()
@FILE
@FORCE
@click.pass_obj
def backup(engine: Engine, file: Path, force: bool) -> None:
    """Write a consistent copy of the SQLite database to FILE, while others work on it."""
    database = _file_of(engine, file, to_restore=False)
    try:
        back_up(database, file, force=force)
    except (BackupRefused, OSError) as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{file}: written, and whole.", err=True)


@db.command()
@FILE
@FORCE
@click.pass_obj
def restore(engine: Engine, file: Path, force: bool) -> None:
    """Make the backup FILE the SQLite database, once it is found in order.

    Checked are its pages, its migrations (older ones are brought up to date), its tables
    and triggers, and its ledger. FILE stays as it is. Prints the ledger's head.
    """
    database = _file_of(engine, file, to_restore=True)
    engine.close()
    try:
        with restoring(file, database, force=force) as under_way:
            head = _checked(Engine(f"sqlite:///{under_way.draft}", engine.clock))
    except (BackupRefused, OSError) as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{database}: restored from {file}; migrations and ledger in order.", err=True)
    if under_way.replaced:
        click.echo(f"What it replaced is kept as {under_way.replaced}.", err=True)
    click.echo(head)


def _checked(engine: Engine) -> str:
    """Bring the tables up to date and verify the ledger; gives its head."""
    try:
        migrations.upgrade(engine.database.engine)
        with engine.write() as work:
            ledger.take_over(work)
            found = ledger.audit(work.session)
            ledger.keep(work.session, found.now)
        differing = migrations.differences(engine.database.engine)
    except MadeByANewerVersion as unknown:
        raise BackupRefused(f"not a backup of this version of Jizen. {NEWER}") from unknown
    finally:
        engine.close()
    if found.breaks:
        first = found.breaks[0]
        raise BackupRefused(
            f"the backup's ledger is broken: item {first.item_id}, entry {first.sequence}:"
            f" {first.what}"
        )
    if differing:
        raise BackupRefused(f"the backup differs from what migrations make: {differing[0]}")
    return found.head


def _file_of(engine: Engine, file: Path, *, to_restore: bool) -> Path:
    """The database's file; for a database on a server, say what to run instead."""
    url = engine.database.url
    if url.get_backend_name() != "sqlite":
        _refuse_server(server_commands(url, file)[to_restore], AFTERWARDS if to_restore else "")
    if not url.database or url.database == ":memory:":
        raise click.ClickException("This database has no file.")
    return Path(url.database)


def _refuse_server(command: str, afterwards: str) -> NoReturn:
    raise click.ClickException(
        f"PostgreSQL has its own tools for this. Run:\n\n  {command}\n{afterwards}"
    )
