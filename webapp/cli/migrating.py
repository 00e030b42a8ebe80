"""A plan that moves live items to another version: read from a file, rehearsed, carried out."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from webapp.cli.main import KEPT
from webapp.cli.reasons import spoken
from webapp.cli.tracks import text_of
from webapp.process.refusals import objection
from workflow import versions
from workflow.engine import Engine
from workflow.process import load_publishable
from workflow.values import OPERATOR, Actor
from workflow.versions import ItemsStranded, Objection, Plan, PlanInvalid


def plan_of(engine: Engine, text: str, origin: str, file: Path) -> Plan:
    """The plan of a file for a definition. Raises ProcessInvalid, PlanInvalid, NotFound."""
    new = load_publishable(text, origin)
    name, old_version, new_version, states = versions.read_plan(text_of(file))
    wrong = [
        versions.PlanFault(place, what, str(value))
        for place, what, said, value in (
            ("process", "other_process", name, new.name),
            ("to", "other_version", new_version, new.version),
        )
        if said != value
    ]
    if wrong:
        raise PlanInvalid(problems=tuple(wrong))
    with engine.read(OPERATOR) as work:
        return versions.plan_for(work.process(name, old_version), new, states)


def rehearse(engine: Engine, plan: Plan) -> None:
    """Print what a plan would do; ends with 1 where an item would be stranded."""
    with engine.read(OPERATOR) as work:
        found = versions.rehearse(work, plan)
    lang = click.get_current_context().meta[KEPT].language
    for one in found.passages:
        titles = plan.old.states[one.state].title[lang], plan.new.states[one.becomes].title[lang]
        said = f"{one.items:>7}  {one.state} -> {one.becomes}  {' → '.join(titles)}"
        click.echo(said, err=True)
    _tell_against(
        plan,
        {
            f"{one.number or one.name} (id {one.id}, {one.state})": one.objections
            for one in found.stranded
        },
    )
    if not found.is_sound:
        raise ItemsStranded(count=len(found.stranded), of=found.total)


def _tell_against(plan: Plan, items: Mapping[str, Iterable[Objection]]) -> None:
    """Print why each of the items, by its name, cannot be moved."""
    if not items:
        return
    with spoken(click.get_current_context().meta[KEPT]):
        for item, objections in items.items():
            said = " ".join(objection(plan.new, one) for one in objections)
            click.echo(f"{item}: {said}", err=True)


def migrate(engine: Engine, plan: Plan, actor: Actor) -> None:
    """Move the items, in batches; ends with 1 where some stay on the old version."""
    with engine.write(actor) as work:
        migration_id = versions.order(work, plan)
    more, moved, left = True, 0, 0
    while more:
        with engine.write(actor) as work:
            progress = versions.advance(work, migration_id)
        more, moved, left = progress.more, moved + progress.moved, left + len(progress.left)
        _tell_against(
            plan,
            {f"item {item_id} moved meanwhile and stays": said for item_id, said in progress.left},
        )
    click.echo(f"{moved} moved, {left} left", err=True)
    if left:
        raise click.ClickException(f"{left} items stay on version {plan.old.version}")
