"""The bodies of the demonstration: members, meetings held and coming, their papers and tasks."""

import tomllib
from importlib.resources import files
from typing import Any, Final

from workflow import bodies, items, people
from workflow.bodies import BodyDraft, CallDraft, MemberDraft, MinutesDraft, TaskDraft
from workflow.engine import Engine
from workflow.reports import AgendaEntry
from workflow.values import BodyKind, Presence
from workflow.work import Work

EDITOR: Final = "secretariat"


def meet(engine: Engine, year: int) -> None:
    """Set the bodies of the data up, call their meetings of a year, and minute those held."""
    text = files("seeds.data").joinpath("bodies.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    with engine.read() as work:
        editor = people.actor_named(work, EDITOR)
    with engine.write(editor) as work:
        ids = {one["name"]: _body(work, one) for one in told["body"]}
        days = {one.number: one.id for one in items.meetings(work) if one.fiscal_year == year}
        for one in told["meeting"]:
            of_calendar = days[one["number"]] if "of_calendar" in one else None
            _meeting(work, ids[one["body"]], one, of_calendar)


def _body(work: Work, told: dict[str, Any]) -> int:
    body_id = bodies.add_body(work, BodyDraft(BodyKind(told["kind"]), told["name"]))
    members = [
        MemberDraft(login, "", position, told["since"], told["until"])
        for login, position in told["members"].items()
    ]
    bodies.add_members(work, body_id, members, seen=1)
    return body_id


def _meeting(work: Work, body_id: int, told: dict[str, Any], of_calendar: int | None) -> None:
    call = CallDraft(
        headquarters_id=of_calendar,
        number=told["number"],
        held_on=told["held_on"],
        hours=told["hours"],
        place=told["place"],
        topics=tuple(told["topics"]),
    )
    meeting_id, revision = bodies.call(work, body_id, call), 1
    if papers := told.get("papers"):
        entries = [AgendaEntry(1, number, title) for number, title in enumerate(papers, 1)]
        bodies.number_papers(work, meeting_id, entries, revision)
        revision += 1
    for group, number in told.get("laid_out", ()):
        bodies.lay_out_own(work, meeting_id, group, number, seen=0, freeze=True)
        revision += 1
    if "minutes" in told:
        _minutes(work, meeting_id, told, revision)


def _minutes(work: Work, meeting_id: int, told: dict[str, Any], revision: int) -> None:
    """Everybody came; what was said and decided, and who does what."""
    there = bodies.meeting(work, meeting_id).attendance
    came = {one.member.id: (Presence.PRESENT, "") for one in there}
    draft = MinutesDraft(came, told["minutes"], tuple(told["decisions"]))
    bodies.keep_minutes(work, meeting_id, draft, revision)
    for one in told["tasks"]:
        task = TaskDraft(one["text"], None, one["who"], one["due_on"])
        task_id = bodies.add_task(work, meeting_id, task)
        if "item" in one:
            bodies.link_item(work, task_id, one["item"])
    if told.get("confirmed"):
        bodies.confirm(work, meeting_id, revision + 1)
