"""A chart as the answer to a request: drawn now, kept by the browser as long as it is the same."""

from flask import request
from werkzeug.wrappers import Response

from workflow import statistics
from workflow.statistics import Chart
from workflow.values import NotFound


def chart_answer(chart: Chart, name: str, key: str) -> Response:
    """The picture of a chart, which the browser may keep.

    Raises NotFound where `key` is another's: of figures that have changed, or that this
    person may not see.
    """
    if statistics.key_of(chart) != key:
        raise NotFound(what="chart", name=name)
    answer = Response(statistics.draw(chart), mimetype="image/svg+xml")
    answer.set_etag(key)
    # Kept, but asked for each time: whoever uses the browser next may see other figures.
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer
