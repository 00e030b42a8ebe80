"""`jizen init`: an office from nothing, with its first administrator."""

import sys
from collections.abc import Callable
from typing import Final

import click

import migrations
from webapp.app.settings import Settings
from workflow import accounts, masters, office, people
from workflow.engine import Engine
from workflow.office import OfficeThere
from workflow.values import HEADS, OPERATOR, Office, OfficeKind, Role, Title, era_year, fiscal_year
from workflow.work import Work

USUAL: Final = Office()
NAMES: Final = (
    ("name", "Name of the office", Title("", "")),
    ("center", "Who reviews the items", USUAL.center),
    ("headquarters", "To whom the results are reported", USUAL.headquarters),
    ("finance", "Finance section", USUAL.finance),
)
"""What is asked for in both languages, and what it is called where nothing is said."""

Command = Callable[..., None]
Callback = Callable[[click.Context, click.Parameter, str | None], str]


def _asking(asked: str, usual: str = "", *, needed: bool = False) -> Callback:
    """Asks a person for what no option gave; a script has the usual, or must say it."""

    def answer(context: click.Context, option: click.Parameter, given: str | None) -> str:
        if given is not None:
            return given
        if sys.stdin.isatty():
            return str(click.prompt(asked, default=usual or (None if needed else "")))
        if needed and not usual:
            raise click.MissingParameter(ctx=context, param=option)
        return usual

    return answer


def _names(command: Command) -> Command:
    """An option for each name in Japanese and in English, asked for in this order."""
    for name, asked, usual in reversed(NAMES):
        english = _asking(f"{asked}, in English", usual.en)
        command = click.option(f"--{name}-en", callback=english, help=asked)(command)
        japanese = _asking(asked, usual.ja, needed=True)
        command = click.option(f"--{name}", callback=japanese, help=asked)(command)
    return command


def _head_of(context: click.Context, _option: click.Parameter, given: str) -> str:
    """Who heads the office, as it is usual for its kind."""
    return given or HEADS[OfficeKind(context.params["kind"])].ja


@click.command()
@click.option(
    "--kind",
    type=click.Choice([one.value for one in OfficeKind]),
    callback=_asking("prefecture, city, town or village", OfficeKind.CITY.value),
    is_eager=True,
)
@_names
@click.option("--short-name", default="", help="For the head of pages; the name where not given.")
@click.option(
    "--head", default="", callback=_head_of, help="知事, 市長 …; by its kind if not given."
)
@click.option("--sender", default="", help="Who signs the letters; the reviewers if not given.")
@click.option("--login", callback=_asking("Login of the first administrator", "admin"))
@click.option("--person", callback=_asking("Name of the first administrator", needed=True))
@click.pass_context
def init(
    context: click.Context, kind: str, name: str, name_en: str, short_name: str, center: str,
    center_en: str, headquarters: str, headquarters_en: str, finance: str, finance_en: str,
    head: str, sender: str, login: str, person: str,
) -> None:  # fmt: skip
    """Set an office up from nothing: tables, processes, its names, the first administrator.

    Asks for what is not given as an option. An office that is there already is refused.
    """
    engine: Engine = context.obj
    settings: Settings = context.meta["jizen.settings"]
    migrations.upgrade(engine.database.engine)
    with engine.read() as work:
        if office.profile(work).version:
            raise OfficeThere()
    engine.publish_bundled()
    named = Office(
        kind=OfficeKind(kind),
        name=Title(name, name_en),
        short_name=Title(short_name, ""),
        center=Title(center, center_en),
        headquarters=Title(headquarters, headquarters_en),
        finance=Title(finance, finance_en),
        head=Title(head, _in_english(head, OfficeKind(kind))),
        sender=sender,
    )
    with engine.write(OPERATOR) as work:
        office.set_up(work, named)
        masters.put_usual_funding(work)
        way_in = _first_administrator(work, login, person, settings)
        year = fiscal_year(work.today)
    click.echo(f"{name}: set up. The fiscal year now is {era_year(year)} ({year}).", err=True)
    click.echo(way_in)


def _in_english(head: str, kind: OfficeKind) -> str:
    return HEADS[kind].en if head == HEADS[kind].ja else ""


def _first_administrator(work: Work, login: str, name: str, settings: Settings) -> str:
    """Add the first administrator; gives the one-use link by which they set their password."""
    person_id = people.add_person(
        work,
        login=login,
        name=Title(name, ""),
        grants=[(Role.ADMIN, None)],
        password=None,
    )
    token = accounts.invite(work, person_id, settings.account_rules)
    return accounts.address_of(settings.site, token)
