"""Forms with which items are evaluated."""

from typing import Final

from tests.support.people import person_named
from tests.support.sendings.sending import REVIEWED, Sending
from tests.support.units import do, look
from workflow import evaluation, items
from workflow.engine import Engine
from workflow.evaluation import DraftedVerdict, Mark, Scorecard, SessionPlan
from workflow.values.actor import Title

SCORES: Final = "案件ID,総合コメント\n2,よい\n".encode()


def _planned(engine: Engine) -> str:
    both = tuple(person_named(engine, login).person_id for login in ("evaluator", "evaluator2"))
    plan = SessionPlan(2021, Title("評価会", ""), None, ("2021-09",), both, both[1:], ("plan",))
    with engine.write(person_named(engine, "secretariat")) as work:
        return f"/evaluation/sessions/{evaluation.set_up_session(work, plan)}"


def _open(engine: Engine) -> str:
    page = _planned(engine)
    do(engine, "secretariat", evaluation.open_session, int(page.split("/")[-1]))
    return page


def _scoring(engine: Engine) -> str:
    _open(engine)
    return f"/evaluation/{look(engine, None, items.find, REVIEWED)}"


def _scored(engine: Engine) -> str:
    page, actor = _scoring(engine), person_named(engine, "evaluator")
    item_id = look(engine, None, items.find, REVIEWED)
    card = Scorecard((Mark("plan", 4),), "よい", "appropriate")
    seen = look(engine, actor, items.get, item_id).content_hash
    with engine.write(actor) as work:
        evaluation.submit_sheet(work, item_id, card, 0, seen)
    return page


def _looked(engine: Engine) -> str:
    page = _scored(engine)
    do(engine, "evaluator", evaluation.look_at_scores, look(engine, None, items.find, REVIEWED))
    return page


def _finaliser_looked(engine: Engine) -> str:
    page, actor = _scoring(engine), person_named(engine, "evaluator2")
    item_id = look(engine, None, items.find, REVIEWED)
    seen = look(engine, actor, items.get, item_id).content_hash
    with engine.write(actor) as work:
        evaluation.submit_sheet(work, item_id, Scorecard((Mark("plan", 4),)), 0, seen)
    do(engine, actor, evaluation.look_at_scores, item_id)
    return page


def _book_staged(engine: Engine) -> str:
    _scoring(engine)
    actor = person_named(engine, "evaluator")
    with engine.read(actor) as work:
        file = evaluation.bring_scores(work, "評価票.csv", SCORES)
    number = do(engine, actor, evaluation.stage_scores, "2021-09", file)
    return f"/evaluation/book/{number}"


def _book_page(engine: Engine) -> str:
    _scoring(engine)
    return "/evaluation/book?cycle=2021-09"


def _drafted(engine: Engine) -> str:
    _finaliser_looked(engine)
    item_id = look(engine, None, items.find, REVIEWED)
    seen = look(engine, "evaluator2", items.get, item_id).content_hash
    verdict = DraftedVerdict("appropriate", "よい")
    do(engine, "evaluator2", evaluation.save_verdict, item_id, verdict, 0, seen)
    return "/evaluation/summary?cycle=2021-09"


def _conflict(engine: Engine) -> str:
    page, actor = _scoring(engine), person_named(engine, "evaluator")
    item_id = look(engine, None, items.find, REVIEWED)
    with engine.write(actor) as work:
        evaluation.declare_conflict(work, item_id, actor.person_id, "親族の会社が関わる")
    return page


FORMS: Final = (
    Sending("evaluation.keep", "evaluator", _scoring, {"comment": "初め", "save": "1"}),
    Sending("evaluation.keep", "evaluator", _scoring,
            {"score-plan": "4", "comment": "初め", "submit": "1"}),
    Sending("evaluation.keep_draft", "evaluator", _scoring, {"comment": "初め"}, to="/draft"),
    Sending("evaluation.take_back", "evaluator", _scored),
    Sending("evaluation.look", "evaluator", _scored),
    Sending("evaluation.second", "evaluator", _looked, {"comment": "議論を受けて"}),
    Sending("evaluation.keep_verdict", "evaluator2", _finaliser_looked,
            {"decided-verdict": "appropriate", "decided-findings": "よい"}),
    Sending("evaluation.bring_book", "evaluator", _book_page, {"file": ("a.csv", SCORES)}),
    Sending("evaluation.commit_book", "evaluator", _book_staged,
            {"choice|score|2|comment": "theirs"}),
    Sending("evaluation.finalise", "evaluator2", _drafted),
    Sending("evaluation.declare", "evaluator", _scoring, {"reason": "親族の会社が関わる"}),
    Sending("evaluation.lift", "secretariat", _conflict, {"reason": "誤り"}),
    Sending("evaluation.new_session", "secretariat", "/evaluation/sessions/new",
            {"title_ja": "臨時の評価会", "cycle_ids": ["2021-09"], "criteria": ["plan"]}),
    Sending("evaluation.change_session", "secretariat", _planned, {"title_ja": "別の名"}),
    Sending("evaluation.open_session", "secretariat", _planned),
    Sending("evaluation.close_session", "secretariat", _open),
)  # fmt: skip
