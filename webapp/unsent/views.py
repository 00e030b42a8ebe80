"""Keeping what is typed: every few seconds, on leaving, until the form is sent or given up."""

from datetime import datetime
from typing import Final

from flask import Blueprint, jsonify, redirect, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from webapp.forms.fields import received
from webapp.request import access, addresses, current, logs
from webapp.unsent.typed import OPENED, PLACE, kept_words
from workflow import unsent

blueprint = Blueprint("unsent", __name__, url_prefix="/unsent")

NOT_TYPED: Final = frozenset({"csrf_token", PLACE, OPENED})
SENT: Final = frozenset({302, 303})
"""What a form that was carried out answers with: it leads on."""


@blueprint.app_template_global()
def opened_at() -> str:
    """The moment at which a page is made, for the forms on it."""
    return current.engine().clock.now().isoformat()


@blueprint.post("/")
@access.signed_in
def keep() -> Response:
    """Keep what was typed into a form so far; answers with the words for when that was."""
    fields = [
        (name, received(value))
        for name, value in request.form.items(multi=True)
        if name not in NOT_TYPED
    ]
    place, opened = request.form.get(PLACE, ""), _opened()
    current.write(lambda work: unsent.keep(work, place, fields, opened))
    return jsonify(said=kept_words())


@blueprint.post("/forget")
@access.signed_in
def forget() -> Response:
    """Give up what was typed, and lead back to the form as it is without it."""
    place = request.form.get(PLACE, "")
    current.write(lambda work: unsent.forget(work, place))
    return redirect(addresses.local(request.form.get("back"), url_for("home.index")))


@blueprint.after_app_request
def _forget_what_was_sent(response: Response) -> Response:
    """A form that was carried out is no longer unsent; that it is not forgotten harms nobody."""
    if request.method != "POST" or request.blueprint == blueprint.name:
        return response
    if response.status_code in SENT and PLACE in request.form and current.actor_or_none():
        place = request.form[PLACE]
        try:
            current.write(lambda work: unsent.forget(work, place))
        except SQLAlchemyError as error:
            logs.failed(error)
    return response


def _opened() -> datetime:
    """When the page was opened, as its form says; now, where it says nothing that can be read."""
    now = current.engine().clock.now()
    try:
        opened = datetime.fromisoformat(request.form.get(OPENED, ""))
    except ValueError:
        return now
    return opened if opened.tzinfo else now
