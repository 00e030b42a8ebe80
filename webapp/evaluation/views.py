"""The evaluators' queue: what waits, what is done, and by what it is measured."""

from flask import Blueprint, render_template

from webapp.evaluation import words
from webapp.request import access, current
from workflow import items
from workflow.evaluation.views import ScoringQueue
from workflow.items.views import ItemFilter
from workflow.values.vocabulary import Action, Role

blueprint = Blueprint("evaluation", __name__, url_prefix="/evaluation")

SITTING = (Role.EVALUATOR, Role.SECRETARIAT, Role.ADMIN)
"""Those who have to do with sessions: they score, set up, or see who has submitted."""

NO_QUEUE = ScoringQueue(session=None, is_open=False, entries=())


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The chosen cycle's queue; those who do not evaluate read what they may see of it."""
    cycle = current.cycle()
    actor = current.actor()
    report = documents.report(current.work(), ItemFilter(cycle_id=cycle.id))
    inbox = current.engine().inbox(actor, cycle.id)
    mine = {
        turn.row.id: turn
        for turn in inbox.turns
        if any(one.action == Action.EVALUATE and one.allowed for one in turn.actions)
    }
    sits = bool(actor.roles & set(SITTING))
    queue = current.engine().evaluation.queue(actor, cycle.id) if sits else NO_QUEUE
    return render_template(
        "evaluation/index.html",
        cycle=cycle,
        waiting=[row for row in report.rows if Role.EVALUATOR in row.turn],
        done=[row for row in report.rows if row.verdict_code],
        total=report.total,
        mine=mine,
        sits=sits,
        queue=queue,
        sheets={one.row.id: one for one in queue.entries},
        said=words.SHEETS,
        evaluates=actor.has(Role.EVALUATOR),
        is_evaluated_at_all="evaluated" in inbox.overview.state_titles,
        criteria=items.masters(current.work(), cycle.fiscal_year).criteria,
    )
