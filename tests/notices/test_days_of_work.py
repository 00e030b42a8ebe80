"""Who is responsible for a step or has a task of a meeting is reminded of its day."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.support.bodies import TASK, a_board, a_meeting
from tests.support.told import job_context_of
from workflow import bodies, notices, undertakings
from workflow.bodies import TaskDraft
from workflow.models import Notice, Person
from workflow.notices import letter
from workflow.notices.letter import Stationery
from workflow.notices.news import News
from workflow.undertakings import Entry, RowDraft, StepPlan, StepReport
from workflow.values.clock import JAPAN
from workflow.values.promotion import StepState, TaskState

ROW = RowDraft("DX推進計画", "", False, ((), (Entry("□", "骨子案"), Entry("●", "検討")), (), ()))
DUE = date(2021, 8, 18)
KINDS = ("step_due", "task_due")
SUBJECTS = {
    "ja": "【事前協議】取組の工程の期限 5件・会議の課題の期限 5件",
    "en": "[Pre-consultation] Steps due: 5, Tasks of meetings due: 5",
}
LINES = {
    "ja": (
        "・DX推進計画 □骨子案、8/18（水）まで（5開庁日超過）",
        "・対象事業の効果を整理する…、8/18（水）まで（5開庁日超過）",
        "・ほか 2件",
    ),
    "en": (
        "- DX推進計画 □骨子案, until 18 Aug (Wed) (5 business days late)",
        "- 対象事業の効果を整理する…, until 18 Aug (Wed) (5 business days late)",
        "- 2 more",
    ),
}


@pytest.fixture
def working(office):
    """A step of officer and colleague and a task of officer, both due on Wednesday the 18th."""
    row = office.do("secretariat", undertakings.add_row, 2021, ROW)
    step, _ = office.look("viewer", undertakings.one, row).steps
    plan = StepPlan(None, DUE, ("officer", "colleague"))
    office.do("reviewer", undertakings.plan_step, step.id, plan, step.seen)
    meeting_id = a_meeting(office.engine, a_board(office.engine, "officer"))
    draft = TaskDraft(f"{TASK.text}\n{'詳しく。' * 200}", None, "officer", DUE)
    task_id = office.do("secretariat", bodies.add_task, meeting_id, draft)
    return office, step.id, task_id


def mornings(office, *days):
    """Who was reminded of what on these days of August; each morning comes twice."""
    for day in days:
        office.clock.set(datetime(2021, 8, day, 9, 0, tzinfo=JAPAN))
        jobs = job_context_of(office.engine)
        for _twice in range(2):
            jobs.new_day(jobs.morning())
    query = select(Notice.mark, Notice.kind, Person.login).join(
        Person, Person.id == Notice.person_id
    )
    with office.engine.database.reading() as session:
        rows = session.execute(query.where(Notice.kind.in_(KINDS))).all()
    return sorted((row.mark.partition(".")[2][-2:], row.kind, row.login) for row in rows)


def test_a_step_and_a_task_are_reminded_of_before_their_day_on_it_and_after_it(working):
    office, step_id, task_id = working
    found = mornings(office, *range(14, 32))

    days = ["16", "18", "19", "23", "25"]
    assert [day for day, kind, who in found if (kind, who) == ("step_due", "officer")] == days
    assert [day for day, kind, who in found if (kind, who) == ("task_due", "officer")] == days
    assert {who for _, _, who in found} == {"officer", "colleague"}
    shown = office.look("officer", notices.page).notices[0]
    assert (shown.kind, shown.page, shown.until) == ("task_due", f"bodies/tasks/{task_id}", DUE)

    query = select(Notice).where(Notice.person_id == office.person("officer").person_id)
    for language, subject in SUBJECTS.items():
        with office.engine.read() as work:
            due = work.session.scalars(query.where(Notice.kind.in_(KINDS)))
            news = [News(one, None) for one in due]
            paper = Stationery(language, date(2021, 8, 25), "http://127.0.0.1:8000")
            mail = letter.write(work, office.person("officer"), paper, news)
        assert mail.subject == subject
        assert "http://127.0.0.1:8000/undertakings/\n" in mail.body
        assert "http://127.0.0.1:8000/bodies/\n" in mail.body
        lines = mail.body.splitlines()
        assert [lines.count(one) for one in LINES[language]] == [3, 3, 2]
        assert f"http://127.0.0.1:8000/undertakings/steps/{step_id}\n" in mail.body
        assert f"http://127.0.0.1:8000/bodies/tasks/{task_id}\n" in mail.body


def test_nobody_is_reminded_of_what_is_done_taken_off_or_unwanted(working):
    office, step_id, task_id = working
    wishes = {"by_mail": True, "reminders": False, "digest_minutes": 0, "language": "ja"}
    office.do("colleague", notices.set_preferences, **wishes)
    assert mornings(office, 16) == [("16", "step_due", "officer"), ("16", "task_due", "officer")]

    step = office.look("officer", undertakings.step, step_id)
    done = StepReport(StepState.DONE, "")
    office.do("officer", undertakings.report_step, step_id, done, step.seen)
    office.do("officer", bodies.report, task_id, TaskState.DONE, "整理した。", 1)

    assert len(mornings(office, 18, 19)) == 2
