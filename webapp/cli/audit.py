"""`jizen audit`: the ledger's proofs, and whether the files that were kept are still whole."""

import json
import sys
from itertools import chain
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from webapp.cli.items import TO
from workflow import accounts, items, ledger
from workflow.engine import Engine
from workflow.values import OPERATOR, SecurityKind


@click.group()
def audit() -> None:
    """The ledger's proofs."""


@audit.command()
@click.option("--against", metavar="HEAD", help="A head that was printed earlier.")
@click.option("--without-files", is_flag=True, help="Do not read the files that were kept.")
@click.pass_obj
def verify(engine: Engine, against: str | None, without_files: bool) -> None:
    """Walk the whole ledger; exit 1 names the first broken entry of every item.

    Prints the head. A HEAD printed earlier is good if the ledger once had it and has
    only grown since. The record of the office's changes is walked too, and compared with
    how people, organisation and lists stand, and every file that was kept is read once.
    """
    with engine.read() as work:
        found = ledger.audit(work.session, against)
        changes = ledger.audit_changes(work.session)
    _tell_breaks(found, changes)
    are_whole = without_files or _tell_damaged_files(engine)
    if not (found.is_sound and changes.is_sound and are_whole):
        sys.exit(1)
    _keep(engine, found.now)
    click.echo(found.head)


def _tell_breaks(found: ledger.Audit, changes: ledger.ChangeAudit) -> None:
    for differing in changes.breaks:
        where = "no entry" if differing.sequence is None else f"entry {differing.sequence}"
        click.echo(
            f"record of changes, {where}: {differing.subject} {differing.code}: {differing.what}",
            err=True,
        )
    for broken in found.breaks:
        click.echo(f"item {broken.item_id}, entry {broken.sequence}: {broken.what}", err=True)
    if found.breaks:
        click.echo(f"{len(found.breaks)} histories are broken", err=True)
    if since := found.since:
        click.echo(
            f"The ledger had the given head {_when(since)};"
            f" entries written since: {since.entries_since}",
            err=True,
        )
    elif not found.is_sound and found.against not in (None, found.head):
        click.echo(
            f"The ledger never had the head {found.against}: an entry from before it was"
            f" printed is changed or missing. The head now is {found.head}",
            err=True,
        )


def _tell_damaged_files(engine: Engine) -> bool:
    """Name each file that is not as it was kept; gives whether there is none."""
    with engine.read() as work:
        storage, files = work.files, ledger.kept_files(work.session)
        in_database = list(ledger.damaged_in_database(work.session))
    # No transaction stays open while the folder or bucket is read.
    are_whole = True
    for one in chain(in_database, ledger.damaged_in_storage(storage, files)):
        are_whole = False
        click.echo(f"file {one.sha256} ({', '.join(one.belongs_to)}): {one.what}", err=True)
    return are_whole


def _when(since: ledger.Moment | ledger.Covered) -> str:
    if isinstance(since, ledger.Covered):
        return f"when it had {since.entries} entries"
    return f"after item {since.item_id}, entry {since.sequence} ({since.at})"


def _keep(engine: Engine, head: ledger.Head) -> None:
    """Keep what a head covers before it is printed, so that no clock is asked about it later."""
    try:
        with engine.write() as work:
            ledger.keep(work.session, head)
    except DBAPIError:
        click.echo("The database takes no writing: what this head covers is not kept.", err=True)


_CLOSED = (
    "The file has {0} opinions that nobody may read yet: hand it to auditors only."
    " / 全員の意見がそろうまで非公開の意見{0}件を含みます。監査の担当以外に渡さないでください。"
)


def _note_export(engine: Engine) -> None:
    try:
        with engine.write() as work:
            line = SecurityKind.EXPORTED, "jizen audit export"
            accounts.note_all(work, OPERATOR.login, accounts.SHELL, [line])
    except DBAPIError:
        click.echo("The database takes no writing: the security log tells nothing.", err=True)


@audit.command()
@TO
@click.pass_obj
def export(engine: Engine, output: Path | None) -> None:
    """Write the ledger as JSON Lines, for docs/verify_ledger.py; a file's head is printed.

    The hashes need every word, those of opinions that are still closed too: the file is for
    auditors. The security log tells that it was taken.
    """
    with engine.read() as work:
        head, closed = ledger.take(work.session), items.count_closed(work)
    _keep(engine, head)
    _note_export(engine)
    if closed:
        click.echo(_CLOSED.format(closed), err=True)
    with engine.read() as work:
        if output is None:
            sys.stdout.buffer.writelines(ledger.export(work.session))
            return
        with output.open("wb") as file:
            file.writelines(ledger.export(work.session))
    with output.open("rb") as file:
        click.echo(json.loads(file.readline())["head"])
