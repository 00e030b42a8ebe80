"""The help's pages (手引き)."""

from flask import Blueprint, render_template

from webapp.help.topics import BY_ROLE, TOGETHER, TOPICS
from webapp.request import access, current
from workflow.values import NotFound

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
