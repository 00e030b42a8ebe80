"""A meeting from its call to its minutes, and its tasks followed up at the next one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import update

from tests.support.bodies import (
    BOARD,
    FIRST,
    PAPERS,
    SECOND,
    TASK,
    a_board,
    a_meeting,
    a_pdf,
    call_draft,
    lay_out,
    minuted,
    seen,
)
from tests.support.office import SEPTEMBER
from workflow import bodies, ledger, reports
from workflow.bodies import BodyDraft, MemberDraft, MinutesDraft
from workflow.bodies.policy import (
    BodyChanged,
    BodyEnded,
    MeetingNotHeld,
    MinutesConfirmed,
    TaskSettled,
)
from workflow.files.office import AttachmentRefused
from workflow.models import MeetingTask
from workflow.reports import AgendaEntry
from workflow.values.changes import Subject
from workflow.values.clock import JAPAN
from workflow.values.errors import InputRefused, NotFound, WrongRole
from workflow.values.promotion import BodyKind, MeetingState, Presence, TaskState
from workflow.values.vocabulary import AgendaKind


def at_day(office, day):
    office.clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=JAPAN))


def test_a_meeting_is_held_and_its_tasks_are_followed_up_at_the_next(office):
    board = a_board(office.engine, "planner")
    first = a_meeting(office.engine, board)
    minuted(office.engine, first)
    task = office.do("secretariat", bodies.add_task, first, TASK)
    other = replace(TASK, text="様式を配る", who="総務部", due_on=None)
    office.do("secretariat", bodies.add_task, first, other)
    office.do("secretariat", bodies.confirm, first, seen(office.engine, first))
    second = a_meeting(office.engine, board, number=2, held_on=SECOND)

    assert [one.id for one in office.look("officer", bodies.mine)] == [task]
    office.do("officer", bodies.report, task, TaskState.OPEN, "半分まで終えた。", 1)
    at_day(office, SECOND)
    office.do("secretariat", bodies.report, task, TaskState.DONE, "会議で報告。", 2, second)

    found = office.look("planner", bodies.meeting, second)
    followed, waiting = sorted(found.earlier, key=lambda one: one.id)
    assert (followed.state, followed.reports[-1].at_meeting) == (TaskState.DONE, second)
    assert [one.text for one in followed.reports] == ["半分まで終えた。", "会議で報告。"]
    assert (waiting.who.ja, waiting.state) == ("総務部", TaskState.OPEN)
    assert (found.previous.id, found.following) == (first, None)
    assert office.look("officer", bodies.count_mine) == 0
    held = office.look("planner", bodies.meeting, first)
    assert held.row.state is MeetingState.CLOSED
    assert [one.presence for one in held.attendance] == [Presence.PRESENT, None]
    assert held.decisions == ("原案のとおり進める",)
    third = a_meeting(office.engine, board, number=3, held_on=date(2021, 11, 1))
    shown = {one.text for one in office.look("secretariat", bodies.meeting, third).earlier}
    assert shown == {"対象事業の効果を整理する", "様式を配る"}  # one was settled at the last


def test_the_headquarters_meets_as_its_calendar_says_with_the_papers_of_its_agenda(office):
    draft = BodyDraft(BodyKind.HEADQUARTERS, "DX戦略本部")
    headquarters = office.do("admin", bodies.add_body, draft)
    of_calendar = office.meetings[SEPTEMBER]
    called = call_draft(headquarters_id=of_calendar)
    meeting_id = office.do("admin", bodies.call, headquarters, called)
    entries = (AgendaEntry(1, 6, "検討予定一覧", AgendaKind.PLANNED),)
    office.do("secretariat", reports.save_agenda, of_calendar, entries, 0)

    found = office.look("viewer", bodies.meeting, meeting_id)

    assert (found.row.number, found.row.held_on) == (2, date(2021, 9, 17))
    assert [one.entry.paper for one in found.papers] == ["資料1-6"]
    assert office.do("admin", bodies.call, headquarters, called) == meeting_id
    with pytest.raises(InputRefused):
        office.do("admin", bodies.call, headquarters, replace(called, place="別の部屋"))
    with pytest.raises(NotFound):
        office.do("admin", bodies.number_papers, meeting_id, PAPERS, 1)
    other = office.do("admin", bodies.add_body, replace(draft, name="もう一つの本部"))
    with pytest.raises(InputRefused):
        office.do("admin", bodies.call, other, called)


def test_papers_are_replaced_and_taken_off_and_nothing_is_lost(office):
    meeting_id = a_meeting(office.engine, a_board(office.engine))
    person = office.person("secretariat")
    first = lay_out(office.engine, person, meeting_id, (1, 1), "名簿.pdf", a_pdf())
    assert lay_out(office.engine, person, meeting_id, (1, 1), "名簿.pdf", a_pdf()) == first
    second = lay_out(office.engine, person, meeting_id, (1, 1), "名簿.pdf", a_pdf("改め"))

    there = office.look("viewer", bodies.meeting, meeting_id).papers
    assert [one.laid_out.id if one.laid_out else None for one in there] == [second, None]
    with office.engine.read(person) as work:
        old, source = bodies.open_file(work, first)
        assert (old.name, old.media_type, source.read()) == ("名簿.pdf", "application/pdf", a_pdf())
        source.close()
    with pytest.raises(BodyChanged):
        office.do("secretariat", bodies.take_off, meeting_id, 1, 1, first)
    for _twice in range(2):
        office.do("secretariat", bodies.take_off, meeting_id, 1, 1, second)
    assert office.look("viewer", bodies.meeting, meeting_id).papers[0].laid_out is None
    with pytest.raises(NotFound):
        lay_out(office.engine, person, meeting_id, (9, 9), "名簿.pdf", a_pdf())
    for name, content in (("壊.pdf", b"%PDF-1.7\n%%EOF\n"), ("偽.docx", a_pdf())):
        with pytest.raises(AttachmentRefused):
            lay_out(office.engine, person, meeting_id, (1, 2), name, content)
    with pytest.raises(NotFound):
        office.look("officer", bodies.open_file, second)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(office):
    long = "あ" * 10_000
    for given, wrong in (
        ((bodies.add_body, BodyDraft(None, long)), {"kind", "name"}),
        ((bodies.add_body, BodyDraft(BodyKind.BOARD, "")), {"name"}),
    ):
        with pytest.raises(InputRefused) as refused:
            office.do("secretariat", *given)
        assert {one.field for one in refused.value.problems} == wrong
    board = a_board(office.engine, "planner")
    since = date(2021, 4, 1)
    for draft, wrong in (
        (MemberDraft("nobody", "", "", since), {"login"}),
        (MemberDraft("planner", "山田", "", since), {"name"}),
        (MemberDraft("", long, "", None, since), {"name", "from_on"}),
        (MemberDraft("viewer", "", "", since, date(2021, 3, 1)), {"until_on"}),
        (MemberDraft("planner", "", "別", date(2021, 6, 1)), {"from_on"}),
    ):
        with pytest.raises(InputRefused) as refused:
            office.do("secretariat", bodies.add_member, board, draft, 3)
        assert {one.field for one in refused.value.problems} == wrong
    for draft, wrong in (
        (call_draft(0, place=long), {"number", "place"}),
        (call_draft(1, held_on=None), {"held_on"}),
    ):
        with pytest.raises(InputRefused) as refused:
            office.do("secretariat", bodies.call, board, draft)
        assert {one.field for one in refused.value.problems} == wrong
    meeting_id = a_meeting(office.engine, board)
    for task, wrong in (
        (replace(TASK, text="", who=""), {"text", "who"}),
        (replace(TASK, text=long, due_on=date(2021, 7, 1)), {"text", "due_on"}),
    ):
        with pytest.raises(InputRefused) as refused:
            office.do("secretariat", bodies.add_task, meeting_id, task)
        assert {one.field for one in refused.value.problems} == wrong
    shown = office.look("secretariat", bodies.body, board)
    assert (shown.revision, len(shown.members), shown.tasks) == (3, 2, ())


def test_minutes_wait_for_the_day_and_stand_once_they_are_confirmed(office):
    board = a_board(office.engine, "planner")
    later = a_meeting(office.engine, board, number=2, held_on=SECOND)
    nothing = MinutesDraft({}, "", ())
    with pytest.raises(MeetingNotHeld):
        office.do("secretariat", bodies.keep_minutes, later, nothing, 2)
    meeting_id = a_meeting(office.engine, board)
    with pytest.raises(MeetingNotHeld):
        office.do("secretariat", bodies.confirm, meeting_id, 2)
    minuted(office.engine, meeting_id)
    task = office.do("secretariat", bodies.add_task, meeting_id, TASK)
    with pytest.raises(BodyChanged):
        office.do("secretariat", bodies.confirm, meeting_id, 2)
    for _twice in range(2):
        office.do("secretariat", bodies.confirm, meeting_id, 3)

    with pytest.raises(MinutesConfirmed):
        office.do("secretariat", bodies.keep_minutes, meeting_id, nothing, 4)
    with pytest.raises(MinutesConfirmed):
        office.do("secretariat", bodies.change_call, meeting_id, call_draft(), 4)
    office.do("secretariat", bodies.reopen, meeting_id, "誤字のため", 4)
    office.do("secretariat", bodies.keep_minutes, meeting_id, nothing, 5)
    for _twice in range(2):
        office.do("secretariat", bodies.report, task, TaskState.DROPPED, "不要となった。", 1)
    with pytest.raises(TaskSettled):
        office.do("secretariat", bodies.report, task, TaskState.DONE, "やはり行った。", 2)
    assert len(office.look("secretariat", bodies.task, task).reports) == 1
    ended = replace(BOARD, ended_on=date(2021, 12, 1))
    office.do("secretariat", bodies.change_body, board, ended, 3)
    with pytest.raises(BodyEnded):
        office.do("secretariat", bodies.call, board, call_draft(4, date(2021, 12, 1)))


def test_a_body_is_there_for_its_members_and_those_who_read_its_papers(office):
    board = a_board(office.engine, "planner", "neighbour")
    members = office.look("secretariat", bodies.body, board).members
    left = next(one for one in members if one.login == "neighbour")
    days = ("委員", FIRST.replace(month=4), FIRST.replace(day=1))
    office.do("secretariat", bodies.change_member, left.id, *days, 4)
    meeting_id = a_meeting(office.engine, board)
    task = office.do("secretariat", bodies.add_task, meeting_id, TASK)

    def sees(who, verb, number):
        try:
            return bool(office.look(who, verb, number))
        except NotFound:
            return False

    people = ("planner", "reviewer", "evaluator", "viewer", "advisor", "admin", "secretariat",
              "neighbour", "officer", "nothing")  # fmt: skip
    readers = set(people) - {"neighbour", "officer", "nothing", "advisor"}  # asked about items only
    assert {who for who in people if sees(who, bodies.body, board)} == readers
    assert {who for who in people if sees(who, bodies.meeting, meeting_id)} == readers
    assert {who for who in people if sees(who, bodies.task, task)} == readers | {"officer"}
    assert office.look("neighbour", bodies.bodies) == office.look("officer", bodies.bodies) == ()
    for who in sorted(set(people) - {"admin", "secretariat"}):
        with pytest.raises(WrongRole):
            office.do(who, bodies.keep_minutes, meeting_id, MinutesDraft({}, "", ()), 2)
        with pytest.raises((NotFound, WrongRole)):
            office.do(who, bodies.take_off, meeting_id, 1, 1, 2)


def test_everything_is_in_the_record_which_holds(office):
    board = a_board(office.engine, "planner")
    meeting_id = a_meeting(office.engine, board)
    minuted(office.engine, meeting_id)
    task = office.do("secretariat", bodies.add_task, meeting_id, TASK)
    office.do("officer", bodies.report, task, TaskState.DONE, "終えた。", 1)

    changes = office.look("admin", ledger.changes, ledger.ChangeFilter())
    said = [one.subject for one in changes]
    counted = [
        said.count(one) for one in (Subject.BODY, Subject.BODY_MEETING, Subject.MEETING_TASK)
    ]
    assert counted == [3, 3, 2]
    with office.engine.database.writing() as session:
        assert ledger.audit_changes(session).is_sound
        session.execute(update(MeetingTask).values(text="別のこと"))
        (found,) = ledger.audit_changes(session).breaks
    assert (found.subject, found.code) == (Subject.MEETING_TASK, str(task))


@pytest.mark.both_databases
def test_what_is_sent_twice_at_once_is_there_once(office):
    board = a_board(office.engine)
    meeting_id = a_meeting(office.engine, board)
    twice = (
        lambda: office.do("secretariat", bodies.call, board, call_draft(2, SECOND)),
        lambda: office.do("secretariat", bodies.add_task, meeting_id, TASK),
        lambda: office.do("secretariat", bodies.add_body, BodyDraft(BodyKind.COMMITTEE, "委員会")),
    )
    for verb in twice:
        with ThreadPoolExecutor(2) as both:
            sent = [both.submit(verb) for _ in range(2)]
            assert len({one.result() for one in sent}) == 1
