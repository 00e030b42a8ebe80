"""Commands about meetings' reports: freeze, build again, verify."""

import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

import click

from webapp.cli.accounts import acting
from webapp.cli.items import TO
from workflow import editions, items, reports
from workflow.engine import Engine
from workflow.values import OPERATOR, NotFound, Stage
from workflow.work import Work

MEETING: Final = re.compile(r"\d{4}-\d{1,3}")
STAGES: Final = click.Choice([stage.value for stage in Stage])
FORMS: Final = click.Choice(["pdf", "xlsx", "csv", "json"])
FAULTS: Final = {
    "bytes_changed": "is not what was frozen: its bytes have changed",
    "missing": "is missing",
    "not_yet_written": "is not written yet: a worker does it",
    "record_differs": "does not agree with the record beside it",
    "rebuilt_differs": "is stored whole, but is no longer made the same from the snapshot",
    "ledger_never_had": "names a Merkle root that the ledger never had, or the ledger is broken",
    "unknown_file": "is, byte for byte, no file of any frozen edition",
}


@click.group()
def report() -> None:
    """The reports of headquarters meetings; a MEETING is named like 2021-2."""


@report.command()
@click.argument("meeting")
@click.option("--stage", type=STAGES, required=True, help="検討予定一覧 or 評価結果一覧.")
@click.option("--as", "login", required=True, help="The login of the person who freezes.")
@click.option("--note", default="", help="What is corrected, and why; needed from 第2版 on.")
@click.pass_obj
def freeze(engine: Engine, meeting: str, stage: str, login: str, note: str) -> None:
    """Freeze the report of MEETING as its next edition; prints edition, SHA-256, Merkle root."""
    with engine.write(acting(engine, login)) as work:
        there = reports.meeting_named(work, meeting)
        made = reports.freeze(work, there.id, Stage(stage), note)
    # Of a long list a worker would do it, where one is at work.
    reports.write_files(engine, made.id)
    click.echo(f"{meeting} {made.stage.value} {made.number} {made.sha256} {made.ledger_head}")


@report.command()
@click.argument("meeting")
@click.option("--as", "login", required=True, help="The login of the person who lifts.")
@click.option("--note", required=True, help="Why the results have to be corrected.")
@click.pass_obj
def lift(engine: Engine, meeting: str, login: str, note: str) -> None:
    """Lift the freeze of MEETING's results, so that evaluations can be taken back."""
    with engine.write(acting(engine, login)) as work:
        reports.lift(work, reports.meeting_named(work, meeting).id, note)


@report.command()
@click.argument("meeting")
@click.option("--stage", type=STAGES, help="The results, if any are frozen, where not given.")
@click.option("--edition", type=click.IntRange(1), help="The newest, where not given.")
@click.option("--format", "form", type=FORMS, default="pdf", help="json is the snapshot itself.")
@click.option("--stored", is_flag=True, help="The bytes stored at freezing, not made anew.")
@TO
@click.pass_obj
def build(
    engine: Engine, meeting: str, stage: str | None, edition: int | None, form: str,
    stored: bool, output: Path | None,
) -> None:  # fmt: skip
    """Make a file of a frozen edition of MEETING again from its snapshot.

    Exit 1 if that no longer gives the bytes that were frozen; --stored gives those.
    """
    with engine.read(OPERATOR) as work:
        there = reports.meeting_named(work, meeting)
        found = reports.edition(work, there.id, Stage(stage) if stage else None, edition)
        if stored or form == "json":
            content = reports.edition_file(work, found, form).content
        else:
            content = reports.rebuilt_file(work, found, form).content
    if form in found.files and sha256(content).hexdigest() != found.files[form]:
        name = f"{meeting} {found.stage.value} 第{found.number}版 {form}"
        otherwise = "--stored gives what was handed out."
        raise click.ClickException(f"{name} {FAULTS['rebuilt_differs']}; {otherwise}")
    if output:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@report.command()
@click.argument("what", nargs=-1, metavar="[MEETING|FILE]...")
@click.pass_obj
def verify(engine: Engine, what: tuple[str, ...]) -> None:
    """Check frozen editions: of meetings, of files that were handed out, or of everything.

    Exit 1 names each edition and file of which one bit is another.
    """
    with engine.read(OPERATOR) as work:
        names = what or tuple(f"{one.fiscal_year}-{one.number}" for one in items.meetings(work))
        found = [finding for name in names for finding in _findings(work, name)]
        found += () if what else editions.verify_years(work)
    for one in found:
        if one.is_sound:
            click.echo(f"{one.name}: good")
        else:
            click.echo(f"{one.name}: {FAULTS[one.fault]}", err=True)
    if not all(one.is_sound for one in found):
        sys.exit(1)


def _findings(work: Work, name: str) -> tuple[reports.Finding, ...]:
    path = Path(name)
    if path.is_file():
        return (reports.verify_file(work, name, path.read_bytes()),)
    if not MEETING.fullmatch(name):
        raise NotFound(what="file", name=name)
    return reports.verify(work, reports.meeting_named(work, name).id)
