"""`jizen init`: an office from nothing, with its first administrator."""

from collections.abc import Callable
from typing import Any

import click

import migrations
from webapp.app.settings import Settings
from webapp.cli.asking import asking, both, in_language, is_answered, language, named_by, said
from webapp.cli.init_words import (
    DONE,
    ELSEWHERE,
    IN_ENGLISH,
    KIND,
    KIND_UNKNOWN,
    KINDS,
    LOGIN,
    NAMES,
    OPTIONS_OF_NAMES,
    OPTIONS_OF_PERSON,
    OVER,
    PERSON,
    STANDARD_SET,
)
from webapp.cli.main import KEPT
from workflow import accounts, calendar, masters, office, people, standard_set
from workflow.calendar import Doubt
from workflow.engine import Engine
from workflow.office import OfficeThere
from workflow.people import Holding, Particulars
from workflow.values import (
    HEADS,
    OPERATOR,
    Office,
    OfficeKind,
    Period,
    Role,
    Title,
    era_year,
    fiscal_year,
    short_date,
)
from workflow.work import Work

Command = Callable[..., None]


def _kind(context: click.Context, _option: click.Parameter, given: str | None) -> OfficeKind:
    """The kind that is named in either language; a person is asked until they name one."""
    while True:
        named = given
        if named is None and is_answered():
            named = str(click.prompt(said(context, KIND), default=_usual_kind(context)))
        found = _kind_named(named or OfficeKind.CITY.value)
        if found is not None:
            return found
        if given is not None:
            raise click.UsageError(said(context, KIND_UNKNOWN), context)
        click.echo(said(context, KIND_UNKNOWN), err=True)


def _usual_kind(context: click.Context) -> str:
    return said(context, Title(KINDS[OfficeKind.CITY], OfficeKind.CITY.value))


def _kind_named(named: str) -> OfficeKind | None:
    word = named.strip().lower()
    words = {one.value: one for one in OfficeKind} | {ja: one for one, ja in KINDS.items()}
    if word and word in "都道府県":
        return OfficeKind.PREFECTURE
    return words.get(word)


def _names(command: Command) -> Command:
    """An option for each name in Japanese and in English, asked for in this order."""
    for name, asked, usual in reversed(NAMES):
        english = Title(
            *(IN_ENGLISH.text(one).format(asked=asked.text(one)) for one in Title._fields)
        )
        command = click.option(
            f"--{name}-en", callback=_english(english, usual), help=both(english)
        )(command)
        japanese = asking(asked, Title(usual.ja, usual.ja), needed=True)
        command = click.option(f"--{name}", callback=japanese, help=both(asked))(command)
    return command


def _english(asked: Title, usual: Title) -> Callable[..., Any]:
    """The English name, asked only in English; in Japanese it is the usual one."""

    def answer(context: click.Context, option: click.Parameter, given: str | None) -> str:
        if given is None and language(context) != "en":
            return usual.en
        words: str = asking(asked, Title(usual.en, usual.en))(context, option, given)
        return words

    return answer


def _head_of(context: click.Context, _option: click.Parameter, given: str) -> str:
    """Who heads the office, as it is usual for its kind."""
    return given or HEADS[context.params["kind"]].ja


def _wants_standard_set(
    context: click.Context, _option: click.Parameter, given: bool | None
) -> bool:
    if given is not None or not is_answered():
        return bool(given)
    return click.confirm(said(context, STANDARD_SET), default=True)


@click.command()
@in_language
@click.option("--kind", callback=_kind, is_eager=True, help=both(KIND))
@_names
@click.option(
    "--short-name", default="", help="画面の上に出す略称 / for the head of pages, if not the name."
)
@click.option(
    "--head", default="", callback=_head_of, help="知事, 市長 …; by its kind if not given."
)
@click.option(
    "--sender", default="", help="通知の発信者 / who signs the letters; the reviewers if not given."
)
@click.option(
    "--login", callback=asking(LOGIN, Title("admin", "admin"), typed=True), help=both(LOGIN)
)
@click.option("--person", callback=asking(PERSON, needed=True), help=both(PERSON))
@click.option(
    "--standard-set/--no-standard-set",
    "with_standard_set",
    default=None,
    callback=_wants_standard_set,
    help="標準セットを入れる / put the standard set of lists, cycles and meetings in place.",
)
@click.pass_context
def init(
    context: click.Context, kind: OfficeKind, name: str, name_en: str, short_name: str,
    center: str, center_en: str, headquarters: str, headquarters_en: str, finance: str,
    finance_en: str, head: str, sender: str, login: str, person: str, with_standard_set: bool,
) -> None:  # fmt: skip
    """Set an office up from nothing: tables, processes, its names, the first administrator.

    Asks for what is not given as an option. An office that is there already is refused.
    """
    engine: Engine = context.obj
    settings: Settings = context.meta[KEPT]
    migrations.upgrade(engine.database.engine)
    with engine.read() as work:
        if office.profile(work).version:
            raise OfficeThere()
    engine.publish_bundled()
    named = Office(
        kind=kind,
        name=Title(name, name_en),
        short_name=Title(short_name, ""),
        center=Title(center, center_en),
        center_short=_short(Title(center, center_en)),
        headquarters=Title(headquarters, headquarters_en),
        finance=Title(finance, finance_en),
        head=Title(head, HEADS[kind].en if head == HEADS[kind].ja else ""),
        sender=sender,
    )
    with engine.write(OPERATOR) as work:
        with named_by(OPTIONS_OF_NAMES):
            office.set_up(work, named)
        masters.put_usual_funding(work)
        with named_by(OPTIONS_OF_PERSON):
            person_id = _first_administrator(work, login, person)
        their_work = work.as_(people.actor(work, person_id))
        if with_standard_set:
            standard_set.put_all(their_work)
        made = accounts.invite(work, person_id, settings.account_rules)
        fiscal = fiscal_year(work.today)
        over = _over(their_work, fiscal, language(context))
    _warn(context, settings, over)
    _say_done(context, settings, made, name=name, login=login, fiscal=fiscal)


def _say_done(
    context: click.Context,
    settings: Settings,
    made: accounts.Invitation,
    *,
    name: str,
    login: str,
    fiscal: int,
) -> None:
    """Say how the first administrator signs in; their link alone goes to the standard output."""
    start = f"{settings.site.rstrip('/')}/start"
    year = era_year(fiscal, language(context))
    done = said(context, DONE).format(
        name=name, year=year, start=start, login=login, code=made.code
    )
    click.echo(done, err=True)
    click.echo(accounts.address_of(settings.site, made.token))


def _short(center: Title) -> Title:
    """What the center is called for short: as it is called, unless that is what is usual."""
    return Office.center_short if center.ja == Office.center.ja else center


def _warn(context: click.Context, settings: Settings, over: str) -> None:
    """Say what the operator should look at: an address that is only usual, deadlines over."""
    if "site" not in settings.model_fields_set:
        click.echo(said(context, ELSEWHERE).format(port=settings.port), err=True)
    if over:
        click.echo(said(context, OVER).format(cycles=over), err=True)


def _over(work: Work, fiscal: int, lang: str) -> str:
    """The cycles whose submission deadline is over, each with its day."""
    doubtful = calendar.doubtful_days(work, fiscal)
    return ("、" if lang == "ja" else ", ").join(
        f"{one.cycle.view.title.text(lang)} {short_date(one.day, lang)}"
        for one in doubtful
        if one.doubt is Doubt.OVER
    )


def _first_administrator(work: Work, login: str, name: str) -> int:
    """Add the first administrator; gives their number. Raises InputRefused (login, name)."""
    person_id = people.add(work, login, Particulars(Title(name, "")))
    people.give(work, person_id, Holding(Role.ADMIN, None, Period(None, None)))
    return person_id
