"""Commands about people and their roles, for scripts: pages do the same."""

import csv
import json
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import click

from webapp.cli.accounts import link
from webapp.cli.main import KEPT
from webapp.cli.person_options import DAY, ROLE, held, particulars
from webapp.cli.reasons import spoken
from webapp.cli.watching import changing
from webapp.rosters import words
from webapp.words.cell_problems import together
from workflow import office, people, rosters
from workflow.engine import Engine
from workflow.people import Holding, Holds, Particulars
from workflow.values import (
    OPERATOR,
    AnyRole,
    InputRefused,
    NotFound,
    OwnRole,
    Period,
    Place,
    Problem,
    Title,
    neutralised,
)
from workflow.work import Work


@click.group()
def person() -> None:
    """People and their roles, for scripts; pages do the same."""


person.add_command(link)


@person.command()
@click.argument("login")
@click.option("--name", required=True, help="The name in Japanese.")
@particulars
@held
@click.pass_obj
def add(engine: Engine, /, login: str, name: str, **given: Any) -> None:
    """Add somebody, perhaps with a role."""
    with changing(engine) as work:
        typed = _typed(work, Particulars(Title(name, "")), given)
        _give(work, people.add(work, login, typed), given)


@person.command()
@click.argument("login")
@click.option("--name", help="The name in Japanese.")
@particulars
@held
@click.option("--on/--off", "switch", default=None, help="Let them sign in again, or no more.")
@click.pass_obj
def change(
    engine: Engine, /, login: str, name: str | None, switch: bool | None, **given: Any
) -> None:
    """Change what is said of a person, give a role, switch them off or on."""
    with changing(engine) as work:
        view = people.one(work, people.id_of(work, login))
        before = Particulars(
            Title(name or view.name.ja, view.name.en),
            view.kana,
            view.staff_number,
            view.email,
            view.workplace.place if view.workplace else None,
        )
        people.change(work, view.id, _typed(work, before, given))
        _give(work, view.id, given)
        if switch is not None:
            (people.switch_on if switch else people.switch_off)(work, view.id)


@person.command()
@click.argument("login")
@click.option("--role", type=ROLE, required=True, help="The role to end, like officer:soumu.")
@click.option("--until", "until_on", type=DAY, help="Its last day; without one it ends at once.")
@click.pass_obj
def end(engine: Engine, /, login: str, role: tuple[AnyRole, str], until_on: date | None) -> None:
    """End a role that somebody holds or will hold."""
    with changing(engine) as work:
        view = people.one(work, people.id_of(work, login))
        department = _department(work, _known(work, role)[1])
        live = [*view.held(Holds.NOW), *view.held(Holds.LATER)]
        found = [one for one in live if (one.role, one.department_id) == (role[0], department)]
        if not found:
            raise NotFound(what="role", name=role[0])
        people.end(work, found[0].id, until_on)


@person.command("list")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def list_people(engine: Engine, /, form: str, output: Path | None) -> None:
    """Everybody, one row a person and role that is held or will be held."""
    with engine.read(OPERATOR) as work:
        rows = rosters.listed(work)
    if form == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    else:
        out = StringIO(newline="")
        writer = csv.DictWriter(out, list(rosters.HEADINGS), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: neutralised(text) for name, text in row.items()} for row in rows)
        text = out.getvalue()
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)


@person.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.pass_context
def import_people(context: click.Context, file: Path, dry_run: bool) -> None:
    """Bring in the list that FILE holds (Excel or CSV): all of it, or nothing."""
    engine: Engine = context.obj
    with engine.read(OPERATOR) as work:
        cells = rosters.bring(work, file.name, file.read_bytes()).cells
        found = rosters.preview(work, cells)
    with spoken(context.meta[KEPT]):
        for one in together(found.problems):
            click.echo(f"{one.rows} {words.column(one.column)}: {one.said}", err=True)
    click.echo(f"{found.added} to add, {found.changed} to change")
    if found.problem_count:
        sys.exit(1)
    if found.changes and not dry_run:
        with changing(engine) as work:
            done = rosters.take_in(work, cells, found.seen)
        click.echo(f"added {done.added} changed {done.changed}")


def _typed(work: Work, before: Particulars, given: dict[str, Any]) -> Particulars:
    """What is said of a person with what the options say instead."""

    def said(name: str, usual: str) -> str:
        return usual if given[name] is None else str(given[name])

    section = given["section"]
    return Particulars(
        Title(before.name.ja, said("name_en", before.name.en)),
        said("kana", before.kana),
        said("staff_number", before.staff_number),
        said("email", before.email),
        before.place if section is None else _place(work, section),
    )


def _give(work: Work, person_id: int, given: dict[str, Any]) -> None:
    if given["role"] is None:
        return
    role, code = _known(work, given["role"])
    period = Period(given["from_on"], given["until_on"])
    people.give(work, person_id, Holding(role, _department(work, code), period))


def _known(work: Work, role: tuple[AnyRole, str]) -> tuple[AnyRole, str]:
    """The role of an option; one that neither the program nor the office has is wrong usage."""
    if isinstance(role[0], OwnRole) and role[0] not in office.office(work).own_roles:
        raise click.UsageError(f"{role[0]} is no role")
    return role


def _department(work: Work, code: str) -> int | None:
    """The id of the department with this code, None for "". Raises NotFound."""
    if not code:
        return None
    found = [one.id for one in people.departments(work) if one.code == code]
    if not found:
        raise NotFound(what="department", name=code)
    return found[0]


def _place(work: Work, text: str) -> Place | None:
    """DEPARTMENT/SECTION or DEPARTMENT, None for "". Raises InputRefused, NotFound."""
    if not text:
        return None
    code, _sign, name = text.partition("/")
    department = _department(work, code)
    for one in people.workplaces(work):
        if (one.place.department_id, one.section.ja if one.section else "") == (department, name):
            return one.place
    raise InputRefused([Problem("section", "unknown_section_of_person")])
