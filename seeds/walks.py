"""The walks of the demonstration: every step of an item's way, taken by whoever took it."""

from collections.abc import Mapping
from dataclasses import replace

from seeds.records import SAVE, Item, Paper, WalkStep
from seeds.sittings import Sittings
from workflow import items, people
from workflow.engine import Engine
from workflow.items import ActionInput
from workflow.values import Action, Actor, FundingLine, SettableClock, Sheet


def sheet_of(item: Item, systems: Mapping[str, int]) -> Sheet:
    """A line of 資料1-6 as the sheet that a department fills in; `systems` are numbers by name."""
    return Sheet(
        section=item.section,
        field=item.field,
        category=item.category,
        name=item.name,
        amount_kyen=item.amount_kyen,
        funding=item.funding,
        summary=item.summary,
        goal_number=item.goals[0] if item.goals else None,
        dx_step=item.dx_step,
        current_system=item.system,
        system_id=systems[item.system] if item.system else None,
        funding_lines=tuple(
            FundingLine(line.source, line.amount_kyen) for line in item.funding_lines
        ),
    )


class Walk:
    """The six items on their way, step by step, in the order of time."""

    def __init__(
        self, engine: Engine, clock: SettableClock, paper: Paper, systems: Mapping[str, int]
    ) -> None:
        """No item is there yet; the `clock` is the one of `engine`, `systems` numbers by name."""
        self._systems = systems
        self._engine = engine
        self._clock = clock
        self._paper = paper
        self._sittings = Sittings(engine, paper)
        self._ids: dict[int, int] = {}

    def all(self) -> None:
        """Take every step at its moment, and close the sittings after the last."""
        steps = [(step, item) for item in self._paper.items for step in item.walk]
        for step, item in sorted(steps, key=lambda pair: pair[0].at):
            self._clock.set(step.at)
            with self._engine.read() as work:
                actor = people.actor_named(work, step.by)
            self._take(step, item, actor)
        self._sittings.close()

    def _take(self, step: WalkStep, item: Item, actor: Actor) -> None:
        if step.action == Action.CREATE:
            self._ids[item.number] = self._create(item, actor)
            return
        item_id = self._ids[item.number]
        with self._engine.read(actor) as work:
            seen = items.get(work, item_id).content_hash
        if step.action == SAVE:
            with self._engine.write(actor) as work:
                items.save(work, item_id=item_id, sheet=sheet_of(item, self._systems), seen=seen)
            return
        if step.action == Action.EVALUATE:
            self._sittings.score(item_id, item.cycle, step.verdict or "")
        particulars = ActionInput(
            verdict=step.verdict or "", findings=step.findings, conditions=step.conditions
        )
        self._engine.perform(item_id, step.action, actor, seen, step.note, particulars=particulars)

    def _create(self, item: Item, actor: Actor) -> int:
        sheet = sheet_of(item, self._systems)
        if first := item.first_draft:
            sheet = replace(sheet, funding=first.funding, summary=first.summary)
        with self._engine.read() as work:
            departments = items.departments(work, self._paper.schedule_year)
        department = next(one for one in departments if one.code == item.department)
        return self._engine.create(item.cycle, department.id, sheet, actor).item_id
