"""Goals on their way in the demonstration, for tests of forms and pages."""

from collections.abc import Callable
from typing import Final

from tests.support.units import do, look
from workflow import goals
from workflow.engine import Engine
from workflow.goals import GoalDraft
from workflow.values.promotion import GoalAct
from workflow.values.vocabulary import DxStep

COMPLETE: Final = GoalDraft(
    departments=("soumu",),
    title="電子決裁の徹底",
    overview="紙の決裁をなくす。",
    field="administration",
    dx_step=DxStep.DIGITIZATION,
    year_end=("電子決裁の割合（90%）",),
    later=("電子決裁の徹底",),
)
FILE: Final = "部署名,目標\n総務部,ファイルの目標\n".encode()


def drafted(engine: Engine) -> str:
    """A complete draft of 総務部; gives its page."""
    return f"/goals/{do(engine, 'soumu', goals.draft, 2021, COMPLETE)}"


def at(state: str, suffix: str = "") -> Callable[[Engine], str]:
    """The page of a goal that walked to a state: submitted, confirmed or set."""

    def page(engine: Engine) -> str:
        goal_id = do(engine, "soumu", goals.draft, 2021, COMPLETE)
        do(engine, "soumu", goals.submit, goal_id, 1)
        if state != "submitted":
            do(engine, "reviewer", goals.move, goal_id, GoalAct.CONFIRM, 2)
        if state == "set":
            do(engine, "secretariat", goals.move, goal_id, GoalAct.SET, 3)
        return f"/goals/{goal_id}{suffix}"

    return page


def measured(engine: Engine) -> str:
    """The form for a result of a set goal."""
    path = at("set")(engine)
    row = look(engine, "soumu", goals.one, int(path.rpartition("/")[2])).row
    return f"{path}/indicators/{row.year_end[0].id}"


def file_at_hand(engine: Engine) -> str:
    """The page of a file that was brought and not carried out."""
    brought = look(engine, "soumu", goals.FILES.bring, "a.csv", FILE)
    return f"/goals/file/{do(engine, 'soumu', goals.FILES.stage, brought, 2021)}"
