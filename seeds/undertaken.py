"""How far undertakings are in the demonstration: steps with days, people and reports."""

import tomllib
from importlib.resources import files
from typing import Any

from workflow import people, undertakings
from workflow.engine import Engine
from workflow.undertakings import StepPlan, StepReport
from workflow.values import StepState

WRITER = "reviewer"


def carry_out(engine: Engine, year: int) -> None:
    """Plan the steps that the data names, and report those that it says are done."""
    text = files("seeds.data").joinpath("undertaken.toml").read_text(encoding="utf-8")
    with engine.read() as work:
        writer = people.actor_named(work, WRITER)
    with engine.write(writer) as work:
        there = {
            (step.undertaking, step.text): step
            for row in undertakings.every(work, year)
            for step in row.steps
        }
        for told in tomllib.loads(text)["step"]:
            step = there[told["undertaking"], told["text"]]
            plan = StepPlan(None, told["due_on"], tuple(told["people"]))
            undertakings.plan_step(work, step.id, plan, step.seen)
            if "done_on" in told:
                planned = undertakings.step(work, step.id)
                undertakings.report_step(work, step.id, _done(told), planned.seen)


def _done(told: dict[str, Any]) -> StepReport:
    return StepReport(StepState.DONE, told["said"], told["done_on"])
