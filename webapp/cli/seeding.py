"""`jizen seed`: the reference data, and a demonstration."""

import click

from seeds import replay
from webapp.cli.standing import require_current
from workflow.engine import Engine
from workflow.values import SettableClock


@click.command()
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
