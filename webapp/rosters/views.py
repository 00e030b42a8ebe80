"""People and their roles as a file: out, and in with a preview; all of it or nothing."""

from typing import Final

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField

from webapp.exchange import bringing
from webapp.exchange.forms import FileForm
from webapp.request import access, current, files
from webapp.request.files import handed_out
from webapp.request.posting import Answer, led_back
from webapp.rosters import words
from webapp.staffing.watching import posted_watching
from webapp.words import refusals
from workflow import rosters
from workflow.people import ADMINISTRATORS
from workflow.values import Conflict

blueprint = Blueprint("rosters", __name__, url_prefix="/people/file")

STAGED: Final = "/<id:roster_id>"


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """Where the list is taken, and where one is brought."""
    return _page(FileForm())


@blueprint.get("/people.<form>")
@access.roles(*ADMINISTRATORS)
def taken(form: str) -> Response:
    """Everybody with the roles they hold and will hold."""
    return handed_out(rosters.workbook(current.work(), form))


@blueprint.get("/blank.xlsx")
@access.roles(*ADMINISTRATORS)
def blank() -> Response:
    """The form to fill in, with examples, drop-downs and explanations."""
    return handed_out(rosters.blank(current.work()))


@blueprint.post("/")
@files.takes(files.LARGEST_WORKBOOK)
@access.roles(*ADMINISTRATORS)
def bring() -> Answer:
    """Take a list in; nothing is changed yet."""
    form = FileForm()
    return bringing.kept(
        form,
        lambda: _page(form),
        bring=rosters.bring,
        stage=rosters.stage,
        show=lambda roster_id: url_for("rosters.show", roster_id=roster_id),
    )


@blueprint.get(STAGED)
@access.roles(*ADMINISTRATORS)
def show(roster_id: int) -> str:
    """What a list would change, and what is wrong with it."""
    role, by_title = request.args.get("role", ""), request.args.getlist("given")
    view = rosters.view(current.work(), roster_id, role, by_title)
    return render_template(
        "rosters/show.html",
        view=view,
        words=words,
        form=CommitForm(seen=view.seen, role=role),
        by_title=by_title,
        usual=rosters.USUAL_ROLES,
        offered=rosters.TITLE_ROLES,
    )


def _page(form: FileForm) -> str:
    roles = rosters.accepted_words(current.named())
    return render_template("rosters/index.html", form=form, headings=rosters.HEADINGS, roles=roles)


def _said(done: rosters.Done) -> str:
    people = _("%(added)d added, %(changed)d changed.", added=done.added, changed=done.changed)
    given = ngettext("%(num)d role was given.", "%(num)d roles were given.", done.given)
    return f"{people} {given}" if done.given else people


@blueprint.post(STAGED)
@access.roles(*ADMINISTRATORS)
def commit(roster_id: int) -> Answer:
    """Carry a list out, whole."""
    form, back = CommitForm(), url_for("rosters.show", roster_id=roster_id)
    by_title = request.form.getlist("given")
    try:
        return posted_watching(
            lambda work: rosters.commit(
                work, roster_id, form.seen.data or "", form.role.data or "", by_title
            ),
            said=_said,
            back=back,
        )
    except Conflict as error:
        changed = _("Somebody was changed meanwhile: look at the list again.")
        known = isinstance(error, rosters.RosterNotReady)
        return led_back(error, refusals.refusal(error) if known else changed, back)


# -------------------------------------------------------------------- the order


class CommitForm(FlaskForm):
    """What the preview showed goes with it."""

    seen = HiddenField()
    role = HiddenField()
    """What everybody is given, where the list has no column for roles."""
