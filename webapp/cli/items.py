"""Commands about items: the list, the one door from a shell, histories."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from webapp.cli.accounts import acting
from workflow import calendar, documents, items, reports
from workflow.engine import Engine
from workflow.items import ActionInput, ItemFilter
from workflow.values import OPERATOR, Action

TO = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; or stdout."
)


def _write_all(parts: Iterable[bytes], output: Path | None) -> None:
    """Write what comes in parts; nothing is left of it where it breaks off."""
    if output is None:
        sys.stdout.buffer.writelines(parts)
        return
    unfinished = output.with_name(f"{output.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(parts)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(content: bytes, output: Path | None) -> None:
    if output:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@click.command("list")
@click.option("--cycle", required=True, help="Like 2021-09 or 2022-initial.")
@click.option("--format", "form", type=click.Choice(["csv", "json", "xlsx", "pdf"]), default="csv")
@click.option(
    "--headings", type=click.Choice(["codes", "ja"]), default="codes", help="Of a csv's columns."
)
@TO
@click.pass_obj
def list_items(engine: Engine, cycle: str, form: str, headings: str, output: Path | None) -> None:
    """Print 資料1-6: the items of a cycle in 建制順."""
    with engine.read(OPERATOR) as work:
        wanted, codes = ItemFilter(cycle_id=cycle), headings == "codes"
        found = reports.list_file(work, wanted, form, codes=codes)
    _write(found.content, output)


@click.command()
@click.option("--year", type=int, required=True, help="The fiscal year, like 2021 for Reiwa 3.")
@click.option("--format", "form", type=click.Choice(["pdf", "json"]), default="json")
@TO
@click.pass_obj
def schedule(engine: Engine, year: int, form: str, output: Path | None) -> None:
    """Print 資料1-3: the schedule of a fiscal year."""
    with engine.read(OPERATOR) as work:
        found = calendar.schedule_of(work, year)
    _write(documents.schedule_document(found, form).content, output)


@click.command()
@click.argument("item")
@click.argument("action")
@click.option("--as", "login", required=True, help="The login of the person who acts.")
@click.option("--note", default="", help="The reason, or a remark.")
@click.option("--key", help="Idempotency key: the same key twice gives the first receipt.")
@click.option("--seen", help="Content hash that was looked at; the content now, if not given.")
@click.option("--verdict", default="", help="For evaluate.")
@click.option("--findings", default="", help="For evaluate.")
@click.option("--conditions", default="", help="For evaluate, where the verdict needs them.")
@click.option("--override", default="", help="For evaluate: why it is done without the sheets.")
@click.option("--meeting", type=int, help="For report; the cycle's only meeting, if not given.")
@click.option("--to-cycle", default="", help="For carry_over.")
@click.option("--despite-questions", is_flag=True, help="For approve: some are not answered.")
@click.pass_obj
def perform(
    engine: Engine, item: str, action: str, login: str, note: str, key: str | None,
    seen: str | None, verdict: str, findings: str, conditions: str, override: str,
    meeting: int | None, to_cycle: str, despite_questions: bool,
) -> None:  # fmt: skip
    """Take ACTION on ITEM (its number, or its exact name): the one door, from a shell."""
    with engine.read(OPERATOR) as work:
        item_id = items.find(work, item)
        there = items.get(work, item_id)
        known = work.process(there.process_name, there.process_version).actions
    if action not in (*Action, *known):
        raise click.BadParameter(f"{action!r} is none of: {', '.join(known)}", param_hint="ACTION")
    if action == Action.REPORT and meeting is None and len(there.cycle.meetings) == 1:
        meeting = there.cycle.meetings[0].id
    receipt = engine.perform(
        item_id,
        action,
        acting(engine, login),
        seen or there.content_hash,
        note,
        key,
        ActionInput(
            verdict,
            findings,
            conditions,
            meeting,
            to_cycle,
            override,
            despite_questions=despite_questions,
        ),
    )
    told = receipt.entry_hash or "-"  # of a closed opinion
    click.echo(f"{receipt.item_id} {receipt.action} {receipt.state} {told}")


@click.command()
@click.argument("item", required=False)
@click.option("--cycle", help="Of all items of a cycle, like 2021-09.")
@click.option("--year", type=int, help="Of all cycles of a fiscal year, like 2021 for Reiwa 3.")
@click.option("--format", "form", type=click.Choice(["json", "xes", "ocel"]))
@TO
@click.pass_obj
def history(
    engine: Engine,
    item: str | None,
    cycle: str | None,
    year: int | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Print what happened to ITEM (its number, or its exact name), or to all of a cycle or year.

    One item is printed as json unless told otherwise, many as xes (IEEE 1849) or ocel (2.0).
    """
    if [item, cycle, year].count(None) != 2:
        raise click.UsageError("Name an ITEM, or a --cycle, or a --year.")
    if item is None and form == "json":
        raise click.UsageError("Many items are printed as xes or ocel.")
    with engine.read(OPERATOR) as work:
        if item is not None:
            found = iter([documents.history(work, items.find(work, item), form or "json")])
        elif cycle is not None:
            found = documents.cycle_log(work, cycle, form or "xes")
        else:
            found = documents.year_log(work, year or 0, form or "xes")
        _write_all(found, output)
