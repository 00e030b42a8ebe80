"""What a page that is only read tells the security log, and that its session is in use.

It is written when the answer is made, in a short unit of its own: neither a database that may
only be read nor a busy one takes the answer away.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from flask import Flask, g, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from webapp.request import current, logs
from workflow import accounts
from workflow.accounts import Client, Visit
from workflow.values import SecurityKind

View = Callable[..., Any]

_TOLD: Final = "told_the_security_log"


def client() -> Client:
    """Where this request comes from."""
    return Client(request.remote_addr or "", request.user_agent.string)


def tell(kind: SecurityKind) -> None:
    """Note this request in the security log once it is answered."""
    g.setdefault(_TOLD, {})[kind] = request.full_path.rstrip("?")


def reads_paper(view: View) -> View:
    """This view shows a paper of the headquarters; put it under the guard."""

    @wraps(view)
    def told(*given: Any, **named: Any) -> Any:
        tell(SecurityKind.PAPER_READ)
        return view(*given, **named)

    return told


def init_app(app: Flask) -> None:
    """Write when an answer is ready."""
    app.after_request(_write)


def _write(response: Response) -> Response:
    visit: Visit | None = g.get("visit")
    told = g.pop(_TOLD, {}) if response.status_code == 200 else {}
    if visit and (told or visit.is_to_be_noted(current.engine().pace.now())):
        current.stop_reading()
        try:
            with current.engine().note(visit.actor) as work:
                accounts.seen(work, visit.session_id)
                accounts.note_all(work, visit.actor.login, client(), told.items())
        except SQLAlchemyError as error:
            logs.failed(error)
    return response
