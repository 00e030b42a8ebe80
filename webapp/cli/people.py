"""Commands about passwords and addresses, and who acts in the other commands."""

import click

from workflow import people
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
