"""The command about the processes of a cycle: which sheets go by which."""

from pathlib import Path

import click

from webapp.cli.accounts import acting
from workflow import calendar
from workflow.calendar import TracksCard
from workflow.engine import Engine
from workflow.process import read_tracks, tracks_toml
from workflow.values import OPERATOR


@click.command()
@click.argument("cycle")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--as", "login", help="Who sets them; asked for with FILE.")
@click.pass_obj
def tracks(engine: Engine, cycle: str, file: Path | None, login: str | None) -> None:
    """Print by which processes the items of CYCLE go, or set that from FILE, once it is proved.

    A file has `[[tracks]]`, each with `process` and a condition `when` as a branch has it. The
    first rule that fits decides; the cycle's own process takes every other sheet. Rules of which
    some sheet fits both are told on stderr.
    """
    if file is not None:
        if not login:
            raise click.UsageError("Say who sets them: --as LOGIN.")
        rules = read_tracks(text_of(file), file.name)
        with engine.write(acting(engine, login)) as work:
            seen = calendar.tracks_card(work, cycle).cycle.seen
            calendar.change_tracks(work, cycle, rules, seen)
    with engine.read(OPERATOR) as work:
        _tell(calendar.tracks_card(work, cycle))


def _tell(card: TracksCard) -> None:
    click.echo(tracks_toml(card.tracks), nl=False)
    rest = "none" if card.proof.takes_every_sheet else card.cycle.view.process_name
    click.echo(f"# every other sheet: {rest}")
    for one in card.proof.shared:
        click.echo(
            f"Rules {one.one} and {one.other} both fit some items; rule {one.decides} decides."
            f" / 決まり{one.one}と{one.other}の両方に当てはまる案件があり、"
            f"決まり{one.decides}によります。",
            err=True,
        )


# ---------------------------------------------------------------- files as text


def text_of(file: Path) -> str:
    """The text of a file; whatever is not UTF-8 is refused with the file's name."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: not UTF-8 text ({error})") from error
