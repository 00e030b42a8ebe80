"""The command line `jizen`: a contract that scripts depend on.

Exit status: 0 done, 1 refused or found broken (the reason on stderr), 2 wrong usage.

What a command works with is imported when it is asked for: nobody waits for the rest. All of it
stays until the end, so nobody looks through it for garbage: neither while it is imported nor at
the end, when the system takes everything back.
"""

import gc
import os
from pkgutil import resolve_name
from typing import Final, NamedTuple

import click


class Place(NamedTuple):
    """Where a command is, and what it says of itself."""

    where: str
    said: str


COMMANDS: Final = {
    "address": Place(
        "accounts:address", "Set the address a person's mails go to; an empty one for none."
    ),
    "audit": Place("audit:audit", "The ledger's proofs."),
    "db": Place("database:db", "Tables and migrations."),
    "history": Place(
        "items:history",
        "Print what happened to ITEM (its number, or its exact name), or to all of a cycle or"
        " year.",
    ),
    "import": Place(
        "workbooks:import_file",
        "Create and change the items that FILE holds: all of them, or none unless asked otherwise.",
    ),
    "init": Place(
        "init:init",
        "Set an office up from nothing: tables, processes, its names, the first administrator.",
    ),
    "list": Place("items:list_items", "Print 資料1-6: the items of a cycle in 建制順."),
    "password": Place(
        "accounts:password",
        "Give a person a new password; by a link nobody but they would know it.",
    ),
    "perform": Place(
        "items:perform",
        "Take ACTION on ITEM (its number, or its exact name): the one door, from a shell.",
    ),
    "person": Place("person:person", "People and their roles, for scripts; pages do the same."),
    "process": Place("process:process", "Process definitions."),
    "report": Place(
        "reports:report", "The reports of headquarters meetings; a MEETING is named like 2021-2."
    ),
    "schedule": Place("items:schedule", "Print 資料1-3: the schedule of a fiscal year."),
    "seed": Place(
        "seeding:seed",
        "Set up the reference data; with --demo people and the six items of 資料1-6 too.",
    ),
    "serve": Place(
        "serving:serve",
        "Serve the web application, and work on its jobs (notices, mails, reminders).",
    ),
    "template": Place(
        "workbooks:template", "Write the workbook to fill in, in the layout of 資料1-6."
    ),
    "worker": Place(
        "worker:worker", "Work on jobs only (notices, mails, reminders), until SIGTERM."
    ),
}

SETTINGS: Final = "webapp.app.settings:Settings"
OPENING: Final = "webapp.app.opening:open_engine"
GUARD: Final = "webapp.cli.standing:refuse_unknown_tables"
REASON: Final = "webapp.cli.reasons:reason"
KEPT: Final = "jizen.settings"
"""Where a context keeps the settings, in the language that a command was told to speak."""


class Commands(click.Group):
    """Commands by name, each imported when it is asked for.

    A refusal is an answer: its sentence on stderr, and exit status 1.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = resolve_name(f"webapp.cli.{COMMANDS[cmd_name].where}")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing any."""
        told = {name: click.Command(name, help=one.said) for name, one in COMMANDS.items()}
        click.Group(commands=told).format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what it refuses becomes a sentence."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            reason = resolve_name(REASON)(error, ctx.meta.get(KEPT))
            if reason is None:
                raise
        click.echo(reason, err=True)
        return ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jizen")
@click.pass_context
def cli(context: click.Context) -> None:
    """Jizen (事前協議): workflow and approval for a local government's budget pre-consultation."""
    settings = resolve_name(SETTINGS).from_environ(os.environ)
    for sentence in settings.unknown(os.environ):
        click.echo(sentence, err=True)
    context.obj = resolve_name(OPENING)(settings, serving=context.invoked_subcommand == "serve")
    context.call_on_close(context.obj.close)
    resolve_name(GUARD)(context.obj)
    context.meta[KEPT] = settings
    _collect_from_here()


def main() -> None:
    """Run the command line."""
    gc.disable()
    try:
        cli()
    finally:
        gc.freeze()


def _collect_from_here() -> None:
    """Switch the garbage collector on again, for what the command itself makes."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
