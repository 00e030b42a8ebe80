"""Forms about bodies, their meetings and their papers."""

from typing import Final

from tests.support import bodies
from tests.support.sendings.sending import Sending
from tests.support.units import do
from workflow import reports
from workflow.engine import Engine
from workflow.values.vocabulary import Stage


def _frozen(engine: Engine) -> str:
    do(engine, "secretariat", reports.freeze, 2, Stage.EVALUATED)
    return "/reports/2/lift"


FORMS: Final = (
    Sending("bodies.new", "admin", "/bodies/new", {"name": "委員会", "kind": "committee"}),
    Sending("bodies.change", "secretariat", bodies.board_page("/change"), {"name": "別の名"}),
    Sending("bodies.new_member", "secretariat", bodies.board_page("/members/new"),
            {"login": "kenko", "position": "委員"}),
    Sending("bodies.member", "secretariat", bodies.member_page, {"position": "副座長"}),
    Sending("bodies.call", "secretariat", bodies.board_page("/meetings/new"),
            {"number": "1", "held_on": "2021-08-20", "topics": "一つ目"}),
    Sending("bodies.change_call", "secretariat", bodies.meeting_page("/change"), {"place": "講堂"}),
    Sending("bodies.papers", "secretariat", bodies.meeting_page("/papers"),
            {"group": ["2"], "number": ["1"], "title": ["資料その2"], "kind": ["free"]}),
    Sending("bodies.lay_out", "secretariat", bodies.meeting_page(),
            {"file": ("a.txt", b"names")}, part="1-1"),
    Sending("bodies.take_off", "secretariat", bodies.laid_out_page),
    Sending("bodies.lay_out_own", "secretariat", bodies.own_paper_page),
    Sending("editions.freeze", "secretariat", "/editions/?year=2021", part="goals"),
    Sending("bodies.minutes", "secretariat", bodies.meeting_page("/minutes"), {"minutes": "要旨"}),
    Sending("bodies.add_task", "secretariat", bodies.meeting_page(upto="held"),
            {"text": "整理する", "who": "kenko"}),
    Sending("bodies.confirm", "secretariat", bodies.meeting_page(upto="held")),
    Sending("bodies.reopen", "secretariat", bodies.meeting_page(upto="closed"), {"note": "誤字"}),
    Sending("bodies.report", "kenko", bodies.task_page, {"state": "done", "text": "終えた"}),
    Sending("bodies.link", "secretariat", bodies.task_page, {"number": bodies.NUMBER}),
    Sending("bodies.unlink", "secretariat", bodies.linked_task_page),
    Sending("papers.ask", "secretariat", "/papers/list.xlsx?cycle=2021-09"),
    Sending("reports.freeze", "secretariat", "/reports/2/planned/freeze", part="planned"),
    Sending("reports.freeze", "secretariat", "/reports/2/evaluated/freeze", part="evaluated"),
    Sending("reports.lift", "secretariat", _frozen, {"note": "所見の誤記"}),
    Sending("reports.agenda", "secretariat", "/reports/2/agenda",
            {"group": ["2"], "number": ["1"], "title": ["資料その2"], "kind": ["free"]}),
)  # fmt: skip
