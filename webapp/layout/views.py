"""The language and cycle switches; whether the program lives and is ready."""

from flask import Blueprint, abort, jsonify, redirect, request, session, url_for
from werkzeug.wrappers import Response

import migrations
from webapp.app.settings import LANGUAGES
from webapp.request import access, addresses, current
from webapp.words.cell_problems import together
from workflow.values import NotFound

blueprint = Blueprint("frame", __name__)
blueprint.add_app_template_filter(together)


@blueprint.post("/language")
@access.public
def choose_language() -> Response:
    """Keep the language for this visit, and go back to the page."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    current.speak(chosen)
    return redirect(addresses.local(request.form.get("back"), url_for("home.index")))


@blueprint.post("/cycle")
@access.signed_in
def choose_cycle() -> Response:
    """Keep the cycle for this visit, and go back to the page."""
    chosen = request.form.get("cycle", "")
    if chosen not in {one.id for one in current.cycles()}:
        raise NotFound(what="cycle")
    session[current.CYCLE_KEY] = chosen
    back = addresses.local(request.form.get("back"), url_for("home.index"))
    return redirect(addresses.without(back, "cycle", "after"))


@blueprint.get("/healthz")
@access.public
def healthz() -> Response:
    """The process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@access.public
def readyz() -> tuple[Response, int]:
    """The database answers and has every migration; 503 otherwise."""
    database = current.engine().database
    ready = database.is_alive() and migrations.is_current(database.engine)
    return jsonify(status="ok" if ready else "not ready"), 200 if ready else 503
