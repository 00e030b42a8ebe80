"""A person's notices, and how they want to be notified."""

from flask import Blueprint, render_template, request, url_for

from webapp.notices.forms import PreferencesForm
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import notices

blueprint = Blueprint("notices", __name__, url_prefix="/notices")


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The person's notices, the newest first."""
    before = request.args.get("before", type=int)
    page = notices.page(current.work(), before)
    return render_template("notices/index.html", page=page, first=before is None)


@blueprint.post("/<id:notice_id>/read")
@access.signed_in
def read(notice_id: int) -> Answer:
    """Mark one notice as read."""
    return posted(
        lambda work: notices.mark_read(work, notice_id), said="", back=url_for("notices.index")
    )


@blueprint.post("/read")
@access.signed_in
def read_all() -> Answer:
    """Mark as read what was shown, and what is older; not what came in the meantime."""
    shown = request.form.get("up_to", 0, type=int)
    return posted(
        lambda work: notices.mark_all_read(work, shown), said="", back=url_for("notices.index")
    )


@blueprint.route("/settings", methods=["GET", "POST"])
@access.signed_in
def settings() -> Answer:
    """How the person wants to be notified."""
    chosen, usual = notices.preferences(current.work()), current.settings().mail.digest_minutes
    minutes = usual if chosen.digest_minutes is None else chosen.digest_minutes
    form = PreferencesForm(
        by_mail=chosen.by_mail,
        reminders=chosen.reminders,
        digest_minutes=minutes,
        language=chosen.language or "ja",
    )
    form.offer((usual, minutes))

    def page() -> str:
        return render_template("notices/settings.html", form=form, email=chosen.email)

    return posted(
        lambda work: notices.set_preferences(
            work,
            by_mail=form.by_mail.data,
            reminders=form.reminders.data,
            digest_minutes=form.digest_minutes.data,
            language=form.language.data,
        ),
        said=lambda _done: _kept(form.language.data),
        back=url_for("notices.settings"),
        form=form,
        page=page,
    )


def _kept(language: str) -> str:
    """The words for it, in the language that was chosen: pages have it from now on."""
    current.speak(language)
    return _("Your notification settings are saved.")
