"""One's own scores as a workbook: out, filled in, back; cell by cell, all of it or nothing."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.evaluation.conftest import Panel
from tests.support.office import SEPTEMBER
from workflow import documents, evaluation
from workflow.evaluation import (
    MARKS,
    DraftedVerdict,
    Kind,
    ScoresChanged,
    ScoresNotReady,
    SheetStatus,
)
from workflow.files.workbooks import FileRefused
from workflow.values import errors

FORMULA = '=HYPERLINK("http://attacker","押す")'
SECRET = "ほかの評価者の言葉"


@pytest.fixture
def items(panel: Panel) -> list[int]:
    """Three items before evaluators who score with ○, △ and ×."""
    panel.sit(scale=MARKS.words, finalisers=("finaliser", "evaluator2"))
    return [panel.office.an_item("reviewed") for _ in range(3)]


def taken(panel: Panel, login: str) -> Workbook:
    """The workbook as its evaluator opens it."""
    content = panel.look(login, documents.scores_book, SEPTEMBER).content
    return load_workbook(BytesIO(content))


def cell(book: Workbook, tab: str, item_id: int, heading: str) -> Any:
    """The cell of an item in a column, by the words over it."""
    page = book[tab]
    heads = [one.value for one in page[3]]
    row = next(row for row in page.iter_rows(min_row=4) if row[0].value == item_id)
    return row[heads.index(heading)]


def staged(panel: Panel, login: str, book: Workbook) -> int:
    out = BytesIO()
    book.save(out)
    with panel.engine.read(panel.person(login)) as work:
        brought = evaluation.bring_scores(work, "評価票.xlsx", out.getvalue())
    return panel.do(login, evaluation.stage_scores, SEPTEMBER, brought)


def plan_of(panel: Panel, login: str, number: int):
    return panel.look(login, evaluation.staged_scores, number).plan


def carried_out(panel: Panel, login: str, number: int, choices=(), **more: Any) -> tuple[int, int]:
    seen = plan_of(panel, login, number).seen
    return panel.do(login, evaluation.commit_scores, number, seen, dict(choices), **more)


def test_what_only_one_side_changed_is_kept_and_what_both_did_is_chosen(
    panel: Panel, items: list[int]
):
    first, second, third = items
    panel.save("evaluator", first, panel.card(2, comment="初め"))
    panel.submit("evaluator", third, panel.card(1))
    panel.submit("evaluator3", second, panel.card(1, comment=SECRET))
    book = taken(panel, "evaluator")
    assert SECRET not in str([[one.value for one in row] for row in book["評価票"]])
    cell(book, "評価票", first, "2. 観点 amount").value = "〇"
    typed = cell(book, "評価票", first, "総合コメント")
    typed.value, typed.data_type = FORMULA, "s"
    cell(book, "評価票", second, "評価案").value = "appropriate"
    panel.save("evaluator", first, panel.card(1, comment="画面で変えた"))

    number = staged(panel, "evaluator", book)
    plan = plan_of(panel, "evaluator", number)
    assert [(one.item_id, one.changed) for one in plan.lines] == [
        (first, ("score-amount", "comment")),
        (second, ("verdict",)),
    ]
    assert (plan.conflicts, plan.problems) == (1, ())
    with pytest.raises(ScoresNotReady):
        carried_out(panel, "evaluator", number)
    choice = {(Kind.SCORE, first, "comment"): "theirs"}
    with pytest.raises(ScoresChanged):
        panel.do("evaluator", evaluation.commit_scores, number, "0" * 64, choice)

    assert carried_out(panel, "evaluator", number, choice, submits=True) == (2, 2)

    own = panel.view("evaluator", first).own
    assert (own.card.scores, own.card.comment) == ({"plan": 1, "amount": 3}, FORMULA)
    assert own.status is SheetStatus.SUBMITTED
    assert panel.view("evaluator", second).own.card.verdict == "appropriate"
    with pytest.raises(ScoresNotReady):
        carried_out(panel, "evaluator", number)
    again = cell(taken(panel, "evaluator"), "評価票", first, "総合コメント")
    assert (again.value, again.data_type) == (FORMULA, "s")


def test_nothing_is_done_as_long_as_one_cell_is_wrong(panel: Panel, items: list[int]):
    first, second, third = items
    panel.submit("evaluator", third, panel.card(1))
    book = taken(panel, "evaluator")
    page = book["評価票"]
    cell(book, "評価票", first, "1. 観点 plan").value = 4
    cell(book, "評価票", first, "総合コメント").value = "あ" * 10_000
    cell(book, "評価票", second, "評価案").value = "よい"
    cell(book, "評価票", second, "総合コメント").value = FORMULA
    cell(book, "評価票", second, "3. コメント").value = "#REF!"
    cell(book, "評価票", second, "3. コメント").data_type = "e"
    cell(book, "評価票", third, "1. 観点 plan").value = "○"
    page.append([first, *[None] * 12])
    page.append([9_999, *[None] * 5, "○"])
    page.cell(3, page.max_column + 1, "私見")

    number = staged(panel, "evaluator", book)

    plan = plan_of(panel, "evaluator", number)
    assert [(one.column, one.key) for _, one in plan.problems] == [
        ("score-plan", "scores_no_step"),
        ("comment", "scores_cell_error"),
        ("comment-security", "scores_cell_error"),
        ("verdict", "unknown_verdict"),
        ("item", "scores_submitted"),
        ("item", "scores_row_twice"),
        ("item", "scores_item_unknown"),
    ]
    assert plan.unread == ("私見",)
    with pytest.raises(ScoresNotReady):
        carried_out(panel, "evaluator", number)
    assert panel.view("evaluator", first).own.version == 0
    with pytest.raises(errors.NotFound):
        panel.look("evaluator3", evaluation.staged_scores, number)


def test_a_file_of_somebody_else_is_refused_and_one_without_its_stamp_knows_nothing(
    panel: Panel, items: list[int]
):
    panel.submit("evaluator", items[0], panel.card(3, comment=SECRET))
    others = taken(panel, "evaluator")
    with pytest.raises(FileRefused) as refused:
        staged(panel, "evaluator3", others)
    assert refused.value.data["reason"] == "scores_of_another"

    own = taken(panel, "evaluator3")
    panel.save("evaluator3", items[0], panel.card(1))
    cell(own, "評価票", items[0], "1. 観点 plan").value = "△"
    del own["_jizen"]
    plan = plan_of(panel, "evaluator3", staged(panel, "evaluator3", own))
    assert (plan.conflicts, plan.drafts) == (1, ())
    for login in ("secretariat", "reviewer"):
        with pytest.raises(errors.WrongRole):
            panel.look(login, documents.scores_book, SEPTEMBER)


def test_a_finaliser_who_scores_learns_nothing_of_verdicts_before_they_look(
    panel: Panel, items: list[int]
):
    first, second, _ = items
    for item_id in (first, second):
        seen = panel.office.row(item_id).content_hash
        said = DraftedVerdict("appropriate", SECRET)
        panel.do("finaliser", evaluation.save_verdict, item_id, said, 0, seen)
    blind = taken(panel, "evaluator2")
    assert "評価の案" not in blind.sheetnames
    open_to = taken(panel, "finaliser")
    assert cell(open_to, "評価の案", first, "所見").value == SECRET
    cell(open_to, "評価の案", first, "所見").value = "所見を改めた"

    forged = open_to["評価の案"]
    page = blind.create_sheet("評価の案")
    for row in forged.iter_rows(values_only=True):
        page.append(row)
    problems = plan_of(panel, "evaluator2", staged(panel, "evaluator2", blind)).problems
    assert {one.key for _, one in problems} == {"scores_not_written"}
    assert SECRET not in repr(panel.look("evaluator2", evaluation.evaluator_book, SEPTEMBER))

    number = staged(panel, "finaliser", open_to)
    assert carried_out(panel, "finaliser", number) == (1, 0)
    assert panel.view("finaliser", first).draft.said.findings == "所見を改めた"
