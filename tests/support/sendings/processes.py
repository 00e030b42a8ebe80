"""Forms about processes and the calendar."""

from typing import Final

from tests.support.processes import third
from tests.support.sendings.sending import Page, Sending
from tests.support.units import do
from workflow import calendar, designs
from workflow.engine import Engine
from workflow.process import load_sound

ROW: Final = {"title": "新しい行", "q1": "●何かをする"}


def _closed(engine: Engine) -> str:
    do(engine, "admin", calendar.close_cycle, "2021-12", closed=True)
    return "/timetable/cycles/2021-12"


def _a_draft(page: str = "", *, withdrawn: bool = False) -> Page:
    """The page of a definition that is being written."""

    def drafted(engine: Engine) -> str:
        draft_id = do(engine, "admin", designs.begin_from, "standard", 2)
        if withdrawn:
            do(engine, "admin", designs.withdraw, draft_id)
        return f"/process/drafts/{draft_id}{page}"

    return drafted


def _published(engine: Engine) -> str:
    engine.publish(third(), "third")
    return "/process/versions/standard/2/to/3"


def _unused(engine: Engine) -> str:
    engine.publish(third(), "third")
    return "/process/standard?version=3"


FORMS: Final = (
    Sending("publishing.check", "admin", "/process/versions/publish", {"text": third()}),
    Sending("publishing.publish", "admin", "/process/versions/publish",
            {"text": third(), "checked": load_sound(third()).source_hash}, to="/now"),
    Sending("publishing.migrate", "admin", _published),
    Sending("publishing.withdraw", "admin", _unused),
    Sending("publishing.move", "admin", _published, {"seen": "6"}, to="/move"),
    Sending("designs.index", "admin", "/process/drafts/", {"version": "standard 2"}),
    Sending("designs.text", "admin", _a_draft("/text"), {"text": "name ="}),
    Sending("designs.withdraw", "admin", _a_draft()),
    Sending("designs.take_up", "admin", _a_draft(withdrawn=True)),
    Sending("design_parts.properties", "admin", _a_draft("/properties"), {"version": "7"}),
    Sending("design_parts.add", "admin", _a_draft("/states/new"), {"title_en": "Waiting"}),
    Sending("design_parts.change", "admin", _a_draft("/transitions/2"), {"limit": "3"}),
    Sending("design_parts.move", "admin", _a_draft(), {"to": "up"}, to="/rules/2/move"),
    Sending("design_parts.remove", "admin", _a_draft(), to="/rules/1/remove"),
    Sending("calendar.new_cycle", "secretariat", "/timetable/cycles/new?year=2022",
            {"fiscal_year": "R4", "budget_year": "R4", "kind": "05", "process_name": "standard",
             "opens_on": "2022-04-11", "submission_deadline": "2022-04-28",
             "review_deadline": "2022-05-20"}),
    Sending("calendar.cycle", "secretariat", "/timetable/cycles/2021-12",
            {"review_deadline": "2021-11-12"}),
    Sending("calendar.tracks", "secretariat", "/timetable/cycles/2021-12/tracks",
            {"tracks-below": "10,000", "tracks-process": "simple"}),
    Sending("calendar.close_cycle", "secretariat", "/timetable/cycles/2021-12", part="close"),
    Sending("calendar.close_cycle", "secretariat", _closed, part="reopen"),
    Sending("calendar.new_meeting", "secretariat", "/timetable/meetings/new?year=2021",
            {"number": "9", "held_on": "2022-03-18"}),
    Sending("calendar.meeting", "secretariat", "/timetable/meetings/3",
            {"held_on": "2021-12-10"}),
    Sending("calendar.new_session", "secretariat", "/timetable/sessions/new?year=2021",
            {"title": "臨時の評価", "begins_on": "2021-10-01", "cycle_ids": ["2021-09"]}),
    Sending("calendar.session", "secretariat", "/timetable/sessions/2", {"title": "別の名"}),
    Sending("calendar.new_row", "secretariat", "/timetable/rows/new?year=2021", ROW),
    Sending("calendar.row", "secretariat", "/timetable/rows/3", {"note": "別の注記"}),
    Sending("calendar.place_row", "secretariat", "/timetable/rows?year=2021"),
    Sending("calendar.remove_row", "secretariat", "/timetable/rows/3"),
)  # fmt: skip
