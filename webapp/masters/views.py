"""The editable masters: categories, criteria and verdicts, with all their versions."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.forms.refused import show_refusal
from webapp.masters.forms import EntryForm
from webapp.request import access, current, errors
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Master, Role

blueprint = Blueprint("masters", __name__, url_prefix="/masters")

LIST = "/<any(category, criterion, verdict):master>"
ENTRY = f"{LIST}/<code>"

keepers = access.roles(Role.SECRETARIAT, Role.ADMIN)

Answer = Response | tuple[str, int]


@blueprint.get("/")
@keepers
def home() -> Response:
    """The masters begin with the categories."""
    return redirect(url_for("masters.index", master=Master.CATEGORY.value))


@blueprint.get(LIST)
@keepers
def index(master: str) -> str:
    """Every entry of a master in order, retired ones too."""
    return _list_page(Master(master), EntryForm(formdata=None))


@blueprint.post(LIST)
@keepers
def add(master: str) -> Answer:
    """Add an entry at the end."""
    form, desk = EntryForm(), current.engine().kept_masters
    try:
        desk.add(
            Master(master),
            form.code.value.strip(),
            form.title,
            current.actor(),
            needs_conditions=form.needs_conditions.value,
        )
    except InputRefused as error:
        show_refusal(form, error)
        return _list_page(Master(master), form), errors.status_of(error)
    flash(_("The entry is added at the end of the list."), "success")
    return redirect(url_for("masters.index", master=master))


@blueprint.get(ENTRY)
@keepers
def show(master: str, code: str) -> str:
    """One entry with its versions, and the form to rename it."""
    return _entry_page(Master(master), code, EntryForm(formdata=None))


@blueprint.post(ENTRY)
@keepers
def rename(master: str, code: str) -> Answer:
    """Give an entry another title."""
    form, desk, actor = EntryForm(), current.engine().kept_masters, current.actor()
    try:
        desk.rename(Master(master), code, form.title, form.seen.value, actor)
    except InputRefused as error:
        show_refusal(form, error)
        return _entry_page(Master(master), code, form), errors.status_of(error)
    flash(_("The new title is kept; what was evaluated before keeps the earlier one."), "success")
    return redirect(url_for("masters.show", master=master, code=code))


@blueprint.post(f"{ENTRY}/place")
@keepers
def place(master: str, code: str) -> Response:
    """Put an entry before the one named, or at the end."""
    before = request.form.get("before", "")
    current.engine().kept_masters.place(Master(master), code, before, current.actor())
    flash(_("The order is changed."), "success")
    return redirect(url_for("masters.index", master=master))


@blueprint.post(f"{ENTRY}/retire")
@keepers
def retire(master: str, code: str) -> Response:
    """Take an entry out of the choices."""
    current.engine().kept_masters.retire(Master(master), code, current.actor())
    flash(_("The entry is retired: nobody can choose it any more, what carries it keeps it."))
    return redirect(url_for("masters.index", master=master))


@blueprint.post(f"{ENTRY}/restore")
@keepers
def restore(master: str, code: str) -> Response:
    """Take a retired entry up again."""
    current.engine().kept_masters.restore(Master(master), code, current.actor())
    flash(_("The entry can be chosen again."), "success")
    return redirect(url_for("masters.index", master=master))


def _list_page(master: Master, form: EntryForm) -> str:
    entries = current.engine().kept_masters.entries(master, current.actor())
    return render_template(
        "masters/index.html", master=master, masters=list(Master), entries=entries, form=form
    )


def _entry_page(master: Master, code: str, form: EntryForm) -> str:
    found = current.engine().kept_masters.history(master, code, current.actor())
    if not form.is_submitted():
        form.title_ja.data, form.title_en.data = found.entry.title
        form.seen.data = str(found.entry.version)
    return render_template("masters/show.html", master=master, found=found, form=form)
