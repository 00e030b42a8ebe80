"""The evaluators' queue: what waits, what is done, and by what it is measured."""

from flask import Blueprint, render_template, url_for

from webapp.evaluation import words
from webapp.request import access, current, paging
from workflow import evaluation, items
from workflow.documents import report
from workflow.evaluation import ScoringQueue
from workflow.items import ItemFilter
from workflow.values import Action, Role

blueprint = Blueprint("evaluation", __name__, url_prefix="/evaluation")


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The chosen cycle's queue; those who do not evaluate read what they may see of it."""
    cycle, work = current.cycle(), current.work()
    reported = report(work, ItemFilter(cycle_id=cycle.id))
    mine = {
        turn.row.id: turn
        for turn in items.turns(work)
        if any(one.action == Action.EVALUATE and one.allowed for one in turn.actions)
    }
    takes_part = bool(work.person.roles & evaluation.SESSION_ROLES)
    queue = evaluation.queue(work, cycle.id) if takes_part else ScoringQueue()
    waiting = [row for row in reported.rows if Role.EVALUATOR in row.turn]
    return render_template(
        "evaluation/index.html",
        cycle=cycle,
        waiting=waiting,
        shown=paging.part_of(
            waiting, lambda page: url_for("evaluation.index", cycle=cycle.id, page=page)
        ),
        most_shown=paging.A_PAGE,
        done=[row for row in reported.rows if row.verdict_code],
        total=reported.total,
        mine=mine,
        takes_part=takes_part,
        queue=queue,
        sheets={one.row.id: one for one in queue.entries},
        status_words=words.SHEETS,
        evaluates=work.person.has(Role.EVALUATOR),
        is_evaluated_at_all="evaluated" in items.state_titles(work, cycle),
        criteria=items.masters(work, cycle.fiscal_year).criteria,
    )
