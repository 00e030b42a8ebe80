"""What lacks people, with the way to mend it: for administrators."""

from itertools import groupby

from flask import Blueprint, render_template

from webapp.request import access, current
from webapp.staffing import words
from workflow import staffing
from workflow.values import ADMINISTRATORS

blueprint = Blueprint("staffing", __name__, url_prefix="/staffing")


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """The items for which nobody can act, those that lack the same together; and sessions."""
    work = current.work()
    items = staffing.unattended(work)
    groups = [tuple(alike) for _, alike in groupby(items, key=lambda one: one.situation)]
    return render_template(
        "staffing/index.html",
        count=len(items),
        groups=groups,
        sessions=staffing.short_sessions(work),
        since=staffing.since(work),
        words=words,
    )
