"""Steps as rows of a file say them: checked, then added or changed."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from workflow.models import UndertakingStep
from workflow.undertakings import record, steps
from workflow.undertakings.drafts import LONGEST_ENTRY
from workflow.undertakings.policy import require_wording
from workflow.undertakings.record import locked_part
from workflow.undertakings.rows import locked
from workflow.undertakings.step_file import StepDraft
from workflow.undertakings.steps import StepPlan, StepReport
from workflow.values.cleaning import Checking
from workflow.values.promotion import StepState
from workflow.work import Work

WORDING: Final = ("undertaking", "quarter", "mark", "text", "cycle_ids")
PLAN: Final = ("begins_on", "due_on", "people")
REPORT: Final = ("state", "done_on", "said")


def checked(work: Work, before: StepDraft | None, after: StepDraft) -> None:
    """Say everything that is wrong with a row of which cells were read.

    Raises InputRefused, naming columns.
    """
    check = Checking()
    check.line("text", after.text, LONGEST_ENTRY, needed=True)
    if not after.quarter:
        check.wrong("quarter", "required")
    if not after.mark:
        check.wrong("mark", "required")
    if before is None or _differs(before, after, PLAN):
        check.in_order("due_on", after.begins_on, after.due_on)
        steps.people_of(work, after.people, check)
    if before is None or _differs(before, after, REPORT):
        steps.said_of(_report(after), check, work.today)
        if after.done_on is not None and after.state is not StepState.DONE:
            check.wrong("done_on", "done_on_without_done")
    check.done()


def write(work: Work, step_id: int | None, before: StepDraft | None, after: StepDraft) -> None:
    """Put a checked row down: add a step, or change what differs of one.

    Raises WrongRole, NotFound, InputRefused.
    """
    if step_id is None or before is None:
        step_id, before = _add(work, after)
    elif _differs(before, after, WORDING):
        _word(work, step_id, after)
    if _differs(before, after, PLAN):
        plan = StepPlan(after.begins_on, after.due_on, after.people)
        steps.plan_step(work, step_id, plan, _seen(work, step_id))
    if _differs(before, after, REPORT):
        steps.report_step(work, step_id, _report(after), _seen(work, step_id))


def _add(work: Work, after: StepDraft) -> tuple[int, StepDraft]:
    require_wording(work.actor)
    row = locked(work, after.undertaking)
    step = UndertakingStep(undertaking_id=row.id, state=StepState.PLANNED, said="")
    _put_words(work, step, after)
    work.session.add(step)
    work.session.flush()
    record.put(work, step)
    return step.id, StepDraft(
        after.undertaking, after.quarter, after.mark, step.text, after.cycle_ids
    )


def _word(work: Work, step_id: int, after: StepDraft) -> None:
    require_wording(work.actor)
    step = locked_part(work, UndertakingStep, step_id)
    with record.recorded(work, step):
        _put_words(work, step, after)


def _put_words(work: Work, step: UndertakingStep, after: StepDraft) -> None:
    """Write a step's words; in another quarter it comes after those that are there."""
    if step.quarter != after.quarter:
        mine = (
            UndertakingStep.undertaking_id == step.undertaking_id,
            UndertakingStep.quarter == after.quarter,
            UndertakingStep.removed_at.is_(None),
        )
        last = work.session.scalar(select(func.max(UndertakingStep.position)).where(*mine))
        step.quarter, step.position = after.quarter, (last or 0) + 1
    step.mark, step.cycle_ids = after.mark, list(after.cycle_ids)
    step.text = Checking().line("text", after.text, LONGEST_ENTRY)


def _report(after: StepDraft) -> StepReport:
    return StepReport(after.state, after.said, after.done_on)


def _seen(work: Work, step_id: int) -> str:
    return record.seen(work.session, locked_part(work, UndertakingStep, step_id))


def _differs(before: StepDraft, after: StepDraft, names: Sequence[str]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)
