"""Workbooks on the command line: the template out, filled ones in."""

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from webapp.cli.main import KEPT
from webapp.cli.reasons import spoken
from webapp.exchange import notices, questions, words
from webapp.request.current import running
from webapp.words.catalogue import gettext as _
from workflow import exchange, items, people
from workflow.engine import Engine
from workflow.exchange import ImportView
from workflow.values import Actor

MOST_LISTED = 200


@click.command()
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The workbook to write.",
)  # fmt: skip
@click.option("--cycle", help="Like 2021-09; the cycle running now, if not given.")
@click.option("--as", "login", help="Filled with the items that this person may write on.")
@click.pass_obj
def template(engine: Engine, output: Path, cycle: str | None, login: str | None) -> None:
    """Write the workbook to fill in, in the layout of 資料1-6."""
    with engine.read() as unknown:
        work = unknown.as_(people.actor_named(unknown, login) if login else None)
        cycle_id = cycle or running(items.cycles(work), work.today).id
        output.write_bytes(exchange.workbook(work, cycle_id, items=bool(login)).content)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--cycle", required=True, help="Like 2021-09 or 2022-initial.")
@click.option("--as", "login", required=True, help="The login of the person who brings it.")
@click.option("--dry-run", is_flag=True, help="Only say what would be created and changed.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="QUESTION=CHOICE",
    help="An answer to what is asked of the file, like unit=yen; may be given several times.",
)
@click.option(
    "--good-rows", is_flag=True, help="Bring in the rows that are right, and name the others."
)
@click.pass_context
def import_file(
    context: click.Context,
    file: Path,
    cycle: str,
    login: str,
    dry_run: bool,
    good_rows: bool,
    answers: tuple[str, ...],
) -> None:
    """Create and change the items that FILE holds: all of them, or none unless asked otherwise.

    What has to be asked is named on stderr with its choices, and every problem by sheet and
    cell; then nothing was changed.
    """
    engine: Engine = context.obj
    with engine.read() as work:
        actor = people.actor_named(work, login)
    number = _staged(engine, actor, cycle, file, _parted(answers))
    with engine.read(actor) as work:
        view = exchange.view(work, number)
    with spoken(context.meta[KEPT]):
        _print(view)
    is_taken = view.is_ready or (good_rows and view.can_come_in_part)
    if is_taken and not dry_run:
        with engine.write(actor) as work, _bar(view.create + view.change) as bar:
            done = exchange.commit(
                work, number, good_only=good_rows, tell=lambda _rows: bar.update(1)
            )
        click.echo(f"created {done.created} changed {done.changed}")
    if view.problems or view.open_conflicts or view.open_questions:
        sys.exit(1)


def _bar(rows: int) -> AbstractContextManager[Any]:
    """A bar for who waits at a terminal; a script is told nothing."""
    return click.progressbar(
        length=rows, label="Bringing in", file=sys.stderr, hidden=not sys.stderr.isatty()
    )


def _parted(answers: tuple[str, ...]) -> dict[str, str]:
    """Answers by the keys of their questions."""
    if wrong := [answer for answer in answers if "=" not in answer]:
        raise click.BadParameter(f"{wrong[0]} is not QUESTION=CHOICE", param_hint="--answer")
    return {key: word for key, _sign, word in (one.rpartition("=") for one in answers)}


def _staged(engine: Engine, actor: Actor, cycle: str, file: Path, answers: dict[str, str]) -> int:
    """The number of the import, answered and with all its rows looked at, some at a time."""
    with engine.read(actor) as work:
        brought = exchange.bring(work, file.name, file.read_bytes())
    with engine.write(actor) as work:
        number = exchange.stage(work, cycle, brought)
    _answer(engine, actor, number, answers)
    is_read = False
    while not is_read:
        with engine.write(actor) as work:
            is_read = exchange.advance(work, number)
    return number


def _answer(engine: Engine, actor: Actor, number: int, answers: dict[str, str]) -> None:
    """Answer what is asked; an answer may bring further questions."""
    waiting = dict(answers)
    while waiting:
        with engine.read(actor) as work:
            asked = {one.key for one in exchange.view(work, number).questions}
        now = {key: waiting.pop(key) for key in asked & set(waiting)}
        if not now:
            return
        with engine.write(actor) as work:
            exchange.answer(work, number, now)


def _print(view: ImportView) -> None:
    for line in view.lines[:MOST_LISTED]:
        click.echo(f"{line.kind} {line.row} {line.item_id or '-'} {line.name}")
    for one in view.notices:
        click.echo(notices.notice(one), err=True)
    for asked in view.open_questions:
        click.echo(questions.asked(asked), err=True)
    for problem in view.problems:
        click.echo(words.problem(problem), err=True)
    for conflict in view.conflicts:
        click.echo(words.conflict(view, conflict), err=True)
    click.echo(f"{view.create} to create, {view.change} to change, {view.same} as they are")
    if not (view.is_ready or view.problems or view.conflicts or view.open_questions):
        click.echo(_("There is nothing in this file to create or change."), err=True)
