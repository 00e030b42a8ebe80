"""An item of the demonstration that evaluators score, in tests of their pages."""

from tests.support.people import person_named
from tests.support.units import look
from workflow import evaluation, items
from workflow.engine import Engine
from workflow.evaluation import Mark, Scorecard, ScoringView, SessionPlan
from workflow.values.actor import Title

ITEM = "デジタルリテラシー普及事業"
SECRET = "この言葉は評価者のもの"


def awaiting(engine: Engine) -> int:
    """The item that awaits its evaluation, in an open session of both evaluators."""
    secretariat = person_named(engine, "secretariat")
    both = tuple(person_named(engine, login).person_id for login in ("evaluator", "evaluator2"))
    plan = SessionPlan(
        fiscal_year=2021,
        title=Title("9月補正の評価会", ""),
        begins_on=None,
        cycle_ids=("2021-09",),
        scorers=both,
        finalisers=both[1:],
        criteria=("plan", "kpi"),
    )
    with engine.write(secretariat) as work:
        evaluation.open_session(work, evaluation.set_up_session(work, plan))
    return look(engine, None, items.find, ITEM)


def submit_first(engine: Engine, item_id: int) -> None:
    """The first evaluator's sheet of it submitted, and the others' looked at."""
    actor = person_named(engine, "evaluator")
    card = Scorecard((Mark("plan", 4),), SECRET, "appropriate")
    seen = look(engine, actor, items.get, item_id).content_hash
    with engine.write(actor) as work:
        evaluation.submit_sheet(work, item_id, card, 0, seen)
    with engine.write(actor) as work:
        evaluation.look_at_scores(work, item_id)


def scoring(engine: Engine, login: str, item_id: int) -> ScoringView:
    """The scoring of an item as somebody sees it."""
    with engine.read(person_named(engine, login)) as work:
        return evaluation.scoring(work, item_id)
