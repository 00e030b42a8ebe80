"""Cycles, meetings and sessions in the office's record: who changed what, and nothing past it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import text

from tests.support.calendar import MAINTAINER, SESSION, card, draft_of, meeting_card
from tests.support.office import SEPTEMBER
from workflow import calendar, evaluation, ledger
from workflow.calendar import MeetingDraft
from workflow.evaluation import SessionPlan
from workflow.ledger import ChangeFilter
from workflow.masters import setup
from workflow.values.actor import Title
from workflow.values.changes import Subject

LATER = date(2021, 8, 30)
DAY = date(2021, 9, 21)


def recorded(office, subject: Subject, code: object) -> list[tuple]:
    """What the record has of a subject but how it was added, the earliest first."""
    found = office.look("admin", ledger.changes, ChangeFilter(subject, str(code)))
    return [(one.login, one.action, one.fields) for one in found[::-1] if one.action != "add"]


def breaks(office) -> list[tuple[str, str]]:
    with office.engine.read() as work:
        return [(one.subject, one.code) for one in ledger.audit_changes(work.session).breaks]


def test_every_change_of_a_cycle_a_meeting_and_a_session_is_recorded_and_audited(office):
    there, meeting = card(office), office.meetings[SEPTEMBER]
    later = draft_of(there, review_deadline=LATER)
    office.do(MAINTAINER, calendar.change_cycle, SEPTEMBER, later, there.seen)
    office.do("admin", calendar.close_cycle, SEPTEMBER, closed=True)
    before = meeting_card(office, meeting)
    moved = MeetingDraft(2, DAY, (SEPTEMBER,))
    office.do(MAINTAINER, calendar.change_meeting, meeting, moved, before.seen)
    session_id, _ = office.do(MAINTAINER, calendar.add_session, SESSION)
    office.do("admin", setup.put_criterion, "plan", Title("計画", "Plan"), 1)
    panel = [office.person(one).person_id for one in ("evaluator", "evaluator2")]
    plan = SessionPlan(
        2021, Title(SESSION.title, ""), SESSION.begins_on, (SEPTEMBER,), panel, (), ("plan",)
    )
    office.do(MAINTAINER, evaluation.set_up_session, plan, session_id)
    office.do(MAINTAINER, evaluation.open_session, session_id)
    alone = replace(plan, scorers=panel[:1])
    office.do("admin", evaluation.set_up_session, alone, session_id, "異動のため")

    was = there.view.review_deadline.isoformat()
    assert recorded(office, Subject.CYCLE, SEPTEMBER) == [
        (MAINTAINER, "change", (("review_deadline", was, LATER.isoformat()),)),
        ("admin", "change", (("closed", False, True),)),
    ]
    assert recorded(office, Subject.MEETING, meeting) == [
        (MAINTAINER, "change", (("held_on", before.view.held_on.isoformat(), DAY.isoformat()),)),
    ]
    set_up, opened, reseated = recorded(office, Subject.SESSION, session_id)
    assert [name for name, _, _ in set_up[2]] == ["criteria", "scale", "scorers"]
    assert opened[2] == (("opened", False, True),)
    both = ["evaluator", "evaluator2"]
    assert reseated == ("admin", "change", (("scorers", both, both[:1]),))
    assert breaks(office) == []

    with office.engine.write() as work:
        for statement in (
            f"UPDATE cycles SET closed_at = NULL WHERE id = '{SEPTEMBER}'",
            f"DELETE FROM meeting_cycles WHERE meeting_id = {meeting}",
            "UPDATE evaluation_seats SET finalises = TRUE WHERE left_at IS NULL",
        ):
            work.session.execute(text(statement))
    assert breaks(office) == [
        ("cycle", SEPTEMBER), ("meeting", str(meeting)), ("session", str(session_id)),
    ]  # fmt: skip
