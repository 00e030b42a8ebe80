"""One line of JSON for every request and every failure; nothing in it that a person typed or is.

A line knows the endpoint, never the address; a failure is described by the names of its
errors and the places it passed, never by its message: messages quote what was typed.
"""

import logging
import re
import sys
import time
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, Final
from uuid import uuid4

import structlog
from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from webapp.request import current
from workflow.values import Refusal

REQUEST_ID: Final = "X-Request-ID"
BELIEVABLE: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
UNKNOWN: Final = "-"
HEAD: Final = ("time", "level", "event")
OURS: Final = ("webapp", "workflow", "migrations", "seeds")
TAKEN_OVER: Final = ("", "dbos")
"""The root of all loggers, and the one that prints by itself."""


class _Lines:
    """Where lines go: whatever standard error is at that moment."""

    def msg(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    info = warning = error = critical = msg


def writer() -> Any:
    """A structlog logger of its own, bound to no process-wide configuration."""
    return structlog.wrap_logger(
        _Lines(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _head_first,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


def _head_first(
    _logger: Any, _level: str, facts: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {name: facts.pop(name) for name in HEAD} | dict(facts)


def init_app(app: Flask) -> None:
    """Write a line when an answer is ready. Bind it first: its clock starts before the rest."""
    app.extensions["jizen.log"] = writer()
    app.before_request(_begin)
    app.after_request(_end)


def warn_of_files(app: Flask, said: str) -> None:
    """Write a line that the site has started where no file can be kept."""
    app.extensions["jizen.log"].warning("no_files", message=said)


def request_id() -> str:
    """What this request is called in the log, in its answer and on the page of a failure.

    A name given from outside is believed only behind a proxy of ours.
    """
    if "request_id" not in g:
        given = request.headers.get(REQUEST_ID, "")
        ours = current.settings().trusted_proxies and BELIEVABLE.fullmatch(given)
        g.request_id = given if ours else uuid4().hex
    name: str = g.request_id
    return name


def refused(error: Refusal) -> None:
    """Name the refusal, by its key, in this request's line."""
    g.refusal = error.key


def failed(error: BaseException) -> None:
    """Write a failure down with the places it passed."""
    current_app.extensions["jizen.log"].error(
        "failure", request=request_id(), endpoint=endpoint(), trace=list(trace(error))
    )


def unguarded() -> None:
    """Write down that a page was refused because it declares no guard: a defect of ours."""
    current_app.extensions["jizen.log"].error("no_guard", request=request_id(), endpoint=endpoint())


def endpoint() -> str:
    """The function that answers, or - where there is none."""
    return request.endpoint or UNKNOWN


def method() -> str:
    """The request's method; - for one that a client made up."""
    return request.method if request.method in METHODS else UNKNOWN


def seconds() -> float:
    """How long this request has taken so far."""
    return time.perf_counter() - g.begun if "begun" in g else 0.0


def trace(error: BaseException | None) -> Iterator[str]:
    """The names of an error and of its causes, each with the `module:line function`s it passed.

    Of libraries' places only the last one is kept.
    """
    while error is not None:
        kind = type(error)
        yield f"{kind.__module__}.{kind.__qualname__}"
        passed = [
            (str(frame.f_globals.get("__name__", UNKNOWN)), line, frame.f_code.co_name)
            for frame, line in traceback.walk_tb(error.__traceback__)
        ]
        for place in passed:
            if place is passed[-1] or place[0].startswith(OURS):
                yield "  {}:{} {}".format(*place)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def take_over() -> None:
    """Write the lines of libraries, from warnings on, like ours, in the whole process.

    The first line of a message is written as in the library's source, without the values
    it was filled with.
    """
    logging.captureWarnings(True)
    for name in TAKEN_OVER:
        logger = logging.getLogger(name)
        logger.handlers = [_Libraries()]
        logger.setLevel(logging.WARNING)
        logger.propagate = False


class _Libraries(logging.Handler):
    """Turns records of the standard library's logging into our lines."""

    def __init__(self) -> None:
        super().__init__()
        self._writer = writer()

    def emit(self, record: logging.LogRecord) -> None:
        facts: dict[str, Any] = {
            "logger": record.name,
            "message": str(record.msg).partition("\n")[0],
            "at": f"{record.module}:{record.lineno}",
        }
        if record.exc_info and record.exc_info[1]:
            facts["trace"] = list(trace(record.exc_info[1]))
        level = max(record.levelno, logging.INFO) // 10 * 10
        self._writer.log(min(level, logging.CRITICAL), "library", **facts)


def _begin() -> None:
    g.begun = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers[REQUEST_ID] = request_id()
    status = response.status_code
    refusal = {"refusal": g.refusal} if status >= 400 and "refusal" in g else {}
    log = current_app.extensions["jizen.log"]
    (log.info if status < 500 else log.error)(
        "request",
        request=request_id(),
        method=method(),
        endpoint=endpoint(),
        status=status,
        ms=round(seconds() * 1000, 1),
        **refusal,
    )
    return response
