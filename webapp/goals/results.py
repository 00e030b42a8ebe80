"""The form in which a department says how an indicator of its goal stood on a day."""

from flask import render_template, url_for
from flask_babel import gettext as _

from webapp.goals import words
from webapp.goals.forms import ResultForm
from webapp.goals.views import GOAL, blueprint, permitted
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from workflow import goals
from workflow.goals import GoalDetail, IndicatorView
from workflow.values import GoalAct, NotFound


@blueprint.route(f"{GOAL}/indicators/<id:indicator_id>", methods=["GET", "POST"])
@access.roles(*goals.DRAFTERS)
def report(goal_id: int, indicator_id: int) -> Answer:
    """Say how an indicator stood on a day."""
    detail = permitted(goal_id, GoalAct.REPORT)
    found = [one for one in detail.row.year_end if one.id == indicator_id]
    if not found:
        raise NotFound(what="indicator")
    form = ResultForm(seen=detail.row.revision, on=current.today())
    form.offer()
    return _result(detail, found[0], form)


def _result(detail: GoalDetail, one: IndicatorView, form: ResultForm) -> Answer:
    goal_id = detail.row.id

    def page() -> str:
        return render_template(
            "goals/result.html", one=one, goal=detail.row, form=form, words=words
        )

    return posted(
        lambda work: goals.report(
            work,
            goal_id,
            one.id,
            on=form.on.value,
            value=form.result(one),
            words=form.words.value,
            basis=form.basis.value,
            seen=form.seen.value,
        ),
        said=_("The result is on record."),
        back=url_for("goals.show", goal_id=goal_id),
        form=form,
        page=page,
    )
