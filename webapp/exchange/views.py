"""Workbooks out and in: the template, lists to work on, files that are brought."""

from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.exchange import words
from webapp.exchange.forms import FileForm, PasteForm, choices_of, columns_of, row_of
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.words import refusals
from workflow.documents import FORMS, Document
from workflow.exchange.views import COLUMN_ORDER as ORDER
from workflow.values.errors import ContentChanged, NotFound, NotPermitted, Refusal
from workflow.values.vocabulary import Role

blueprint = Blueprint("exchange", __name__, url_prefix="/exchange")

LARGEST_UPLOAD: Final = 21 * 1024 * 1024
STAGED: Final = "/<id:import_id>"


@blueprint.get("/")
@access.roles(Role.OFFICER)
def index() -> str:
    """Where workbooks are taken and brought."""
    return _index(FileForm(), PasteForm())


@blueprint.get("/template.xlsx")
@access.roles(Role.OFFICER)
def template() -> Response:
    """The workbook to fill in; with ?items=yes filled with what the person may write on."""
    cycle, with_items = current.cycle(), request.args.get("items") == "yes"
    content = current.engine().exchange.template(cycle.id, current.actor(), items=with_items)
    name = _("items to edit") if with_items else _("template")
    return handed_out(Document(f"{cycle.id}_{name}.xlsx", FORMS["xlsx"].media_type, content))


@blueprint.post("/")
@files.takes(LARGEST_UPLOAD)
@access.roles(Role.OFFICER)
def bring() -> Any:
    """Take a file in; nothing is created yet."""
    form = FileForm()
    if not form.validate_on_submit():
        return _index(form, PasteForm(formdata=None)), 422
    file = form.file.data
    try:
        staged = current.engine().exchange.stage(
            current.actor(), current.cycle().id, file.filename or "", file.read()
        )
    except Refusal as error:
        form.file.errors = [*form.file.errors, refusals.refusal(error)]
        return _index(form, PasteForm(formdata=None)), status_of(error)
    return redirect(url_for("exchange.show", import_id=staged))


@blueprint.post("/paste")
@access.roles(Role.OFFICER)
def paste() -> Any:
    """Take in what was copied from a sheet."""
    form = PasteForm()
    if not form.validate_on_submit():
        return _index(FileForm(formdata=None), form), 422
    try:
        staged = current.engine().exchange.paste(
            current.actor(), current.cycle().id, form.cells.data or ""
        )
    except Refusal as error:
        form.cells.errors = [*form.cells.errors, refusals.refusal(error)]
        return _index(FileForm(formdata=None), form), status_of(error)
    return redirect(url_for("exchange.show", import_id=staged))


@blueprint.get(STAGED)
@access.roles(Role.OFFICER)
def show(import_id: int) -> str:
    """How a file was understood, what is wrong with it, what it would do."""
    view = current.engine().exchange.view(current.actor(), import_id)
    return render_template("exchange/show.html", view=view, words=words, known=ORDER)


@blueprint.post(f"{STAGED}/advance")
@access.roles(Role.OFFICER)
def advance(import_id: int) -> Response:
    """Look at the next rows."""
    current.engine().exchange.advance(current.actor(), import_id)
    return redirect(url_for("exchange.show", import_id=import_id))


@blueprint.post(f"{STAGED}/columns")
@access.roles(Role.OFFICER)
def correct(import_id: int) -> Response:
    """Read the file as the person says."""
    current.engine().exchange.correct(
        current.actor(),
        import_id,
        tab=request.form.get("tab"),
        head_row=row_of(request.form),
        columns=columns_of(request.form),
    )
    return redirect(url_for("exchange.show", import_id=import_id))


@blueprint.post(f"{STAGED}/conflicts")
@access.roles(Role.OFFICER)
def choose(import_id: int) -> Response:
    """Settle cells that were changed on both sides."""
    chosen = choices_of(request.form)
    current.engine().exchange.choose(current.actor(), import_id, chosen)
    return redirect(url_for("exchange.show", import_id=import_id))


@blueprint.post(f"{STAGED}/commit")
@access.roles(Role.OFFICER)
def commit(import_id: int) -> Response:
    """Create and change everything, or nothing."""
    try:
        done = current.engine().exchange.commit(current.actor(), import_id)
    except (NotFound, NotPermitted):
        raise
    except Refusal as error:
        status_of(error)
        changed = _("An item was written on in the meantime: check the file again.")
        flash(changed if isinstance(error, ContentChanged) else refusals.refusal(error), "danger")
        return redirect(url_for("exchange.show", import_id=import_id))
    flash(
        _("%(created)d items were drafted, %(changed)d were changed.",
          created=done.created, changed=done.changed),
        "success",
    )  # fmt: skip
    return redirect(url_for("exchange.show", import_id=import_id))


def _index(file_form: FileForm, paste_form: PasteForm) -> str:
    return render_template("exchange/index.html", file_form=file_form, paste_form=paste_form)
