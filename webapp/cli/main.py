"""The command line `jizen`: a contract that scripts depend on.

Exit status: 0 done, 1 refused or found broken (the reason on stderr), 2 wrong usage.
"""

import os
import sqlite3
import sys
from contextlib import nullcontext
from typing import Final

import click
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

import migrations
from seeds import replay
from webapp.app import memory
from webapp.app.reach import literal
from webapp.app.server import CannotListen, open_server
from webapp.app.setting_values import SettingRefused
from webapp.app.settings import Settings
from webapp.app.wiring import blueprints, create_app, open_engine
from webapp.cli import (
    accounts,
    database,
    items,
    office,
    people,
    process,
    reports,
    workbooks,
    worker,
)
from webapp.cli.language import spoken
from webapp.cli.worker import require_current
from webapp.request import logs
from webapp.words import refusals
from workflow import ledger, search, statistics
from workflow.engine import Engine
from workflow.process import ProcessInvalid
from workflow.values import Refusal, SettableClock

ONLY_BY_HTTPS: Final = (
    "People who come by plain HTTP cannot sign in: put a proxy with HTTPS in front and name the"
    " site by JIZEN_SITE, or say JIZEN_SECURE_COOKIES=0."
)
SHORT_TURNS: Final = 0.001
"""Seconds that a busy thread is left alone: a fifth of what is usual, so that others wait less."""


class RefusalsTold(click.Group):
    """A refusal is an answer: its sentence on stderr, and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what it refuses becomes a sentence."""
        try:
            return super().invoke(ctx)
        except (SettingRefused, ProcessInvalid, CannotListen) as refused:
            reason = str(refused)
        except Refusal as refusal:
            reason = _sentence(refusal)
        except (SQLAlchemyError, sqlite3.Error) as broken:
            reason = _of_database(broken)
        except OSError as failed:
            reason = _of_system(failed)
        click.echo(reason, err=True)
        return ctx.exit(1)


@click.group(cls=RefusalsTold, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jizen")
@click.pass_context
def cli(context: click.Context) -> None:
    """Jizen (事前協議): workflow and approval for a prefecture's budget pre-consultation."""
    settings = Settings.from_environ(os.environ)
    context.obj = open_engine(settings, serving=context.invoked_subcommand == serve.name)
    context.call_on_close(context.obj.close)
    context.meta["jizen.settings"] = settings


@cli.command()
@click.option("--host", help="Address to listen on; JIZEN_HOST or 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="JIZEN_PORT or 8000.")
@click.option("--no-worker", is_flag=True, help="Leave the jobs to `jizen worker` elsewhere.")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the web application, and work on its jobs (notices, mails, reminders)."""
    engine: Engine = context.obj
    settings = _served_on(context.meta["jizen.settings"], host, port)
    require_current(engine)
    logs.take_over()
    server = open_server(create_app(engine, settings), settings.host, settings.port)
    worker.end_on_sigterm()
    sys.setswitchinterval(SHORT_TURNS)
    statistics.warm_up()
    memory.keep_small()
    with nullcontext() if no_worker else worker.at_work(engine, settings):
        click.echo(f"Jizen: http://{literal(settings.host)}:{settings.port}/", err=True)
        if settings.secure_cookies and settings.site.startswith("http:"):
            click.echo(ONLY_BY_HTTPS, err=True)
        server.run()


def _served_on(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings where the command line names another address: what follows from it does too."""
    given = {"JIZEN_HOST": host, "JIZEN_PORT": str(port) if port else None}
    named = {name: value for name, value in given.items() if value}
    return Settings.from_environ({**os.environ, **named}) if named else settings


@cli.group()
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


@cli.command()
@click.option("--demo", is_flag=True, help="Also people with printed passwords, and six items.")
@click.pass_obj
def seed(engine: Engine, demo: bool) -> None:
    """Set up the reference data; with --demo people and the six items of 資料1-6 too.

    What is there already is left as it is.
    """
    require_current(engine)
    try:
        replay.reference(engine)
        click.echo("Reference data: set up.", err=True)
    except replay.AlreadySeeded:
        click.echo("Reference data: there already, left as it is.", err=True)
    if demo:
        _seed_demo(engine)


def _seed_demo(engine: Engine) -> None:
    try:
        passwords = replay.demonstration(engine.at(SettableClock(engine.clock.now())))
    except replay.AlreadySeeded:
        click.echo("Demonstration: there already, left as it is.", err=True)
        return
    click.echo("login           password")
    for login, password in passwords.items():
        click.echo(f"{login:<15} {password}")


db.add_command(database.backup)
db.add_command(database.restore)
cli.add_command(items.list_items, "list")
cli.add_command(items.perform)
cli.add_command(items.history)
cli.add_command(items.schedule)
cli.add_command(items.audit)
cli.add_command(office.init)
cli.add_command(people.address)
cli.add_command(accounts.password)
people.person.add_command(accounts.link)
cli.add_command(people.person)
cli.add_command(process.process)
cli.add_command(reports.report)
cli.add_command(workbooks.template)
cli.add_command(workbooks.import_file)
cli.add_command(worker.worker)


def _sentence(refusal: Refusal) -> str:
    blueprints()  # Each feature's modules bring the sentences for its own refusals.
    with spoken(Settings.from_environ(os.environ)):
        return refusals.refusal(refusal)


def _of_database(broken: SQLAlchemyError | sqlite3.Error) -> str:
    """What is wrong with the database, in its own words; never the statement."""
    said = broken.orig if isinstance(broken, DBAPIError) else broken
    return f"The database does not answer as it should: {said}"


def _of_system(failed: OSError) -> str:
    """What the system refused, and for which file."""
    place = f"{failed.filename}: " if failed.filename else ""
    return f"{place}{failed.strerror or failed}"


def main() -> None:
    """Run the command line."""
    cli()
