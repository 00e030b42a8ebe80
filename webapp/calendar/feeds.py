"""A person's calendar for other programs: its secret address, and what is there."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from webapp.app.extensions import limiter
from webapp.request import access, addresses, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import bodies, calendar, documents, undertakings

blueprint = Blueprint("feeds", __name__, url_prefix="/calendar")

MOST_READINGS: Final = "120 per minute"
"""From one address, behind which a whole office may stand; guessing 256 bits stays hopeless."""

JUST_MADE: Final = "calendar-token"


@blueprint.get("/address")
@access.signed_in
def address() -> str:
    """Whether the person has an address; the address itself right after it was made."""
    token = session.pop(JUST_MADE, None)
    return render_template(
        "calendar/address.html",
        address=calendar.feed_address(current.work()),
        secret=addresses.from_outside(url_for("feeds.show", token=token)) if token else "",
    )


@blueprint.post("/address")
@access.signed_in
def create() -> Answer:
    """Make a new address; the one before is revoked."""
    seen = request.form.get("seen", 0, type=int)
    token = current.write(lambda work: calendar.create_feed(work, seen))
    if token:
        session[JUST_MADE] = token
    return redirect(url_for("feeds.address"))


@blueprint.post("/address/revoke")
@access.signed_in
def revoke() -> Answer:
    """Revoke the address."""
    session.pop(JUST_MADE, None)
    return posted(
        calendar.revoke_feed,
        said=_("The address is revoked: nobody can read your calendar there any more."),
        back=url_for("feeds.address"),
    )


@blueprint.get("/<token>.ics")
@limiter.limit(MOST_READINGS)
@access.public
def show(token: str) -> Response:
    """The calendar at a secret address, for programs that cannot sign in."""
    content = documents.ical(
        calendar.feed_at(current.work(), token, bodies.calendar_days, undertakings.calendar_days),
        lambda page: addresses.from_outside(url_for("home.index") + page),
    )
    answer = Response(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = 'inline; filename="jizen.ics"'
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
