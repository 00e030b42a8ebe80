"""Commands about processes: check a definition, show, draw and publish it."""

from pathlib import Path

import click

from webapp.app.settings import LANGUAGES
from webapp.cli.accounts import acting
from webapp.cli.migrating import migrate, plan_of, rehearse
from webapp.cli.tracks import text_of, tracks
from webapp.cli.watching import watching
from workflow import items, staffing, versions
from workflow.engine import Engine
from workflow.process import (
    Marks,
    Process,
    bpmn,
    bundled,
    load_publishable,
    load_sound,
    mermaid,
    pnml,
    require_people,
    svg,
)
from workflow.values import OPERATOR, NotFound

DRAWINGS = {"mermaid": mermaid, "svg": svg, "bpmn": bpmn, "pnml": pnml}
MARKED = {"mermaid": mermaid, "svg": svg}
"""The drawings that show items."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="ja")


@click.group()
def process() -> None:
    """Process definitions."""


@process.command()
@click.argument("file", type=FILE)
@click.option("--people", is_flag=True, help="Whether today's people can bring items to an end.")
@click.pass_obj
def check(engine: Engine, file: Path, people: bool) -> None:
    """Prove a definition; exit 1 names every problem, with a shortest path that shows it.

    What the program cannot carry out is a problem too: an effect without its guard.
    """
    proved = load_publishable(text_of(file), file.name)
    if people:
        with engine.read() as work:
            require_people(proved, staffing.roles_held(work), file.name)
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
        for move in known.moves_from(state):
            roles = ", ".join(sorted(move.roles)) or "system"
            click.echo(
                f"  {move.action:<11} {move.title[lang]} -> {move.target_from(state)}  ({roles})"
            )


@process.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(list(DRAWINGS)), default="mermaid")
@click.option("--counts", is_flag=True, help="With the items that are in each state now.")
@click.option("--item", "wanted", help="With the way of an item, by its number or exact name.")
@LANG
@click.pass_obj
def diagram(
    engine: Engine, name: str, form: str, counts: bool, wanted: str | None, lang: str
) -> None:
    """Draw the newest version of NAME; with --item the version that the item is on."""
    if not counts and wanted is None:
        click.echo(DRAWINGS[form](_named(engine, name), lang))
        return
    if form not in MARKED:
        raise click.UsageError(f"Only {' and '.join(MARKED)} show items.")
    with engine.read(OPERATOR) as work:
        if wanted is not None:
            item = items.get(work, items.find(work, wanted))
            drawn, marks = work.process(item.process_name, item.process_version), item.way
        else:
            cards = versions.versions(work, name)
            drawn = work.latest_process(name)
            marks = Marks(counts=versions.counted(drawn, cards))
    click.echo(MARKED[form](drawn, lang, marks))


@process.command()
@click.argument("file", type=FILE)
@click.option("--migrate", "plan_file", type=FILE, help="A plan that moves live items along.")
@click.option("--as", "login", help="The administrator who orders it; asked for with --migrate.")
@click.option("--with-roles", is_flag=True, help="Define the roles that it declares.")
@click.option("--dry-run", is_flag=True, help="Prove everything, and change nothing.")
@click.pass_obj
def publish(
    engine: Engine,
    file: Path,
    plan_file: Path | None,
    login: str | None,
    with_roles: bool,
    dry_run: bool,
) -> None:
    """Prove a definition and publish it; items already begun stay on their version.

    The office has to have the roles that it declares; --with-roles defines those that it lacks.

    With --migrate they go on by the new one, as a plan says, where it strands none of them; the
    same command again goes on where it was broken off.
    """
    text = text_of(file)
    plan = plan_of(engine, text, file.name, plan_file) if plan_file else None
    if dry_run:
        proved = load_publishable(text, file.name)
        _require_fit(engine, proved, with_roles)
        click.echo(f"{proved.name} {proved.version} {proved.source_hash}")
        if plan:
            rehearse(engine, plan)
        return
    if plan and not login:
        raise click.UsageError("Say who orders it: --as LOGIN.")
    if plan:
        rehearse(engine, plan)
    with watching(engine):
        published = engine.publish(text, file.name, with_roles=with_roles)
    click.echo(f"{published.name} {published.version} {published.source_hash}")
    if plan and login:
        migrate(engine, plan, acting(engine, login))
    with engine.read(OPERATOR) as work:
        roles = staffing.roles_without_people(work, published)
    for role in roles:
        click.echo(f"nobody holds the role {role} today, whose turn it is in it", err=True)


def _require_fit(engine: Engine, process: Process, with_roles: bool) -> None:
    """Raise RoleUnfit and DepartmentUnknown where publishing would; nothing is published."""
    with engine.read(OPERATOR) as work:
        for unfit in versions.unfit_roles(work, process):
            if not (with_roles and unfit.can_be_defined):
                raise unfit
        versions.require_departments(work, process)


@process.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(min=1))
@click.pass_obj
def withdraw(engine: Engine, name: str, version: int) -> None:
    """Withdraw a published VERSION of NAME, as long as no item stands on it."""
    engine.withdraw_process(name, version)
    click.echo(f"{name} {version}: withdrawn", err=True)


def _named(engine: Engine, name: str) -> Process:
    """The newest published version, or the one that comes with Jizen."""
    with engine.read() as work:
        published = work.newest.get(name)
    if published:
        return published
    if name in bundled():
        return load_sound(bundled()[name], name)
    raise NotFound(what="process", name=name)


process.add_command(tracks)
