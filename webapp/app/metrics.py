"""What is counted and measured, and the figures for Prometheus, to addresses the operator names."""

import os
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

from flask import Blueprint, Flask, abort, current_app, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from webapp.request import access, current, logs
from workflow import jobs
from workflow.engine import Engine
from workflow.values import Action

# -------------------------------------------------------------- what is counted


SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
ACTIONS: Final = frozenset(Action)
GAUGES: Final = {
    "ledger_entries": "Moves in the ledger.",
    "jobs_waiting": "Durable jobs not finished yet.",
    "mails_waiting": "Mails not accepted by the mail server yet.",
    "mails_failed": "Those of the waiting mails that were tried in vain at least once.",
}


class DatabaseFigures(Collector):
    """Figures read from the database when they are asked for; `jizen_database_up 0` when away."""

    def __init__(self, engine: Engine) -> None:
        """Ask `engine`."""
        self._engine = engine

    def describe(self) -> Iterable[Metric]:
        """Nothing: a registry must not ask the database when this is put into it."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Read the figures anew."""
        up = GaugeMetricFamily("jizen_database_up", "1 where the database answers, else 0.")
        try:
            with self._engine.read() as work:
                figures = jobs.figures(work)
        except SQLAlchemyError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        for name, text in GAUGES.items():
            yield GaugeMetricFamily(f"jizen_{name}", text, value=getattr(figures, name))


class Counters:
    """The figures of one application."""

    def __init__(self, engine: Engine) -> None:
        """Begin at nothing; count the moves of `engine`."""
        self.registry = CollectorRegistry()
        self.database = DatabaseFigures(engine)
        self._library = engine.library
        self._requests = Counter(
            "jizen_requests", "Answers.", ["endpoint", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "jizen_request_seconds",
            "Time from a request's arrival to its answer.",
            ["endpoint"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._moves = Counter(
            "jizen_moves",
            "Moves asked for, by how they ended: done, failed, or the key of the refusal.",
            ["action", "result"],
            registry=self.registry,
        )
        engine.listen(self._move)

    def request(self, endpoint: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._requests.labels(endpoint, str(status)).inc()
        self._seconds.labels(endpoint).observe(seconds)

    def _move(self, action: str, result: str) -> None:
        # An action that nobody defined would make a new row for every whim of a client.
        is_known = action in ACTIONS or action in self._library.actions
        self._moves.labels(action if is_known else logs.UNKNOWN, result).inc()


def init_app(app: Flask) -> None:
    """Count every answer of `app` from now on."""
    app.extensions["jizen.metrics"] = Counters(app.extensions["jizen"])
    app.after_request(_count)


def counters() -> Counters:
    """The figures of this application."""
    found: Counters = current_app.extensions["jizen.metrics"]
    return found


def _count(response: Response) -> Response:
    counters().request(logs.endpoint(), response.status_code, logs.seconds())
    return response


# ------------------------------------------------------- figures for Prometheus


blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@access.public
def show() -> Response:
    """Everything that is counted, in Prometheus' text format; 403 for other addresses."""
    if not _may_look():
        abort(403)
    mine = counters()
    text = generate_latest(_of_all_processes(mine)) + generate_latest(_now(mine))
    return Response(text, content_type=CONTENT_TYPE_LATEST)


def _may_look() -> bool:
    """Whether the one asking is at an address that was named.

    Behind a proxy that is not declared as trusted everyone seems to be the proxy: then nobody may.
    """
    settings = current.settings()
    if "X-Forwarded-For" in request.headers and not settings.trusted_proxies:
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in network for network in settings.metrics_from)


def _of_all_processes(mine: Counters) -> CollectorRegistry:
    """Where several processes serve one site they keep their counts in a common folder."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return mine.registry
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    return registry


def _now(mine: Counters) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(mine.database)
    return registry
