"""The help's pages (手引き)."""

from typing import Final, NamedTuple

from flask import Blueprint, render_template
from flask_babel import LazyString

from webapp.request import access, current
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.labels import ROLES
from workflow.values import Actor, NotFound, Role

blueprint = Blueprint("help", __name__, url_prefix="/help")


@blueprint.get("/<topic>")
@access.signed_in
def show(topic: str) -> str:
    """One topic in the language of the page. Raises NotFound."""
    if topic not in TOPICS:
        raise NotFound(what="help", name=topic)
    return render_template(
        "help/show.html",
        topic=TOPICS[topic],
        text=f"help/{current.language()}/{topic}.html",
        by_role=BY_ROLE,
        together=TOGETHER,
    )


# ----------------------------------------------------------------------- topics


class Topic(NamedTuple):
    """One page of the help; its text is the template of that name in each language."""

    key: str
    title: LazyString


BY_ROLE: Final = tuple(Topic(role.value, title) for role, title in ROLES.items())
TOGETHER: Final = (
    Topic("excel", _l("Excel, in and out")),
    Topic("absence", _l("When you are away")),
    Topic("sessions", _l("Evaluation sessions, step by step")),
    Topic("freezing", _l("Freezing a report")),
    Topic("year", _l("The course of the year")),
    Topic("goals", _l("DX goals, from draft to result")),
    Topic("undertakings", _l("Undertakings: steps, documents, comments")),
    Topic("systems", _l("The inventory of systems, and what ends")),
    Topic("meetings", _l("Bodies and meetings")),
)
TOPICS: Final = {one.key: one for one in (*BY_ROLE, *TOGETHER)}

OF_PLACES: Final = {
    "exchange": "excel",
    "substitutes": "absence",
    "evaluation": "sessions",
    "reports": "freezing",
    "headquarters": "freezing",
    "schedule": "year",
    "new_year": "year",
    "reorganisation": "year",
    "transfers": "year",
    "goals": "goals",
    "systems": "systems",
    "editions": "freezing",
    "bodies": "meetings",
    "calendar": "year",
    "undertakings": "undertakings",
    "organisation": "admin",
    "people": "admin",
    "audit": "admin",
    "handlers": "reviewer",
    "staffing": "admin",
    "publishing": "admin",
    "designs": "admin",
    "design_parts": "admin",
    "masters": "admin",
    "admin": "admin",
}
"""The topic of the pages of a blueprint; other pages have that of the person's role."""


def topic_of(place: str | None, actor: Actor) -> str:
    """The key of the topic that helps `actor` on the pages of a blueprint."""
    own = next((role for role in Role if actor.has(role)), Role.VIEWER)
    return OF_PLACES.get(place or "", own.value)
