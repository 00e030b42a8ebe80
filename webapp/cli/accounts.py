"""Commands about passwords and addresses, and who acts in the other commands."""

import click

from webapp.app.settings import Settings
from webapp.cli.main import KEPT
from workflow import accounts, people
from workflow.engine import Engine
from workflow.values import OPERATOR, Actor


def acting(engine: Engine, login: str) -> Actor:
    """The active person with this login. Raises NotFound."""
    with engine.read() as work:
        return people.actor_named(work, login)


@click.command()
@click.option("--login", required=True, help="Whose address.")
@click.argument("email")
@click.pass_obj
def address(engine: Engine, login: str, email: str) -> None:
    """Set the address a person's mails go to; an empty one for none."""
    with engine.write(OPERATOR) as work:
        people.set_email(work, login, email)


# -------------------------------------------------------------------- passwords


@click.command()
@click.argument("login")
@click.pass_context
def link(context: click.Context, login: str) -> None:
    """Print a one-use link by which a person sets their password; an earlier one ends."""
    engine: Engine = context.obj
    settings: Settings = context.meta[KEPT]
    with engine.write(OPERATOR) as work:
        person_id = accounts.account_named(work, login).person_id
        made = accounts.invite(work, person_id, settings.account_rules)
    click.echo(made.code, err=True)
    click.echo(accounts.address_of(settings.site, made.token))


@click.command()
@click.option("--login", required=True, help="Whose password.")
@click.password_option(help="12 characters or more; asked for where it is not given.")
@click.pass_obj
def password(engine: Engine, login: str, password: str) -> None:
    """Give a person a new password; by a link nobody but they would know it."""
    with engine.write(OPERATOR) as work:
        accounts.set_password(work, login, password)
