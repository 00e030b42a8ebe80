"""A file of steps is carried out while somebody else changes a step that is in it."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.meanwhile import acting_before
from workflow import ledger, undertakings
from workflow.undertakings import Entry, RowDraft, StepPlan, UndertakingChanged, step_reading

pytestmark = pytest.mark.both_databases

HEAD = "取組事項,四半期,工程,開始日,期限,記号"
PLANNED = "DX推進計画,第2四半期,骨子案,2021-07-01,2021-08-20,□"
ADDED = "DX推進計画,第3四半期,成案,,,□"
REWORDED = "DX推進計画,第2四半期,検討,,,○"


def staged(office, line: str) -> tuple[int, str]:
    """A file of one row that waits to be carried out, and what was seen of it."""
    content = f"{HEAD}\n{line}\n".encode()
    brought = office.look("secretariat", undertakings.FILES.bring, "工程.csv", content)
    staged_id = office.do("secretariat", undertakings.FILES.stage, brought, 2021)
    view = office.look("secretariat", undertakings.FILES.staged, staged_id)
    assert view.plan.problems == ()
    assert len(view.plan.lines) == 1
    return staged_id, view.plan.seen


def steps(office, row_id):
    return {one.text: one for one in office.look("viewer", undertakings.one, row_id).steps}


def told(task: Callable[[], object], answers: list[str]) -> Callable[[], None]:
    """The task, which notes whether it was done or somebody else was quicker."""

    def run() -> None:
        try:
            task()
        except UndertakingChanged:
            answers.append("changed")
        else:
            answers.append("done")

    return run


def carried_out(office, staged_id: int, seen: str, meanwhile: Callable[[], None]) -> bool:
    """Carry the file out, somebody else acting before its rows are put down; did they wait?"""
    with acting_before(step_reading, "write", meanwhile) as waited:
        office.do("secretariat", undertakings.FILES.commit, staged_id, seen)
    return waited == [True]


def assert_sound(office) -> None:
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound


def test_whoever_plans_a_step_while_a_file_that_plans_it_is_carried_out_is_told_so(office, row_id):
    step, answers = steps(office, row_id)["骨子案"], []
    plan = StepPlan(date(2021, 9, 1), date(2021, 9, 17), ("officer",))
    edit = told(
        lambda: office.do("reviewer", undertakings.plan_step, step.id, plan, step.seen), answers
    )

    waited = carried_out(office, *staged(office, PLANNED), edit)

    assert (waited, answers) == (True, ["changed"])
    assert steps(office, row_id)["骨子案"].due_on == date(2021, 8, 20)
    assert_sound(office)


@pytest.mark.parametrize("line", [ADDED, REWORDED], ids=["added", "reworded"])
def test_whoever_rewrites_an_undertaking_while_a_file_changes_its_steps_is_told_so(
    office, row_id, line
):
    answers: list[str] = []
    seen = office.look("secretariat", undertakings.row_card, row_id).seen
    quarters = ((), (Entry("□", "骨子案"),), (), ())
    draft = RowDraft("DX推進計画", "", False, quarters)
    edit = told(
        lambda: office.do("secretariat", undertakings.change_row, row_id, draft, seen), answers
    )

    waited = carried_out(office, *staged(office, line), edit)

    assert (waited, answers) == (True, ["changed"])
    assert set(steps(office, row_id)) >= {"骨子案", "検討", "本部報告", "素案"}
    assert_sound(office)


def test_a_file_whose_step_was_changed_since_it_was_shown_is_refused(office, row_id):
    file = staged(office, PLANNED)
    step = steps(office, row_id)["骨子案"]
    plan = StepPlan(date(2021, 9, 1), date(2021, 9, 17), ("officer",))
    office.do("reviewer", undertakings.plan_step, step.id, plan, step.seen)

    with pytest.raises(UndertakingChanged):
        office.do("secretariat", undertakings.FILES.commit, *file)

    assert steps(office, row_id)["骨子案"].due_on == date(2021, 9, 17)
