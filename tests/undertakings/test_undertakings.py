"""The work behind 資料1-3: its steps, who writes and reads; each change is on record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import text

from tests.support.calendar import ROW
from tests.support.tampering import unguarded
from tests.support.undertakings import refused
from workflow import calendar, ledger, undertakings
from workflow.undertakings import (
    CommentDraft,
    DocumentDraft,
    Entry,
    NotResponsible,
    PilotDraft,
    StepPlan,
    StepReport,
    UndertakingChanged,
)
from workflow.values.errors import NotFound, NotSignedIn, WrongRole
from workflow.values.promotion import CommentOutcome, DocumentStage, StepState


def steps(office, row_id, who="viewer"):
    return office.look(who, undertakings.one, row_id).steps


def planned(office, step, due, *people):
    plan = StepPlan(None, due, people)
    office.do("reviewer", undertakings.plan_step, step.id, plan, step.seen)


@pytest.mark.both_databases
def test_a_step_is_planned_reported_by_whom_it_is_given_and_shown_as_late(office, row_id):
    outline, review, *_ = steps(office, row_id)
    yesterday = date(2021, 8, 1)
    planned(office, outline, yesterday, "officer", "viewer")
    planned(office, outline, yesterday, "viewer", "officer")

    outline = steps(office, row_id)[0]
    assert {one.login for one in outline.people} == {"officer", "viewer"}
    assert outline.late
    assert office.look("officer", undertakings.step, outline.id).may_report
    assert [one.id for one in office.look("viewer", undertakings.to_do)] == [outline.id]
    (line,) = office.look(None, calendar.schedule_of, 2021).lines[-1:]
    assert [(one.text, one.late) for one in line.quarters[1]] == [
        ("骨子案", True), ("検討", False), ("本部報告", False),
    ]  # fmt: skip
    (listed,) = office.look("viewer", undertakings.every, 2021)
    assert ([one.id for one in listed.late], listed.done, listed.counted) == ([outline.id], 0, 4)

    done = StepReport(StepState.DONE, "骨子案をまとめた。", date(2021, 7, 30))
    for _twice in range(2):
        office.do("officer", undertakings.report_step, outline.id, done, outline.seen)
    reported = steps(office, row_id)[0]
    assert (reported.state, reported.done_on, reported.late) == (
        StepState.DONE, date(2021, 7, 30), False,
    )  # fmt: skip
    assert office.look("viewer", undertakings.to_do) == ()
    under_way = StepReport(StepState.UNDER_WAY, "まだ。")
    with pytest.raises(UndertakingChanged):
        office.do("viewer", undertakings.report_step, outline.id, under_way, outline.seen)
    with pytest.raises(NotResponsible):
        office.do("officer", undertakings.report_step, review.id, done, review.seen)
    with pytest.raises(WrongRole):
        office.do("officer", undertakings.plan_step, review.id, StepPlan(None, None), review.seen)
    history = office.look("viewer", undertakings.one, row_id).history
    assert [(one.action, one.part, one.note) for one in history[:2]] == [
        ("report", "step", "骨子案をまとめた。"), ("change", "step", ""),
    ]  # fmt: skip


def test_what_is_wrong_with_a_step_is_said_beside_its_field(office, row_id):
    first = steps(office, row_id)[0]

    def plan(*given):
        return refused(office, "reviewer", undertakings.plan_step, first.id, StepPlan(*given), "")

    assert plan(date(2021, 9, 1), date(2021, 8, 1)) == {"due_on": "ends_before_beginning"}
    assert plan(None, None, ("nobody", "x" * 10_000)) == {"people": "responsible_unknown"}
    assert plan(None, None, tuple(map(str, range(21)))) == {"people": "too_many"}
    ahead = StepReport(StepState.DONE, "あ" * 2001, date(2099, 1, 1))
    report = (undertakings.report_step, first.id)
    assert refused(office, "reviewer", *report, ahead, first.seen) == {
        "said": "text_too_long", "done_on": "day_ahead",
    }  # fmt: skip
    dropped = StepReport(StepState.DROPPED)
    assert refused(office, "reviewer", *report, dropped, first.seen) == {"said": "required"}


def test_steps_keep_their_work_when_the_lines_of_the_row_are_typed_anew(office, row_id):
    outline, review, report, draft = steps(office, row_id)
    planned(office, review, date(2021, 9, 1), "officer")
    moved = ((), (Entry("○", "本部への報告"), Entry("●", "検討")), (Entry("□", "骨子案"),), ())
    seen = office.look("secretariat", undertakings.row_card, row_id).seen

    office.do(
        "secretariat",
        undertakings.change_row,
        row_id,
        undertakings.RowDraft("DX推進計画", "", False, moved),
        seen,
    )

    now = {one.text: one for one in steps(office, row_id)}
    assert {text: one.id for text, one in now.items()} == {
        "本部への報告": report.id, "検討": review.id, "骨子案": outline.id,
    }  # fmt: skip
    assert (now["検討"].due_on, now["検討"].people[0].login) == (date(2021, 9, 1), "officer")
    assert now["骨子案"].quarter == 3
    with pytest.raises(NotFound):
        office.look("viewer", undertakings.step, draft.id)


@pytest.mark.both_databases
def test_the_same_sent_twice_at_once_is_one_and_of_two_plans_one_wins(office, row_id):
    step = steps(office, row_id)[0]
    given = DocumentDraft("計画", DocumentStage.DRAFT, date(2021, 8, 1))

    def add(_time):
        return office.do("reviewer", undertakings.add_document, row_id, given)

    def plan(day):
        try:
            planned(office, step, date(2021, 9, day))
        except UndertakingChanged:
            return 0
        return day

    with ThreadPoolExecutor(2) as both:
        assert len(set(both.map(add, range(2)))) == 1
        (won,) = set(both.map(plan, (1, 2))) - {0}

    assert steps(office, row_id)[0].due_on == date(2021, 9, won)


VERBS = [
    (undertakings.add_document, 1, DocumentDraft("計画", DocumentStage.DRAFT, None)),
    (undertakings.add_pilot, 1, PilotDraft("遠隔診療")),
    (undertakings.answer_comment, 1, CommentOutcome.NOTED, "参考とする。", ""),
    (undertakings.change_pilot, 1, PilotDraft("遠隔診療"), ""),
    (undertakings.link_item, 1, "9補-総務-001"),
    (undertakings.plan_step, 1, StepPlan(None, None), ""),
    (undertakings.add_comment, 1, CommentDraft("県民", None, "意見")),
    (undertakings.set_comment_period, 1, None, None, ""),
    (undertakings.unlink_item, 1, 1),
]
READINGS = [
    (undertakings.every, 2021), (undertakings.one, 1), (undertakings.step, 1),
    (undertakings.document, 1), (undertakings.comment, 1), (undertakings.pilot, 1),
]  # fmt: skip


def test_only_the_center_writes_and_only_people_who_are_signed_in_read(shared_office):
    for verb, *given in VERBS:
        for login in ("officer", "viewer", "advisor", "evaluator"):
            with pytest.raises(WrongRole):
                shared_office.do(login, verb, *given)
        with pytest.raises(NotSignedIn):
            shared_office.do(None, verb, *given)
    for verb, *given in READINGS:
        with pytest.raises(NotSignedIn):
            shared_office.look(None, verb, *given)
    for verb in (undertakings.one, undertakings.step, undertakings.document):
        for number in (0, -1, 999, 10**30):
            with pytest.raises(NotFound):
                shared_office.look("viewer", verb, number)


TAMPERED = [
    ("undertakings", "title = '別の計画'", "{row}"),
    ("undertaking_steps", "due_on = '2030-01-01'", "{row}/step/1"),
    ("undertaking_step_people", "person_id = (SELECT max(id) FROM people)", "{row}/step/1"),
    ("undertaking_documents", "outline = '別の内容'", "{row}/document/1"),
    ("undertaking_comments", "text = '別の意見'", "{row}/comment/1"),
    ("undertaking_pilots", "theme = '別のテーマ'", "{row}/pilot/1"),
]


@pytest.mark.both_databases
def test_whatever_is_changed_past_the_record_is_found_and_named(office, row_id):
    planned(office, steps(office, row_id)[0], date(2021, 9, 1), "officer")
    given = DocumentDraft("計画", DocumentStage.OUTLINE, date(2021, 8, 1))
    office.do("reviewer", undertakings.add_document, row_id, given)
    said = CommentDraft("県民", date(2021, 8, 2), "意見", 1)
    office.do("reviewer", undertakings.add_comment, row_id, said)
    office.do("reviewer", undertakings.add_pilot, row_id, PilotDraft("遠隔診療"))
    office.do("secretariat", undertakings.remove_row, office.do(
        "secretariat", undertakings.add_row, 2021, ROW))  # fmt: skip

    with unguarded(office.engine) as session:
        assert ledger.audit_changes(session).is_sound
        for table, change, code in TAMPERED:
            with session.begin_nested() as savepoint:
                where = "" if "people" in table else " WHERE id = 1"
                session.execute(text(f"UPDATE {table} SET {change}{where}"))
                session.expire_all()
                (found,) = ledger.audit_changes(session).breaks
                savepoint.rollback()
            assert (found.subject, found.code) == ("undertaking", code.format(row=row_id))
