"""The evaluators' queue: what waits, what is done, and by what it is measured."""

from flask import Blueprint, render_template

from webapp import access, current
from workflow.queries.views import ItemFilter
from workflow.vocabulary import Action, Role

blueprint = Blueprint("evaluation", __name__, url_prefix="/evaluation")


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The chosen cycle's queue; those who do not evaluate read what they may see of it."""
    cycle = current.cycle()
    actor = access.current_actor()
    report = current.engine().report(actor, ItemFilter(cycle_id=cycle.id))
    inbox = current.engine().inbox(actor, cycle.id)
    mine = {
        turn.row.id: turn
        for turn in inbox.turns
        if any(one.action == Action.EVALUATE and one.allowed for one in turn.actions)
    }
    return render_template(
        "evaluation/index.html",
        cycle=cycle,
        waiting=[row for row in report.rows if Role.EVALUATOR in row.turn],
        done=[row for row in report.rows if row.verdict_code],
        total=report.total,
        mine=mine,
        evaluates=actor.has(Role.EVALUATOR),
        is_evaluated_at_all="evaluated" in inbox.overview.state_titles,
        criteria=current.engine().masters(cycle.fiscal_year).criteria,
    )
