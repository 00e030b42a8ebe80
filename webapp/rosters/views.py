"""People and their roles as a file: out, and in with a preview; all of it or nothing."""

from typing import Any, Final, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import HiddenField

from webapp.exchange import bringing
from webapp.exchange.forms import FileForm
from webapp.forms.form import Form
from webapp.request import access, current, files
from webapp.request.files import handed_out
from webapp.request.posting import Answer, led_back
from webapp.rosters import words
from webapp.staffing.watching import posted_watching
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from workflow import rosters
from workflow.values import ADMINISTRATORS, Conflict

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
    chosen = Chosen.of(request.args)
    view = rosters.view(current.work(), roster_id, *chosen)
    return render_template(
        "rosters/show.html",
        view=view,
        words=words,
        form=CommitForm(seen=view.seen, shown=chosen.word),
        chosen=chosen,
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
    """Carry a list out, whole; one with other roles than were shown is shown with them."""
    form, chosen = CommitForm(), Chosen.of(request.form)
    plain = url_for("rosters.show", roster_id=roster_id)
    back = url_for("rosters.show", roster_id=roster_id, **chosen.asked)
    if "look" in request.form:
        return redirect(back)
    if chosen.word != (form.shown.data or ""):
        flash(_("Shown again with the roles you chose: look at it, then carry it out."), "warning")
        return redirect(back)
    try:
        return posted_watching(
            lambda work: rosters.commit(work, roster_id, form.seen.data or "", *chosen),
            said=_said,
            back=plain,
        )
    except Conflict as error:
        changed = _("Somebody was changed meanwhile: look at the list again.")
        known = isinstance(error, rosters.RosterNotReady)
        return led_back(error, refusals.refusal(error) if known else changed, back)


# -------------------------------------------------------------------- the order


class CommitForm(Form):
    """What the preview showed goes with it, and the word of the roles it was shown with."""

    seen = HiddenField()
    shown = HiddenField()


class Chosen(NamedTuple):
    """The roles chosen on the preview: everybody's, and one a job title."""

    everybody: str
    by_title: tuple[str, ...]

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> "Chosen":
        """What was sent with an address or a form."""
        return cls(sent.get("role", ""), tuple(sent.getlist("given")))

    @property
    def word(self) -> str:
        """The same for the same roles; "" where none is chosen."""
        return ",".join((self.everybody, *self.by_title)).rstrip(",")

    @property
    def asked(self) -> dict[str, Any]:
        """The choices for an address."""
        return {"role": self.everybody, "given": self.by_title} if self.word else {}
