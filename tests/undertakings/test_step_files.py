"""The steps of a year as a file: taken, changed, brought back; whole or not at all."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.hostile import cells_far_down, relations_that_explode
from workflow import documents, ledger, undertakings
from workflow.files.workbooks import FileRefused
from workflow.undertakings import StepPlan, StepReport, StepsNotReady, UndertakingChanged
from workflow.values.errors import NotFound, WrongRole
from workflow.values.promotion import StepState

HEAD = "工程番号,取組事項,四半期,印,工程,予算,開始日,期限,担当者,状態,完了日,経過"


class Filed:
    """An office whose steps go out as a file and come back."""

    def __init__(self, office, row_id: int) -> None:
        self.office, self.row_id = office, row_id

    @property
    def steps(self):
        return {
            one.text: one for one in self.office.look("viewer", undertakings.one, self.row_id).steps
        }

    def taken(self, who: str = "secretariat") -> Workbook:
        file = self.office.look(who, documents.steps_document, 2021, "xlsx").content
        return load_workbook(BytesIO(file))

    def staged(self, who: str, file: Workbook | bytes | str) -> int:
        content = file.encode() if isinstance(file, str) else file
        if isinstance(content, Workbook):
            out = BytesIO()
            content.save(out)
            content = out.getvalue()
        brought = self.office.look(who, undertakings.FILES.bring, "工程.xlsx", content)
        return self.office.do(who, undertakings.FILES.stage, brought, 2021)

    def plan(self, who: str, file: Workbook | bytes | str):
        return self.office.look(who, undertakings.FILES.staged, self.staged(who, file)).plan

    def wrong(self, who: str, file: Workbook | bytes | str) -> list[tuple[int, str, str]]:
        found = self.plan(who, file).problems
        return [(one.row, one.column, one.key) for one in found]

    def carried_out(self, who: str, file: Workbook | bytes | str) -> tuple[int, int]:
        staged_id = self.staged(who, file)
        seen = self.office.look(who, undertakings.FILES.staged, staged_id).plan.seen
        return self.office.do(who, undertakings.FILES.commit, staged_id, seen)

    def planned(self, text: str, *given: Any) -> None:
        step = self.steps[text]
        self.office.do("reviewer", undertakings.plan_step, step.id, StepPlan(*given), step.seen)


@pytest.fixture
def filed(office, row_id):
    return Filed(office, row_id)


def put(book: Workbook, step: str, **cells: Any) -> Workbook:
    """Write on the row of a step, by heading."""
    tab = book.worksheets[0]
    names = [one.value for one in tab[1]]
    row = next(row for row in tab.iter_rows(min_row=2) if row[names.index("工程")].value == step)
    for name, value in cells.items():
        row[names.index(name)].value = value
    return book


def test_a_file_that_was_taken_comes_back_as_nothing_and_changed_as_that_change(filed):
    filed.planned("骨子案", date(2021, 7, 1), date(2021, 8, 20), ("officer", "colleague"))
    odd = StepReport(StepState.UNDER_WAY, "=1+1\n- 二行目")
    step = filed.steps["検討"]
    filed.office.do("reviewer", undertakings.report_step, step.id, odd, step.seen)
    for form in ("xlsx", "csv"):
        file = filed.office.look("reviewer", documents.steps_document, 2021, form).content
        plan = filed.plan("reviewer", file)
        assert (plan.lines, plan.problems) == ((), ())

    book = put(
        filed.taken("reviewer"), "骨子案",
        期限="R3.8.31", 担当者="officer、officer", 状況="済", 完了日="2021/8/1", 報告="まとめた。",
    )  # fmt: skip
    assert filed.carried_out("reviewer", book) == (0, 1)

    found = filed.steps["骨子案"]
    assert (found.begins_on, found.due_on, found.state, found.done_on, found.said) == (
        date(2021, 7, 1), date(2021, 8, 31), StepState.DONE, date(2021, 8, 1), "まとめた。",
    )  # fmt: skip
    assert [one.login for one in found.people] == ["officer"]
    with filed.office.engine.database.reading() as session:
        assert ledger.audit_changes(session).breaks == ()


def test_what_was_changed_here_since_stays_and_the_same_cell_changed_twice_is_said(filed):
    filed.planned("骨子案", None, date(2021, 8, 20), ("officer",))
    book = put(filed.taken(), "骨子案", 状況="実施中")
    filed.planned("骨子案", None, date(2021, 9, 10), ("officer",))

    assert filed.carried_out("secretariat", book) == (0, 1)
    found = filed.steps["骨子案"]
    assert (found.due_on, found.state) == (date(2021, 9, 10), StepState.UNDER_WAY)

    put(book, "骨子案", 期限="2021-08-25")
    (problem,) = filed.plan("secretariat", book).problems
    assert (problem.column, problem.key, problem.data["now"]) == (
        "due_on", "steps_both_changed", "2021-09-10",
    )  # fmt: skip
    put(book, "骨子案", 期限="2021-09-10")
    assert filed.wrong("secretariat", book) == []
    # Without what it was when it was taken, what the file says holds.
    del book["_jizen"]
    put(book, "骨子案", 期限="2021-08-25")
    assert filed.carried_out("secretariat", book) == (0, 1)


def test_the_secretariat_adds_and_rewords_steps_and_the_center_does_not(filed):
    step = filed.steps["素案"]
    file = (
        f"{HEAD}\n,DX推進計画,第4四半期,○,本部へ報告,,,2022-03-10,officer,,,\n"
        f"{step.id},DX推進計画,10~12月,□,素案の決定,2021-09,,,,,,\n"
    )
    assert filed.wrong("reviewer", file) == [
        (2, "quarter", "steps_wording_only"), (3, "text", "steps_wording_only"),
    ]  # fmt: skip

    assert filed.carried_out("secretariat", file) == (1, 1)
    # The same again finds what it added by its words.
    assert filed.plan("secretariat", file).lines == ()

    added, reworded = filed.steps["本部へ報告"], filed.steps["素案の決定"]
    assert (added.quarter, added.mark, added.due_on) == (4, "○", date(2022, 3, 10))
    assert [one.login for one in added.people] == ["officer"]
    assert (reworded.id, reworded.quarter, reworded.cycle_ids) == (step.id, 3, ("2021-09",))
    moved = filed.taken()
    assert filed.carried_out("secretariat", put(moved, "骨子案", 四半期="4-6月")) == (0, 1)
    assert filed.steps["骨子案"].quarter == 1


def test_everything_that_is_wrong_is_said_beside_its_cell_and_nothing_is_done(filed):
    steps = filed.steps
    outline, review = steps["骨子案"].id, steps["検討"].id
    rows = [
        f"{outline},DX推進計画,5-9月,★,骨子案,1999-13,昨日,2021-99-01,だれか,未定,,",
        "999999,DX推進計画,7-9月,●,検討,,,,,,,", "x" * 12 + ",DX推進計画,7-9月,●,検討,,,,,,,",
        ",ない取組,7-9月,●,検討,,,,,,,", f"{review},DX推進計画,7-9月,●,検討,,,,,中止,,",
        f"{review},DX推進計画,7-9月,●,検討,,2021-09-02,2021-09-01,,,2021-08-01,",
        f",DX推進計画,7-9月,●,{'長' * 10_000},,,,,,,",
    ]  # fmt: skip
    assert filed.wrong("secretariat", "\n".join([HEAD, *rows])) == [
        (2, "quarter", "systems_choice"), (2, "mark", "systems_choice"),
        (2, "cycle_ids", "entry_cycle_unknown"), (2, "people", "responsible_unknown"),
        (2, "state", "systems_choice"), (2, "begins_on", "day_unreadable"),
        (2, "due_on", "day_unreadable"),
        (3, "number", "steps_number_unknown"), (4, "number", "steps_number_unknown"),
        (5, "undertaking", "steps_undertaking_unknown"), (6, "said", "required"),
        (7, "number", "steps_row_twice"), (7, "due_on", "ends_before_beginning"),
        (7, "done_on", "done_on_without_done"), (8, "text", "text_too_long"),
    ]  # fmt: skip
    assert filed.wrong("secretariat", "番号,名前\n1,2\n") == [(1, "text", "steps_no_head")]
    for hostile in (b"PK\x03\x04broken", cells_far_down(), relations_that_explode()):
        with pytest.raises(FileRefused):
            filed.office.look("reviewer", undertakings.FILES.bring, "a.xlsx", hostile)
    with pytest.raises(FileRefused):
        filed.plan("reviewer", "\n".join([HEAD, *["1,a,b,c,d,,,,,,,"] * 301]))

    many = [f",DX推進計画,4-6月,●,工程{number},,,,,,," for number in range(21)]
    assert filed.wrong("secretariat", "\n".join([HEAD, *many])) == [(22, "quarter", "too_many")]
    assert len(filed.steps) == 4


def test_a_file_is_carried_out_as_it_was_shown_by_whoever_brought_it_once(filed):
    office, step = filed.office, filed.steps["骨子案"]
    file = put(filed.taken("reviewer"), "骨子案", 報告="進めている。")
    staged_id = filed.staged("reviewer", file)
    seen = office.look("reviewer", undertakings.FILES.staged, staged_id).plan.seen
    filed.planned("骨子案", None, date(2021, 9, 10), ())

    with pytest.raises(UndertakingChanged):
        office.do("reviewer", undertakings.FILES.commit, staged_id, seen)
    with pytest.raises(NotFound):
        office.look("secretariat", undertakings.FILES.staged, staged_id)
    for verb in (undertakings.FILES.bring, undertakings.FILES.stage, undertakings.FILES.commit):
        with pytest.raises(WrongRole):
            office.do("officer", verb, 1, b"")
    with pytest.raises(WrongRole):
        office.look("officer", documents.steps_document, 2021, "xlsx")
    seen = office.look("reviewer", undertakings.FILES.staged, staged_id).plan.seen
    assert office.do("reviewer", undertakings.FILES.commit, staged_id, seen) == (0, 1)
    with pytest.raises(StepsNotReady):
        office.do("reviewer", undertakings.FILES.commit, staged_id, seen)
    assert filed.steps["骨子案"].said == "進めている。"
    assert filed.steps["骨子案"].id == step.id
