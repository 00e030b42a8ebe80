"""The figures page (図表): every chart with its table, and the pictures; the forecast (見通し)."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.reports import filters
from webapp.request import access, current
from webapp.statistics.figure_parts import FigureData
from webapp.statistics.figures import FIGURES, PROCESSES
from webapp.statistics.pictures import BandPicture, chart_answer
from workflow import items, statistics
from workflow.values import CENTER_ROLES, NotFound

blueprint = Blueprint("statistics", __name__, url_prefix="/headquarters")


@blueprint.get("/figures")
@access.signed_in
def figures() -> str:
    """Every figure of the cycle in the head, or of a meeting."""
    data = _data()
    shown = [
        figure(data) for name, figure in FIGURES.items() if name != PROCESSES or data.processes
    ]
    return render_template(
        "statistics/figures.html",
        data=data,
        figures=[(figure, statistics.key_of(figure.chart)) for figure in shown],
    )


@blueprint.get("/figures/<name>-<key>.svg")
@access.signed_in
def picture(name: str, key: str) -> Response:
    """A picture of the figures as they are now for whoever asks.

    Raises NotFound where `key` is another's: of figures that have changed, or that this
    person may not see.
    """
    if name not in FIGURES:
        raise NotFound(what="chart", name=name)
    return chart_answer(FIGURES[name](_data()).chart, name, key)


@blueprint.get("/forecast")
@access.roles(*CENTER_ROLES)
def forecast() -> str:
    """When what waits in the cycle in the head will be evaluated."""
    found = statistics.forecast(current.work(), current.cycle().id)
    return render_template(
        "statistics/forecast.html",
        forecast=found,
        fewest=statistics.FEWEST_FINISHED,
        picture=BandPicture(found),
    )


def _data() -> FigureData:
    work, cycle = current.work(), current.cycle()
    wanted = filters.scope(request.args, cycle.id)
    meeting = items.meeting(work, wanted.meeting_id) if wanted.meeting_id is not None else None
    return FigureData(work, wanted, cycle, meeting)
