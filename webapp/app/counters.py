"""What is counted and measured, in a registry of each application's own."""

from collections.abc import Iterable
from typing import Final

from flask import Flask, current_app
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from webapp.request import logs
from workflow import jobs
from workflow.engine import Engine
from workflow.values import Action

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
