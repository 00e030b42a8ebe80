"""Commands about processes: check a definition, show, draw and publish it."""

from pathlib import Path

import click

from webapp.cli.watching import watching
from workflow import staffing
from workflow.engine import Engine
from workflow.process import (
    Process,
    bpmn,
    bundled,
    load_publishable,
    load_sound,
    mermaid,
    pnml,
    svg,
)
from workflow.values import OPERATOR, NotFound

DRAWINGS = {"mermaid": mermaid, "svg": svg, "bpmn": bpmn, "pnml": pnml}
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LANG = click.option("--lang", type=click.Choice(["ja", "en"]), default="ja")


@click.group()
def process() -> None:
    """Process definitions."""


@process.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Prove a definition; exit 1 names every problem, with a trace that shows it.

    What the program cannot carry out is a problem too: an action that it does not know.
    """
    proved = load_publishable(_text(file), file.name)
    click.echo(f"{proved.name} {proved.version} is sound. {proved.source_hash}")


@process.command("list")
@click.pass_obj
def list_processes(engine: Engine) -> None:
    """List the published definitions with version and hash."""
    with engine.read() as work:
        published = work.published
    for known in published:
        click.echo(f"{known.name} {known.version} {known.source_hash}")


@process.command()
@click.argument("name")
@LANG
@click.pass_obj
def show(engine: Engine, name: str, lang: str) -> None:
    """Print what can be done in each state of the newest version of NAME, and by whom."""
    known = _named(engine, name)
    click.echo(f"{known.name} {known.version}  {known.title[lang]}")
    for state in ("", *known.states):
        click.echo(f"\n{state or '-'}  {known.states[state].title[lang] if state else ''}".rstrip())
        for action in known.actions_from(state):
            move = known.transition(action, state)
            if move:
                roles = ", ".join(sorted(move.roles))
                click.echo(
                    f"  {action:<11} {move.title[lang]} -> {move.target_from(state)}  ({roles})"
                )


@process.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(list(DRAWINGS)), default="mermaid")
@LANG
@click.pass_obj
def diagram(engine: Engine, name: str, form: str, lang: str) -> None:
    """Draw the newest version of NAME."""
    click.echo(DRAWINGS[form](_named(engine, name), lang))


@process.command()
@click.argument("file", type=FILE)
@click.pass_obj
def publish(engine: Engine, file: Path) -> None:
    """Prove a definition and publish it; items already begun stay on their version."""
    with watching(engine):
        published = engine.publish(_text(file), file.name)
    click.echo(f"{published.name} {published.version} {published.source_hash}")
    with engine.read(OPERATOR) as work:
        roles = staffing.roles_without_people(work, published)
    for role in roles:
        click.echo(f"nobody holds the role {role} today, whose turn it is in it", err=True)


@process.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(min=1))
@click.pass_obj
def withdraw(engine: Engine, name: str, version: int) -> None:
    """Withdraw a published VERSION of NAME, as long as no item stands on it."""
    engine.withdraw_process(name, version)
    click.echo(f"{name} {version}: withdrawn", err=True)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: not UTF-8 text ({error})") from error


def _named(engine: Engine, name: str) -> Process:
    """The newest published version, or the one that comes with Jizen."""
    with engine.read() as work:
        published = [known for known in work.published if known.name == name]
    if published:
        return published[-1]
    if name in bundled():
        return load_sound(bundled()[name], name)
    raise NotFound(what="process", name=name)
