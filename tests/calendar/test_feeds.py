"""Personal calendars: what is in whose, read back by the library; the secret and its end."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from tests.support.bodies import SECOND, TASK, a_board, a_meeting, call_draft
from tests.support.office import SEPTEMBER
from workflow import bodies, documents, people, undertakings
from workflow import calendar as workflow_calendar
from workflow.calendar.feeds import token_hash
from workflow.models import CalendarFeed, Person
from workflow.undertakings import Entry, RowDraft, StepPlan
from workflow.values.errors import NotFound
from workflow.values.promotion import TaskState


def link(page: str) -> str:
    return f"https://jizen.example/{page}"


def make(office, login: str) -> str:
    there = office.look(login, workflow_calendar.feed_address)
    token = office.do(login, workflow_calendar.create_feed, there.id if there else 0)
    assert token
    return token


def at(office, token: str) -> bytes:
    """The file at the address that ends in `token`."""
    others = bodies.calendar_days, undertakings.calendar_days
    return documents.ical(office.look(None, workflow_calendar.feed_at, token, *others), link)


def read(office, login: str):
    return Calendar.from_ical(at(office, make(office, login)))


def summaries(calendar) -> list[str]:
    return [str(event["summary"]) for event in calendar.walk("VEVENT")]


def test_every_event_is_a_whole_day_with_a_name_of_its_own(office):
    office.an_item("submitted", office.a_sheet(name="とても長い名称の事業" * 12))
    calendar = read(office, "reviewer")

    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) > 5
    for event in events:
        assert type(event.decoded("dtstart")) is date
        assert event.decoded("dtend") == event.decoded("dtstart") + timedelta(days=1)
        assert event.decoded("dtstamp") <= office.clock.now()
    assert any("とても長い名称の事業" * 12 in one for one in summaries(calendar))


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_says(office):
    office.an_item("submitted", office.a_sheet(name="とても長い名称の事業" * 12))
    content = at(office, make(office, "reviewer"))

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("login", "words", "absent"),
    [
        ("officer", ["提出締切", "会議", "自分の番"], ["審査期限", "評価】"]),
        ("neighbour", ["提出締切", "会議"], ["自分の番", "審査期限"]),
        ("reviewer", ["提出締切", "審査期限", "会議"], ["自分の番"]),
        ("evaluator", ["審査期限", "会議"], ["提出締切", "自分の番"]),
        ("secretariat", ["提出締切", "審査期限", "会議"], ["自分の番"]),
        ("admin", ["提出締切", "審査期限", "会議"], ["自分の番"]),
        ("viewer", ["会議"], ["締切", "期限", "自分の番"]),
        ("advisor", ["会議"], ["締切", "期限", "自分の番"]),
        ("nothing", [], ["会議", "締切", "自分の番"]),
    ],
)
def test_each_role_has_its_own_days_and_nobody_anothers_draft(office, login, words, absent):
    office.an_item("draft")

    found = " ".join(summaries(read(office, login)))

    assert all(word in found for word in words)
    assert not any(word in found for word in absent)


def test_an_officer_sees_nothing_of_another_department(office):
    office.an_item("draft", office.a_sheet(name="秘密の事業"))
    office.an_item("returned", department="kensetsu")

    mine = at(office, make(office, "neighbour")).decode()

    assert "秘密の事業" not in mine.replace("\r\n ", "")
    assert mine.count("UID:item-") == 1


def test_an_item_keeps_its_uid_when_its_day_moves_and_leaves_when_its_turn_is_over(office):
    item_id = office.an_item("draft")
    office.do("officer", workflow_calendar.revoke_feed)
    before = {str(e["uid"]): e.decoded("dtstart") for e in read(office, "officer").walk("VEVENT")}
    board = office.look("secretariat", workflow_calendar.board, 2021)
    seen = next(one for one in board.cycles if one.view.id == SEPTEMBER)
    assert before[f"item-{item_id}@jizen"] == seen.view.submission_deadline

    office.act(item_id, "submit", "officer")

    after = {str(e["uid"]) for e in read(office, "officer").walk("VEVENT")}
    assert set(before) - after == {f"item-{item_id}@jizen"}


def test_meetings_tasks_and_steps_are_in_the_calendar_of_those_whom_they_concern(office):
    body_id = a_board(office.engine, "officer", "colleague")
    meeting_id = a_meeting(office.engine, body_id)
    later = office.do("secretariat", bodies.call, body_id, call_draft(2, SECOND))
    task_id = office.do("secretariat", bodies.add_task, meeting_id, TASK)
    row = RowDraft("DX推進計画", "", False, ((), (Entry("□", "骨子案"),), (), ()))
    row_id = office.do("secretariat", undertakings.add_row, 2021, row)
    (step,) = office.look("viewer", undertakings.one, row_id).steps
    plan = StepPlan(None, SECOND, ("officer",))
    office.do("reviewer", undertakings.plan_step, step.id, plan, step.seen)

    theirs = {login: read(office, login) for login in ("officer", "colleague", "neighbour")}

    mine = {str(one["uid"]): one for one in theirs["officer"].walk("VEVENT")}
    task, made = mine[f"meeting-task-{task_id}@jizen"], mine[f"step-{step.id}@jizen"]
    assert (task.decoded("dtstart"), str(task["url"])) == (
        TASK.due_on, f"https://jizen.example/bodies/tasks/{task_id}",
    )  # fmt: skip
    assert (made.decoded("dtstart"), made["summary"]) == (SECOND, "【取組】DX推進計画：骨子案")
    called = "【会議】DX戦略本部 幹事会"
    meetings = {f"{called} 第{number}回 13:30～15:00" for number in (1, 2)}
    held = [one for one in theirs["officer"].walk("VEVENT") if str(one["summary"]) in meetings]
    assert [str(one["location"]) for one in held] == ["第一会議室"] * 2
    assert meetings <= set(summaries(theirs["officer"])) & set(summaries(theirs["colleague"]))
    others = [*summaries(theirs["neighbour"]), *summaries(theirs["colleague"])]
    assert not any("【課題】" in one or "【取組】" in one for one in others)
    assert not meetings & set(summaries(theirs["neighbour"]))

    office.do("officer", bodies.report, task_id, TaskState.DONE, "整理した。", 1)
    seen = office.look("secretariat", bodies.meeting, later).revision
    moved = call_draft(2, SECOND + timedelta(days=3))
    office.do("secretariat", bodies.change_call, later, moved, seen)
    mine = {str(one["uid"]): one for one in read(office, "officer").walk("VEVENT")}
    assert f"meeting-task-{task_id}@jizen" not in mine
    assert mine[f"body-meeting-{later}@jizen"].decoded("dtstart") == moved.held_on


def test_the_same_calendar_twice_gives_the_same_bytes(office):
    token = make(office, "secretariat")
    first = at(office, token)
    office.clock.advance(timedelta(hours=3))

    assert at(office, token) == first


def test_only_the_hash_of_a_secret_of_256_bits_is_kept(office):
    token = make(office, "officer")

    with office.engine.database.reading() as session:
        (row,) = session.scalars(select(CalendarFeed))
    assert row.token_hash == token_hash(token)
    assert len(token) >= 43
    assert token not in repr(vars(row))


def test_a_new_address_revokes_the_one_before(office):
    first, second = make(office, "officer"), make(office, "officer")

    with pytest.raises(NotFound):
        at(office, first)
    assert at(office, second)


def test_a_second_delivery_of_the_wish_changes_nothing(office):
    first = office.do("officer", workflow_calendar.create_feed, 0)

    assert office.do("officer", workflow_calendar.create_feed, 0) is None
    assert at(office, first)


def test_a_revoked_address_is_nobodys(office):
    token = make(office, "officer")
    office.do("officer", workflow_calendar.revoke_feed)
    office.do("officer", workflow_calendar.revoke_feed)

    assert office.look("officer", workflow_calendar.feed_address) is None
    with pytest.raises(NotFound):
        at(office, token)


def test_a_person_who_may_not_sign_in_any_more_has_no_calendar(office):
    token = make(office, "officer")
    office.set_up(
        lambda work: work.session.execute(
            update(Person).where(Person.login == "officer").values(active=False)
        )
    )

    with pytest.raises(NotFound):
        at(office, token)


def test_who_is_switched_on_again_has_no_calendar_at_the_old_address(office):
    token = make(office, "officer")
    officer = office.person("officer").person_id

    office.do("admin", people.switch_off, officer)
    office.do("admin", people.switch_on, officer)

    with pytest.raises(NotFound):
        at(office, token)
    assert at(office, make(office, "officer"))


@pytest.mark.both_databases
@pytest.mark.parametrize("token", ["", "x", "%00", "\ud800", "あ" * 5000])
def test_a_wrong_secret_is_nobodys(office, token):
    with pytest.raises(NotFound):
        at(office, token)
